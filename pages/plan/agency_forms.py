"""Agencies being added, changed and merged: what is typed stays in the session until it is kept."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from models.plan.agencies import commands
from models.plan.agencies.commands import register_version
from models.plan.agencies.queries import AgencyEntry
from pages.shell import frame
from pages.shell.commands import run_in_transaction, submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.errors import SentraError
from rules.plan.agencies import AgencyDraft, NewAgency, draft_of
from rules.plan.agency_legality import Merger
from rules.plan.table import PlanDecision
from rules.values import AgencyCode

FORM: Final = Form("agency-field")
"""The one form of agencies that may be open; its field `of` says whose it is."""

NEW: Final = " new"
MERGER: Final = " merger"
ANOTHER: Final = AgencyCode("")
"""Stands among the successors where the successor is new."""

_WORDS: Final = (
    "label",
    "name",
    "aliases",
    "source",
    "decision_number",
    "reason",
)

Entries = dict[AgencyCode, AgencyEntry]


def opened() -> str | None:
    """Return whose form is open: an agency's code, `NEW`, `MERGER`, or none."""
    found: str | None = FORM.typed("of")
    return found


def open_new() -> None:
    """Open the form of an agency to be added, empty."""
    FORM.open(_described(AgencyDraft("", "")) | {"of": NEW, "source": ""})


def open_merger(entries: Entries, today: date) -> None:
    """Open the form of a merger, which answers to the register as it is shown."""
    FORM.open(
        _described(AgencyDraft("", ""))
        | {"of": MERGER, "merged": [], "into": ANOTHER, **_undecided(today)},
        register_version(entries),
    )


def open_agency(code: AgencyCode, entry: AgencyEntry, today: date) -> None:
    """Open the form of an agency, filled with what is kept."""
    known = _described(draft_of(entry.value)) | _undecided(today)
    FORM.open(known | {"of": code, "by_law": False}, entry.version)


def add() -> None:
    """Add the agency that the form describes."""
    new = NewAgency(_draft(), FORM.typed("source") or "")
    _submit(
        lambda connection, visit: commands.add_agency(
            connection, visit.actor, new, at=frame.now(visit.programme)
        ),
        "OPD ditambahkan.",
    )


def save(code: AgencyCode) -> None:
    """Keep what the form says of an agency."""
    decision = _decision() if FORM.typed("by_law") else None
    draft, seen = _draft(), FORM.seen_version
    _submit(
        lambda connection, visit: commands.change_agency(
            connection,
            visit.actor,
            code,
            draft,
            decision,
            seen=seen,
            at=frame.now(visit.programme),
        ),
        "OPD tersimpan.",
    )


def undo(code: AgencyCode) -> None:
    """Take back the merger of an agency."""
    reason, seen = FORM.typed("reason") or "", FORM.seen_version
    _submit(
        lambda connection, visit: commands.undo_merger(
            connection, visit.actor, code, reason, seen=seen, at=frame.now(visit.programme)
        ),
        "Penggabungan dibatalkan.",
    )


def check() -> None:
    """Ask whether to be sure of the merger, once nothing is wrong with it."""
    found, seen = merger(), FORM.seen_version
    outcome = run_in_transaction(
        lambda connection, visit: commands.check_merger(
            connection, visit.actor, found, seen=seen, today=visit.today
        ),
        typed=typed(),
    )
    if isinstance(outcome, SentraError):
        FORM.keep_refusal(outcome, typed())
    else:
        FORM.forget_refusal()
        FORM.put("asked", True)  # noqa: FBT003 - what stands in the field


def unask() -> None:
    """Go back to the form of the merger."""
    FORM.put("asked", None)


def merge() -> None:
    """Merge what the form says."""
    found, seen = merger(), FORM.seen_version
    unask()
    _submit(
        lambda connection, visit: commands.merge_agencies(
            connection, visit.actor, found, seen=seen, at=frame.now(visit.programme)
        ),
        "OPD digabung.",
    )


def merger() -> Merger:
    """Return the merger that the form describes."""
    into = FORM.typed("into")
    new = NewAgency(_draft(), FORM.typed("decision_number") or "")
    merged: Sequence[AgencyCode] = FORM.typed("merged") or ()
    return Merger(tuple(merged), new if into == ANOTHER else into, _decision())


def typed() -> str:
    """Return the words that were typed, to be copied."""
    return FORM.words(*_WORDS)


def _submit(do: Callable[[Connection, Visit], object], said: str) -> None:
    submit(FORM, do, said, typed=typed())


def _described(draft: AgencyDraft) -> dict[str, Any]:
    return {
        "label": draft.label,
        "name": draft.name,
        "aliases": "; ".join(draft.aliases),
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
    }


def _undecided(today: date) -> dict[str, Any]:
    return {"decision_number": "", "reason": "", "holds_from": today}


def _draft() -> AgencyDraft:
    return AgencyDraft(
        label=FORM.typed("label") or "",
        name=FORM.typed("name") or "",
        aliases=tuple((FORM.typed("aliases") or "").split(";")),
        valid_from=FORM.typed("valid_from"),
        valid_to=FORM.typed("valid_to"),
    )


def _decision() -> PlanDecision:
    return PlanDecision(
        FORM.typed("decision_number") or "",
        FORM.typed("holds_from") or date.max,
        FORM.typed("reason") or "",
    )
