"""Why a file of sheets is not read."""

from dataclasses import dataclass

from rules.errors import EntryProblem, ProblemCode, SentraError
from rules.sheets.limits import SheetsProblem


@dataclass(eq=False)
class UnreadableSheets(SentraError):
    """A file of sheets was not read; `detail` says in Indonesian what mends it, where known."""

    problem: SheetsProblem
    detail: str = ""


class LayoutProblem(ProblemCode):
    """What is wrong with a layout that somebody keeps."""

    NAME_MISSING = "name.missing"
    NAME_TOO_LONG = "name.too_long"


@dataclass(eq=False)
class IllegalLayout(SentraError):
    """A layout was not kept."""

    problem: LayoutProblem

    @property
    def of_fields(self) -> tuple[EntryProblem, ...]:
        """The one thing that is wrong."""
        return (self.problem,)


@dataclass(eq=False)
class LayoutChanged(SentraError):
    """Somebody kept or forgot the layout of that name meanwhile."""
