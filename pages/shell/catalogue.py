"""The pages: plain data, read by the frame for navigation and by the gate for known paths."""

from dataclasses import dataclass
from typing import Final

from rules.access import Permission


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its script in pages/, its Indonesian title and path, the right that opens it.

    One that is `for_drafts` leaves the menu once the plan is adopted.
    """

    script: str
    title: str
    url_path: str
    permission: Permission
    is_default: bool = False
    for_drafts: bool = False


OVERVIEW: Final = PageEntry(
    "overview/page.py", "Ringkasan", "ringkasan", Permission.VIEW, is_default=True
)
SENTRA: Final = PageEntry("sentra/page.py", "Sentra", "sentra", Permission.VIEW)
TIMELINE: Final = PageEntry("timeline/page.py", "Linimasa", "linimasa", Permission.VIEW)
CHANGES: Final = PageEntry("changes/page.py", "Perubahan", "perubahan", Permission.VIEW)
TASKS: Final = PageEntry("reporting/page.py", "Tugas saya", "tugas-saya", Permission.REPORT)
HISTORY: Final = PageEntry(
    "reporting/batch_page.py", "Data awal", "data-awal", Permission.ENTER_HISTORY
)
PLAN: Final = PageEntry("plan/page.py", "Rencana", "rencana", Permission.VIEW)
AGENCIES: Final = PageEntry("plan/agencies_page.py", "OPD", "opd", Permission.VIEW)
QUARTERS: Final = PageEntry("quarters/page.py", "Triwulan", "triwulan", Permission.VIEW)
AUDIT: Final = PageEntry("audit/page.py", "Jejak audit", "jejak-audit", Permission.SEE_AUDIT)
VERIFICATION: Final = PageEntry("review/page.py", "Verifikasi", "verifikasi", Permission.DECIDE)
MEETINGS: Final = PageEntry("meetings/page.py", "Rapat", "rapat", Permission.VIEW)
PROGRAMME: Final = PageEntry("programme/page.py", "Program", "program", Permission.VIEW)
ADMINISTRATION: Final = PageEntry(
    "accounts/page.py", "Administrasi", "administrasi", Permission.MANAGE_ACCOUNTS
)

START: Final = PageEntry(
    "start/page.py", "Mulai program", "mulai", Permission.REVISE_PLAN, for_drafts=True
)

ENTRIES: Final = (
    OVERVIEW,
    START,
    SENTRA,
    TIMELINE,
    CHANGES,
    PLAN,
    PROGRAMME,
    TASKS,
    HISTORY,
    VERIFICATION,
    MEETINGS,
    AGENCIES,
    ADMINISTRATION,
    QUARTERS,
    AUDIT,
)
