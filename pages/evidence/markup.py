"""HTML of evidence files: links to those that were sent, and those that wait. All is escaped."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from pages.shell import address as links_of
from pages.shell.catalogue import ADMINISTRATION
from pages.shell.escaping import text
from pages.shell.visit import Visit
from rules.access import Permission
from rules.evidence.files import (
    THUMBNAIL_KIND,
    EvidenceAddress,
    EvidenceFile,
    FileKind,
    JudgedFile,
    KeptFile,
)
from rules.evidence.namings import NamedFile
from rules.meetings.follow_ups import FollowUpFile
from rules.values import Moment
from words.evidence.sentences import naming, size as file_size, withheld

FILE: Final = "berkas"
"""The parameter of an address that names the file to be removed."""


def removable(visit: Visit) -> Moment | None:
    """Return the moment at which each file has a way to its removal; None for who removes none."""
    return visit.moment if visit.may(Permission.REMOVE_EVIDENCE) else None


def report_files(files: Iterable[EvidenceFile], removable: Moment | None = None) -> str:
    """Return links to evidence files, pictures with their thumbnails; nothing for no files.

    A link opens beside, so that a session that has ended takes no page away.
    """
    return _links(((EvidenceAddress(file.id), file.kept) for file in files), removable)


def follow_up_files(files: Iterable[FollowUpFile], removable: Moment | None = None) -> str:
    """Return the same links to files that prove a follow-up."""
    addressed = ((EvidenceAddress(file.id, is_of_follow_up=True), file.kept) for file in files)
    return _links(addressed, removable)


def named_file(file: NamedFile) -> str:
    """Return a file with all that names it, the latest first."""
    namings = "".join(f"<li>{text(naming(one))}</li>" for one in reversed(file.namings))
    drawn = _links([(file.address, file.kept)], None)
    names = f' data-names="{text(file.kept.name)}"'
    return f'<div class="named-file"{names}>{drawn}<ul class="namings">{namings}</ul></div>'


def unsent_file(file: JudgedFile) -> str:
    """Return a file that waits to be sent; nobody else can fetch it yet."""
    source = ""
    if file.thumbnail is not None:
        data = b64encode(file.thumbnail).decode()
        source = f"data:{THUMBNAIL_KIND.media_type};base64,{data}"
    face = _face(file.kind, source)
    name = _file_name(file.name, len(file.content))
    return f'<div class="files" data-names="{text(file.name)}">{face}{name}</div>'


def _links(files: Iterable[tuple[EvidenceAddress, KeptFile]], removable: Moment | None) -> str:
    items = "".join(_linked(address, kept, removable) for address, kept in files)
    return f'<ul class="files">{items}</ul>' if items else ""


def _linked(address: EvidenceAddress, kept: KeptFile, removable: Moment | None) -> str:
    way = "" if removable is None or kept.removal else _removal(address, kept, removable)
    if kept.withheld is not None:
        name = f"<span>{text(kept.name)}<small>{text(withheld(kept))}</small></span>"
        return f'<li><span class="gone">{_face(kept.kind, "")}{name}</span>{way}</li>'
    link = address.shown
    face = _face(kept.kind, f"{link}/kecil" if kept.thumbnail else "")
    name = _file_name(kept.name, kept.size)
    return f'<li><a href="{link}" target="_blank" rel="noopener">{face}{name}</a>{way}</li>'


def _removal(address: EvidenceAddress, kept: KeptFile, moment: Moment) -> str:
    query = urlencode(links_of.link(moment, **{FILE: address.shown}))
    href = text(f"/{ADMINISTRATION.url_path}?{query}")
    named = text(f"Hapus {kept.name}")
    return f' <a class="way" href="{href}" target="_self" aria-label="{named}">Hapus</a>'


def _face(kind: FileKind, source: str) -> str:
    if not source:
        return f'<span class="kind">{text(kind.upper())}</span>'
    return f'<img alt="" loading="lazy" src="{source}">'


def _file_name(name: str, size: int) -> str:
    return f"<span>{text(name)}<small>{file_size(size)}</small></span>"
