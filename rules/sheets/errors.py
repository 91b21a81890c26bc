"""Why a file of sheets is not read."""

from dataclasses import dataclass

from rules.errors import SentraError
from rules.sheets.limits import SheetsProblem


@dataclass(eq=False)
class UnreadableSheets(SentraError):
    """A file of sheets was not read; `detail` says in Indonesian what mends it, where known."""

    problem: SheetsProblem
    detail: str = ""
