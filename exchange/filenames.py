"""Names of downloaded files: readable, sortable, safe on every system."""

import re
import unicodedata
from typing import Final

from charts.stamp import Stamp

_LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_]+")


def of(name: str, stamp: Stamp, ending: str) -> str:
    """Return a name such as kurva-s_S04-batik_2022-06-30_disetujui.png for kurva-s_S04-batik.

    Example data says so first; letters without a plain counterpart and all signs become hyphens.
    """
    parts = ("contoh" if stamp.is_example else "", _safe(name), stamp.as_of.isoformat())
    return "_".join(part for part in (*parts, stamp.basis.value) if part) + f".{ending}"


def _safe(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", ascii_only)[:_LONGEST].strip("-_")
