"""Reports being written: their fields in the session, from an opened form to its draft."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pages.shell.form_state import Form
from rules.evidence.files import EvidenceFile
from rules.reporting.errors import IllegalReport, ReportProblem
from rules.reporting.report import Draft, NewObstacle
from rules.review.queue import Decided
from rules.values import Milestone, MilestoneCode
from rules.vocabulary import Basis, Status
from words.formats import parse_quantity, plain_number

_FULL: Final = 100
_UNCHANGED: Final = "Tidak ada perubahan."
_WRITTEN: Final = ("note", "obstacle", "value", "evidence")


def form_of(code: MilestoneCode) -> Form:
    """Return the form of the report on a milestone."""
    return Form(f"report-{code}")


def open_form(milestone: Milestone, today: date) -> None:
    """Open the form of a milestone, filled with what was last reported."""
    form_of(milestone.code).open(_usual(milestone, today), milestone.version)


def _usual(milestone: Milestone, today: date) -> dict[str, object]:
    known = milestone.states[Basis.REPORTED]
    started = Status.IN_PROGRESS if known.status is Status.NOT_STARTED else known.status
    return {
        "status": started,
        "percent": round(100 * known.progress),
        "note": "",
        "value": "" if known.realised_value is None else plain_number(known.realised_value),
        "evidence": known.evidence,
        "day": today,
        "obstacle": "",
        "owner": milestone.lead,
        "closes": [],
    }


def mend(
    milestone: Milestone, returned: Decided, files: Sequence[EvidenceFile], today: date
) -> None:
    """Open the form of a milestone, filled with what the returned report said and brought."""
    open_form(milestone, today)
    report, form = returned.report, form_of(milestone.code)
    values: dict[str, object] = {
        "status": report.status,
        "percent": round(100 * report.progress),
        "note": report.note,
        "value": "" if report.realised_value is None else plain_number(report.realised_value),
        "evidence": report.evidence,
        "day": report.effective_on,
        "earlier": tuple(files),
        "carried": [file.id for file in files],
    }
    if returned.opens:
        values |= {"obstacle": returned.opens[0].description, "owner": returned.opens[0].owner}
    for name, value in values.items():
        form.put(name, value)


def finish_when_full(code: MilestoneCode) -> None:
    """Turn the form of a running milestone to finished once 100 % is typed, which means the same.

    Its writer sees the status change and saves a click.
    """
    form = form_of(code)
    if form.typed("status") == Status.IN_PROGRESS and form.typed("percent") == _FULL:
        form.put("status", Status.FINISHED)


def written(milestone: Milestone, today: date) -> Draft:
    """Return the report that the open form holds; an emptied day means `today`.

    Raises IllegalReport for an unreadable number.
    """
    form = form_of(milestone.code)
    status = Status(form.typed("status"))
    return Draft(
        milestone=milestone.code,
        effective_on=form.typed("day") or today,
        status=status,
        progress=_progress(milestone, status),
        note=form.typed("note"),
        seen=form.seen_version,
        key=form.submission,
        realised_value=_quantity(form.typed("value")),
        evidence=form.typed("evidence"),
        opens=_new_obstacle(form, status),
        closes=tuple(form.typed("closes") or ()),
    )


def words_of(milestone: Milestone, today: date) -> str:
    """Return what its writer put into the open form in words, to be copied."""
    form, usual = form_of(milestone.code), _usual(milestone, today)
    return form.words(*(name for name in _WRITTEN if form.typed(name) != usual[name]))


def unchanged(milestone: Milestone, today: date) -> Draft:
    """Return the report that nothing changed since the last one."""
    known = milestone.states[Basis.REPORTED]
    return Draft(
        milestone=milestone.code,
        effective_on=today,
        status=known.status,
        progress=known.progress,
        note=_UNCHANGED,
        seen=milestone.version,
        # With the version in it, hitting the button again before the page is redrawn does nothing.
        key=f"unchanged-{milestone.code}-{milestone.version}-{today.isoformat()}",
        realised_value=known.realised_value,
        evidence=known.evidence,
    )


def _progress(milestone: Milestone, status: Status) -> float:
    """The form asks for a percentage only where the status leaves one open."""
    match status:
        case Status.FINISHED:
            return 1.0
        case Status.NOT_STARTED:
            return 0.0
        case Status.CANCELLED:
            return milestone.states[Basis.REPORTED].progress
        case Status.IN_PROGRESS | Status.OBSTRUCTED:
            return float(form_of(milestone.code).typed("percent") or 0) / 100


def _quantity(text: str) -> Any:  # noqa: ANN401
    try:
        return parse_quantity(text or "")
    except ValueError as error:
        raise IllegalReport((ReportProblem.REALISED_UNREADABLE,)) from error


def _new_obstacle(form: Form, status: Status) -> NewObstacle | None:
    description = (form.typed("obstacle") or "").strip()
    if status is not Status.OBSTRUCTED or not description:
        return None
    return NewObstacle(description, form.typed("owner"))
