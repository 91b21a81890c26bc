"""HTML of evidence files: links to those that were sent, and those that wait. All is escaped."""

from base64 import b64encode
from collections.abc import Iterable

from pages.shell.escaping import text
from rules.evidence.files import THUMBNAIL_KIND, EvidenceFile, FileKind, JudgedFile, KeptFile
from rules.meetings.follow_ups import FollowUpFile
from words.evidence.sentences import size as file_size, withheld


def report_files(files: Iterable[EvidenceFile]) -> str:
    """Return links to evidence files, pictures with their thumbnails; nothing for no files.

    A link opens beside, so that a session that has ended takes no page away.
    """
    return _links((f"{file.id}", file.kept) for file in files)


def follow_up_files(files: Iterable[FollowUpFile]) -> str:
    """Return the same links to files that prove a follow-up."""
    return _links((f"tindak-lanjut/{file.id}", file.kept) for file in files)


def unsent_file(file: JudgedFile) -> str:
    """Return a file that waits to be sent; nobody else can fetch it yet."""
    source = ""
    if file.thumbnail is not None:
        data = b64encode(file.thumbnail).decode()
        source = f"data:{THUMBNAIL_KIND.media_type};base64,{data}"
    face = _face(file.kind, source)
    return f'<div class="files">{face}{_file_name(file.name, len(file.content))}</div>'


def _links(files: Iterable[tuple[str, KeptFile]]) -> str:
    items = "".join(_linked(f"/bukti/{path}", kept) for path, kept in files)
    return f'<ul class="files">{items}</ul>' if items else ""


def _linked(address: str, kept: KeptFile) -> str:
    if kept.withheld is not None:
        name = f"<span>{text(kept.name)}<small>{text(withheld(kept.withheld))}</small></span>"
        return f"<li>{_face(kept.kind, '')}{name}</li>"
    face = _face(kept.kind, f"{address}/kecil" if kept.thumbnail else "")
    name = _file_name(kept.name, kept.size)
    return f'<li><a href="{address}" target="_blank" rel="noopener">{face}{name}</a></li>'


def _face(kind: FileKind, source: str) -> str:
    if not source:
        return f'<span class="kind">{text(kind.upper())}</span>'
    return f'<img alt="" loading="lazy" src="{source}">'


def _file_name(name: str, size: int) -> str:
    return f"<span>{text(name)}<small>{file_size(size)}</small></span>"
