"""Names of downloaded files: readable, sortable, safe on every system."""

import re
import unicodedata
from typing import Final

from charts.stamp import Stamp
from rules.meetings.resolutions import MeetingId
from rules.vocabulary import Plan, label

_LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_]+")


def of(name: str, stamp: Stamp, ending: str, *, meeting: MeetingId | None = None) -> str:
    """Return a name such as kurva-s_S04-batik_2022-06-30_disetujui.png for kurva-s_S04-batik.

    Example data says so first, then the programme where there are several; a plan other than the
    first, a day of knowledge other than now's and a `meeting`, which has its own, are named last,
    so that no file takes the place of another.
    Letters without a plain counterpart and all signs become hyphens.
    """
    parts = (
        "contoh" if stamp.is_example else "",
        _safe(stamp.code),
        _safe(name),
        stamp.as_of.isoformat(),
        stamp.basis.value,
        "" if stamp.plan is Plan.FIRST else _safe(label(stamp.plan)),
        "" if stamp.known_on is None or meeting else f"diketahui-{stamp.known_on.isoformat()}",
        "" if meeting is None else f"rapat-{meeting}",
    )
    return "_".join(part for part in parts if part) + f".{ending}"


def _safe(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", ascii_only)[:_LONGEST].strip("-_")
