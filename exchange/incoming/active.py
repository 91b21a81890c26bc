"""What acts when an office document is opened: DDE, and templates and objects from elsewhere.

Macros and objects within are known by their names and kinds (documents.py). Sought in the text of
each part, as office programs write it: in UTF-8.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

_PARTS: Final = (".xml", ".rels", ".vml")

# The declaration of another encoding, or its mark: no office program writes one.
_ENCODING: Final = re.compile(rb"^[^<]{0,3}<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_OWN_NAMES: Final = frozenset({b"utf-8", b"us-ascii"})

_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# What a document may name outside of itself: links that somebody clicks, figures of another
# workbook, and pictures. Only the last are fetched unasked, so they must not be on a share, which
# would be handed the reader's sign-in.
_MAY_BE_OUTSIDE: Final = ("/hyperlink", "/externallinkpath", "/xlpathmissing", "/image")
_SHARE: Final = ("\\\\", "//", "file:")
_OWN_DISK: Final = re.compile(r"(?:file:/{2,3})?[a-z]:[\\/]")
"""Where an office's own template lies; what is not there is left out without a word."""

_FIELD: Final = re.compile(
    r"fldCharType\s*=\s*[\"']begin|<(?:\w+:)?instrText[^>]*>([^<]*)<|\binstr\s*=\s*\"([^\"]*)\""
)
_DDE_FIELD: Final = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)

_DDE_LINK: Final = re.compile(r"<(?:\w+:)?(?:ddeLink|oleLink)\b")
_FORMULA: Final = re.compile(r"<(?:\w+:)?(?:f|formula1|formula2|definedName)(?:\s[^>]*)?>([^<]*)<")
_QUOTED: Final = re.compile(r"\"[^\"]*\"")


def acts(name: str, content: bytes) -> bool:
    """Whether the part `name` of an office document does something when it is opened."""
    if not name.lower().endswith(_PARTS):
        return False
    if _is_in_disguise(content):
        return True
    text = content.decode("utf-8", "replace")
    if name.lower().endswith(".rels"):
        return any(map(_leads_out, _RELATION.findall(text)))
    if "<!DOCTYPE" in text[:1000]:
        return True
    return (
        _DDE_LINK.search(text) is not None
        or any(map(_DDE_FIELD.search, _fields(text)))
        or any(map(_starts_another, _FORMULA.findall(text)))
    )


def _is_in_disguise(content: bytes) -> bool:
    declared = _ENCODING.match(content)
    return b"\0" in content or (declared is not None and declared[1].lower() not in _OWN_NAMES)


def _leads_out(relation: str) -> bool:
    said = {name: unescape(one or other) for name, one, other in _ATTRIBUTE.findall(relation)}
    kind, target = said.get("Type", "").lower(), said.get("Target", "").strip().lower()
    if said.get("TargetMode", "").lower() != "external" or _OWN_DISK.match(target):
        return False
    if kind.endswith("/image"):
        return target.startswith(_SHARE)
    return not kind.endswith(_MAY_BE_OUTSIDE)


def _fields(text: str) -> Iterator[str]:
    """Yield the instruction of each field; Word may cut one into pieces."""
    pieces: list[str] = []
    for piece, whole in _FIELD.findall(text):
        if whole:
            yield unescape(whole)
        elif piece:
            pieces.append(unescape(piece))
        else:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)


def _starts_another(formula: str) -> bool:
    """Whether a formula asks another program, as =cmd|'/c calc'!A0 does."""
    may = "|" in formula or "&" in formula
    return may and "|" in _QUOTED.sub("", unescape(formula))
