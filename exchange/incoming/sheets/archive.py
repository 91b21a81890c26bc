"""The archive of a workbook: only what its sheets consist of, unpacked within limits.

What is unpacked here is packed anew for the reader, so that both see the same: an archive may hold
names twice, sizes that are not true, and other bytes for those who look from its other end.
"""

import zipfile
from io import BytesIO
from typing import Final
from xml.parsers import expat

from rules.sheets.limits import MEGABYTE, SheetsProblem

_ENCRYPTED: Final = 0x1
_MOST_MEMBERS: Final = 500
_LARGEST_RATIO: Final = 100
_LARGEST_PART: Final = 40 * MEGABYTE
_LARGEST: Final = 64 * MEGABYTE
# A small archive may unpack to many times its size without harm.
_HARMLESS: Final = 4 * MEGABYTE

WORKBOOK: Final = "xl/workbook.xml"
_CONTENTS: Final = "[Content_Types].xml"
_OPEN_DOCUMENT: Final = "content.xml"
_BINARY_WORKBOOK: Final = "xl/workbook.bin"
_KINDS: Final = (".xml", ".rels")
_FOLDERS: Final = ("xl/", "_rels/", "[content_types]")
_NEEDLESS: Final = (
    *("/theme/", "/drawings/", "/charts/", "/externallinks/", "/comments", "/threadedcomments/"),
    *("/persons/", "/printersettings/", "/pivot", "/slicer", "/querytables/", "/connections"),
    *("/activex/", "/ctrlprops/", "/diagrams/", "/customxml/", "/calcchain", "/tables/"),
)


class Refused(Exception):
    """A file is not read; `problem` says why."""

    def __init__(self, problem: SheetsProblem, detail: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.detail = detail


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by their names. Raises Refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check(members, len(content))
            needed = [one for one in members if _is_needed(_name(one))]
            return {_name(one): _read(archive, one) for one in needed}
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a broken archive raises whatever it leads the reader to
        raise Refused(SheetsProblem.DAMAGED) from error


def packed(parts: dict[str, bytes]) -> BytesIO:
    """Return parts as an archive, nothing compressed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def _name(member: zipfile.ZipInfo) -> str:
    name = member.filename.replace("\\", "/").removeprefix("/")
    # Windows does not tell capitals apart; readers look for this one only.
    return _CONTENTS if name.lower() == _CONTENTS.lower() else name.lower()


def _is_needed(name: str) -> bool:
    lower = name.lower()
    return (
        lower.endswith(_KINDS)
        and lower.startswith(_FOLDERS)
        and not any(folder in lower for folder in _NEEDLESS)
    )


def _check(members: list[zipfile.ZipInfo], size: int) -> None:
    names = [_name(one).lower() for one in members]
    if len(members) > _MOST_MEMBERS:
        raise Refused(SheetsProblem.TOO_MANY_SHEETS)
    if any(one.flag_bits & _ENCRYPTED for one in members):
        raise Refused(SheetsProblem.OLD_OR_LOCKED)
    if len(set(names)) < len(names):
        raise Refused(SheetsProblem.DAMAGED)
    if WORKBOOK not in names:
        is_known = _BINARY_WORKBOOK in names or _OPEN_DOCUMENT in names
        raise Refused(SheetsProblem.OTHER_FORMAT if is_known else SheetsProblem.UNKNOWN_KIND)
    # Sizes that are said to be smaller than they are end the reading of that part.
    sizes = [one.file_size for one in members if _is_needed(_name(one))]
    most = min(_LARGEST, max(_HARMLESS, _LARGEST_RATIO * size))
    if sum(sizes) > most or max(sizes) > _LARGEST_PART:
        raise Refused(SheetsProblem.UNPACKS_TOO_LARGE)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a part, checked. Raises Refused, and BadZipFile where it is larger than it says."""
    with archive.open(member) as opened:
        part = opened.read(member.file_size + 1)
    if b"\0" in part:
        raise Refused(SheetsProblem.UNUSUAL)
    return part


def check_form(part: bytes) -> None:
    """Refuse XML that is not whole, that declares entities or hides things in comments.

    No office program writes these; without them every < begins a tag, and a sheet that was cut off
    is not taken for a short one. Raises Refused, ExpatError.
    """

    def refuse(*_found: object) -> None:
        raise Refused(SheetsProblem.UNUSUAL)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.CommentHandler = refuse
    parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = refuse
    parser.Parse(part, True)  # noqa: FBT003 - its last part
