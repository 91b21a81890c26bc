"""Text as office files can hold it."""

import re
from typing import Final

# XML has no way to write these, not even escaped.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return `text` without the characters that no XML file can hold."""
    return _FORBIDDEN.sub("", text)
