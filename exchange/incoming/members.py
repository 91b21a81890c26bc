"""The members of an archive, unpacked by what they are and not by what they say."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

_HEADER: Final = struct.Struct("<4s22xHH")
_SIGN: Final = b"PK\x03\x04"


class FalseSizes(Exception):
    """A member holds more or less than the archive's list says, or shares bytes with another."""


def unpacked(content: bytes, members: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each member. Raises FalseSizes before more is unpacked than is said.

    Python stops reading where the list says that a member ends; other readers go on.
    """
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise FalseSizes
        start = _start(content, member)
        end = start + member.compress_size
        yield member.filename, _inside(content[start:end], member)


def _start(content: bytes, member: zipfile.ZipInfo) -> int:
    """Return where the packed bytes begin, behind the member's own header."""
    at = member.header_offset
    try:
        sign, name, extra = _HEADER.unpack_from(content, at)
    except struct.error as error:
        raise FalseSizes from error
    start = at + _HEADER.size + name + extra
    if sign != _SIGN or start + member.compress_size > len(content):
        raise FalseSizes
    return int(start)


def _inside(packed: bytes, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type == zipfile.ZIP_STORED:
        inside = packed
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        inside = _inflated(packed, member.file_size)
    else:
        raise FalseSizes  # no office program packs in another way
    if len(inside) != member.file_size or zlib.crc32(inside) != member.CRC:
        raise FalseSizes
    return inside


def _inflated(packed: bytes, size: int) -> bytes:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    # One byte more than is said shows that there is more; no byte more is needed for that.
    inside = unpacking.decompress(packed, size + 1)
    if not unpacking.eof or unpacking.unused_data:
        raise FalseSizes
    return inside
