"""How tests read a PDF back: its words, its tags, its standards."""

import re
from collections import Counter
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def words(content: bytes) -> str:
    """Return all words of a PDF with every run of white space as one."""
    return squeezed(" ".join(page.extract_text() for page in reader(content).pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def bare(text: str) -> str:
    """Return `text` without white space, for words that a narrow column broke."""
    return re.sub(r"\s+", "", text.replace("\u200b", ""))


def tags(content: bytes) -> list[dict[str, Any]]:
    """Return every element of the structure tree, in reading order."""
    root = reader(content).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    found: list[dict[str, Any]] = []
    _walk(root.get_object(), found)
    return found


def _walk(node: Any, found: list[dict[str, Any]]) -> None:
    if "/S" in node:
        found.append(node)
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, dict):
            _walk(one, found)


def counted(content: bytes) -> Counter[str]:
    return Counter(str(one["/S"]) for one in tags(content))


def metadata(content: bytes) -> str:
    root = reader(content).trailer["/Root"]
    return root["/Metadata"].get_object().get_data().decode()  # type: ignore[index,no-any-return]
