"""Reports being written: their fields in the session, from an opened form to its draft."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

import streamlit as st

from pages.shell import landing
from pages.shell.form_state import Form
from rules.evidence.files import EvidenceFile
from rules.reporting.errors import IllegalReport, ReportProblem
from rules.reporting.legality import opens_again
from rules.reporting.reopening import reopens
from rules.reporting.report import Draft, NewObstacle
from rules.review.queue import Decided
from rules.values import Milestone, MilestoneCode
from rules.vocabulary import Basis, Status
from words.formats import parse_quantity, plain_number
from words.reporting.sentences import named_evidence
from words.reporting.sheet_rows import UNCHANGED

_ASKED: Final = "asked-for"
_FULL: Final = 100
_WRITTEN: Final = ("note", "obstacle", "value", "evidence", "decision")


class Way(StrEnum):
    """What is done to a finished milestone; the value is what people read."""

    PROOF = "Tambah bukti"
    REOPEN = "Buka kembali"


def form_of(code: MilestoneCode) -> Form:
    """Return the form of the report on a milestone."""
    return Form(f"report-{code}")


def open_form(milestone: Milestone, today: date) -> None:
    """Open the form of a milestone, filled with what was last reported, in view."""
    form_of(milestone.code).open(_usual(milestone, today), milestone.version)
    show(milestone.code)


def show(code: MilestoneCode) -> None:
    """Let the browser come to the open form of a milestone, at its first field."""
    landing.land(f"card-{code}", focus=(first_field_of(code), fields_of(code)))


def fields_of(code: MilestoneCode) -> str:
    """Return the key of what holds the fields of a milestone's form."""
    return f"fields-{code}"


def first_field_of(code: MilestoneCode) -> str:
    """Return the key of what holds the field that is typed into first, where the form has it."""
    return f"first-{code}"


def ask_for(milestone: Milestone, today: date) -> None:
    """Open the form of a milestone that was asked for by name, or go on with it where it is open.

    It then stands at the head of the page, where whoever asked looks first.
    """
    form = form_of(milestone.code)
    if not form.is_open:
        open_form(milestone, today)
    show(milestone.code)
    asked = st.session_state[_ASKED] = st.session_state.get(_ASKED, 0) + 1
    form.note("asked", asked)


def asked_for(code: MilestoneCode) -> int:
    """Return the place of a form among those asked for by name, the latest the largest.

    0 for one that was opened where it stands in the list.
    """
    return form_of(code).typed("asked") or 0


def _usual(milestone: Milestone, today: date) -> dict[str, object]:
    known = milestone.states[Basis.REPORTED]
    is_finished = known.status is Status.FINISHED
    is_cancelled = known.status is Status.CANCELLED
    return {
        "was": known.status,
        "way": Way.PROOF if is_finished else None,
        "status": _begun(known.status),
        # How much of what was whole is left, only its writer knows.
        "percent": None if known.progress == 1 else round(100 * known.progress),
        "note": "",
        "decision": "",
        "value": "" if known.realised_value is None else plain_number(known.realised_value),
        # Offered alone; what proved the work of then proves none that is taken up again.
        "evidence": "",
        "last": "" if is_cancelled else named_evidence(known),
        "earlier": () if is_cancelled else None,
        # More proof moves no finish.
        "day": (known.effective_on or today) if is_finished else today,
        "obstacle": "",
        "owner": milestone.lead,
        "closes": [],
    }


def _begun(known: Status) -> Status:
    """The status that a report on a milestone most likely says."""
    is_begun = known in {Status.NOT_STARTED, Status.CANCELLED}
    return Status.IN_PROGRESS if is_begun else known


def was_cancelled(form: Form) -> bool:
    """Whether the form was opened on a cancelled milestone."""
    was: Status | None = form.typed("was")
    return was == Status.CANCELLED


def take_way(milestone: Milestone, today: date) -> None:
    """Begin what is done to a finished milestone: proof of it, or work that is open again."""
    form, usual = form_of(milestone.code), _usual(milestone, today)
    is_proof = form.typed("way") == Way.PROOF
    form.put("status", Status.FINISHED if is_proof else Status.IN_PROGRESS)
    form.put("day", usual["day"] if is_proof else today)
    if is_proof:
        return
    # What proved the finish proves no work that is open again; what was typed stays.
    form.put("carried", [])
    if form.typed("evidence") == form.typed("last"):
        form.put("evidence", "")


def mend(
    milestone: Milestone, returned: Decided, files: Sequence[EvidenceFile], today: date
) -> None:
    """Open the form of a milestone with what the returned report said; its evidence is offered."""
    ask_for(milestone, today)
    report, form = returned.report, form_of(milestone.code)
    brought = tuple(file for file in files if file.kept.withheld is None)
    values: dict[str, object] = {
        "status": report.status,
        "percent": round(100 * report.progress),
        "note": report.note,
        "decision": report.decision_number,
        "value": "" if report.realised_value is None else plain_number(report.realised_value),
        "last": report.evidence,
        "day": report.effective_on,
        "earlier": brought,
        "carried": [],
    }
    if returned.opens:
        values |= {"obstacle": returned.opens[0].description, "owner": returned.opens[0].owner}
    if form.typed("way") is not None and report.status is not Status.FINISHED:
        values["way"] = Way.REOPEN
    for name, value in values.items():
        form.put(name, value)


def finish_when_full(code: MilestoneCode) -> None:
    """Turn the form of a running milestone to finished once 100 % is typed, which means the same.

    Its writer sees the status change and saves a click.
    """
    form = form_of(code)
    is_running = form.typed("status") == Status.IN_PROGRESS and form.typed("way") is None
    if is_running and form.typed("percent") == _FULL:
        form.put("status", Status.FINISHED)


def written(milestone: Milestone, today: date) -> Draft:
    """Return the report that the open form holds; an emptied day means `today`.

    Raises IllegalReport for an unreadable number, and where what is to be opened again would stay
    closed, since its closing speaks of a later day.
    """
    form = form_of(milestone.code)
    status = Status(form.typed("status"))
    draft = Draft(
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
        decision_number=form.typed("decision") or "",
    )
    known = milestone.states[Basis.REPORTED].status
    if reopens(known, status) and not opens_again(draft, milestone):
        raise IllegalReport((ReportProblem.EFFECTIVE_BEFORE_CLOSED,))
    return draft


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
        note=UNCHANGED,
        seen=milestone.version,
        # With the version in it, hitting the button again before the page is redrawn does nothing.
        key=f"unchanged-{milestone.code}-{milestone.version}-{today.isoformat()}",
        realised_value=known.realised_value,
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
            percent = form_of(milestone.code).typed("percent")
            if percent is None:
                raise IllegalReport((ReportProblem.PROGRESS_MISSING,))
            return float(percent) / 100


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
