"""The pages: plain data, read by the frame for navigation and by the gate for known paths."""

from dataclasses import dataclass
from typing import Final

from rules.access import Permission


@dataclass(frozen=True, slots=True)
class Room:
    """One page: its script in pages/, its Indonesian title and path, the right that opens it."""

    script: str
    title: str
    url_path: str
    permission: Permission
    is_default: bool = False


OVERVIEW: Final = Room("overview.py", "Ringkasan", "ringkasan", Permission.VIEW, is_default=True)
SENTRA: Final = Room("sentra.py", "Sentra", "sentra", Permission.VIEW)
TIMELINE: Final = Room("timeline.py", "Linimasa", "linimasa", Permission.VIEW)
CHANGES: Final = Room("changes.py", "Perubahan", "perubahan", Permission.VIEW)
TASKS: Final = Room("tasks.py", "Tugas saya", "tugas-saya", Permission.REPORT)
QUARTERS: Final = Room("quarters.py", "Triwulan", "triwulan", Permission.VIEW)
AUDIT: Final = Room("audit.py", "Jejak audit", "jejak-audit", Permission.SEE_AUDIT)
VERIFICATION: Final = Room("verification.py", "Verifikasi", "verifikasi", Permission.DECIDE)
MEETINGS: Final = Room("meetings.py", "Rapat", "rapat", Permission.VIEW)
ADMINISTRATION: Final = Room(
    "administration.py", "Administrasi", "administrasi", Permission.MANAGE_ACCOUNTS
)

ROOMS: Final = (
    OVERVIEW,
    SENTRA,
    TIMELINE,
    CHANGES,
    TASKS,
    VERIFICATION,
    MEETINGS,
    ADMINISTRATION,
    QUARTERS,
    AUDIT,
)
