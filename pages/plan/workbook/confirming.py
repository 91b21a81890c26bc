"""What a file would change of the plan, old beside new, and the click that takes it in."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from sqlalchemy import Connection

from models.plan.files.comparing import Comparison
from pages.plan import adopting, markup
from pages.shell import escaping, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.changes.plan_preview import NewPlan, preview
from rules.plan.table import PlanDecision
from rules.values import Board
from words.plan import workbook as words
from words.plan.files import entry_lines
from words.plan.sentences import changes as told_changes

Load = Callable[..., object]
"""Takes a connection, an actor, the decision, the version `seen` and the instant `at`."""


@dataclass(frozen=True, slots=True)
class Loading:
    """What waits for a click: its command, what that would change, and what is said afterwards."""

    load: Load
    found: Comparison
    asked: str
    said: str
    is_ready: bool = True


def draw(visit: Visit, board: Board, form: Form, own: Loading, *, undoes_newer: bool) -> None:
    """Draw what changes, the decision where one is needed, and the click."""
    with st.container(border=True, key="plan-book-asked"):
        st.markdown(f"**{own.asked}**")
        if undoes_newer:
            st.warning(words.PLAN_MOVED, icon=":material/sync_problem:")
            st.checkbox("Muat di atas rencana terbaru", **form.widget("over"))
        _changes(visit, board, own.found)
        if own.found.is_adopted:
            adopting.ask_decision(form, visit.today)
        st.button(
            "Ya, muat",
            key=form.field("load"),
            type="primary",
            disabled=not own.is_ready or (undoes_newer and not form.typed("over")),
            on_click=_load,
            args=(form, own),
        )


def _changes(visit: Visit, board: Board, found: Comparison) -> None:
    called = {code: agency.label for code, agency in found.agencies.items()}
    known = {sentra.code for sentra in board.sentra}
    decision = PlanDecision("", visit.today, "") if found.is_adopted else None
    for entry in found.registers:
        st.markdown(f"**{escaping.plain(f'{entry.code} {entry.name}'.strip())}**")
        st.html(markup.lines(entry_lines(entry.before, entry.after)))
    for change in found.changes:
        code = change.plan.code
        st.markdown(f"**{escaping.plain(f'{code} {change.plan.name}')}**")
        st.html(markup.lines(told_changes(change.difference, called)))
        if code in known:
            # A file neither splits nor merges, so nothing that was reported goes over.
            after = NewPlan(change.rows, {}, decision)
            st.html(markup.compared(preview(board, code, after, visit.moment)))


def _load(form: Form, own: Loading) -> None:
    """Take the files in; the second of two quick clicks finds nothing open."""
    if not form.is_open:
        return

    def load(connection: Connection, visit: Visit) -> None:
        at, seen = frame.now(visit.programme), own.found.version
        decision = adopting.decision_of(form, visit.today) if own.found.is_adopted else None
        own.load(connection, visit.actor, decision=decision, seen=seen, at=at)

    submit(form, load, own.said, typed=form.words("decision", "why"))
