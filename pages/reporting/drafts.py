"""Reports being written: their fields in the session, from an opened form to its draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import uuid4

import streamlit as st

from rules.evidence.files import EvidenceFile
from rules.reporting.errors import IllegalReport, ReportProblem
from rules.reporting.report import Draft, NewObstacle
from rules.review.queue import Decided
from rules.values import EventId, Milestone, MilestoneCode
from rules.vocabulary import Basis, Status
from words.formats import parse_quantity, plain_number

_FULL: Final = 100
_UNCHANGED: Final = "Tidak ada perubahan."
_FIELDS: Final = (
    *("status", "percent", "note", "value", "evidence", "day"),
    *("obstacle", "owner", "closes"),
)
_FILES: Final = ("files", "refused", "earlier", "carried")


@dataclass(frozen=True, slots=True)
class Opened:
    """Which version of the milestone a form showed, and the one key of what it hands in.

    The version travels with the form, so that a report made meanwhile is noticed; the key makes a
    double click or a request sent twice harmless.
    """

    seen: EventId
    key: str


def field(form: str, name: str) -> str:
    """Return the session key of one field of a form; a report's form is named by its milestone."""
    return f"report-{form}-{name}"


def opened(code: MilestoneCode) -> Opened | None:
    """Return the open form of a milestone, or None."""
    found: Opened | None = st.session_state.get(field(code, "opened"))
    return found


def open_form(milestone: Milestone, today: date) -> None:
    """Open the form of a milestone, filled with what was last reported."""
    known, code = milestone.states[Basis.REPORTED], milestone.code
    started = Status.IN_PROGRESS if known.status is Status.NOT_STARTED else known.status
    values: dict[str, object] = {
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
    for name in _FIELDS:
        st.session_state[field(code, name)] = values[name]
    st.session_state.pop(field(code, "problem"), None)
    see(code, milestone.version)


def mend(
    milestone: Milestone, returned: Decided, files: Sequence[EvidenceFile], today: date
) -> None:
    """Open the form of a milestone, filled with what the returned report said and brought."""
    open_form(milestone, today)
    report, code = returned.report, milestone.code
    values: dict[str, object] = {
        "status": report.status,
        "percent": round(100 * report.progress),
        "note": report.note,
        "value": "" if report.realised_value is None else plain_number(report.realised_value),
        "evidence": report.evidence,
        "day": report.effective_on,
        "earlier": tuple(files),
        "carried": [one.id for one in files],
    }
    if returned.opens:
        values |= {
            "obstacle": returned.opens[0].description,
            "owner": returned.opens[0].owner,
        }
    for name, value in values.items():
        st.session_state[field(code, name)] = value


def see(code: MilestoneCode, version: EventId) -> None:
    """Let the form of a milestone answer to `version`, with a new key."""
    st.session_state[field(code, "opened")] = Opened(version, uuid4().hex)


def close_form(code: MilestoneCode) -> None:
    """Close the form of a milestone and forget what was typed."""
    for name in (*_FIELDS, *_FILES, "opened", "problem"):
        st.session_state.pop(field(code, name), None)


def finish_when_full(code: MilestoneCode) -> None:
    """Turn the form of a running milestone to finished once 100 % is typed, which means the same.

    Its writer sees the status change and saves a click.
    """
    is_running = _value(code, "status") == Status.IN_PROGRESS
    if is_running and _value(code, "percent") == _FULL:
        st.session_state[field(code, "status")] = Status.FINISHED


def written(milestone: Milestone, today: date) -> Draft:
    """Return the report that the open form holds; an emptied day means `today`.

    Raises IllegalReport for an unreadable number.
    """
    code = milestone.code
    form = opened(code)
    assert form is not None, "only an open form hands in a report"  # noqa: S101
    status = Status(_value(code, "status"))
    return Draft(
        milestone=code,
        effective_on=_value(code, "day") or today,
        status=status,
        progress=_progress(milestone, status),
        note=_value(code, "note"),
        seen=form.seen,
        key=form.key,
        realised_value=_quantity(_value(code, "value")),
        evidence=_value(code, "evidence"),
        opens=_new_obstacle(code, status),
        closes=tuple(_value(code, "closes") or ()),
    )


def typed(code: MilestoneCode) -> tuple[Status, str]:
    """Return the status and note in the open form, as they stand."""
    return Status(_value(code, "status")), _value(code, "note") or ""


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


def _value(code: MilestoneCode, name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
    return st.session_state.get(field(code, name))


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
            return float(_value(milestone.code, "percent") or 0) / 100


def _quantity(text: str) -> Any:  # noqa: ANN401
    try:
        return parse_quantity(text or "")
    except ValueError as error:
        raise IllegalReport((ReportProblem.REALISED_UNREADABLE,)) from error


def _new_obstacle(code: MilestoneCode, status: Status) -> NewObstacle | None:
    description = (_value(code, "obstacle") or "").strip()
    if status is not Status.OBSTRUCTED or not description:
        return None
    return NewObstacle(description, _value(code, "owner"))
