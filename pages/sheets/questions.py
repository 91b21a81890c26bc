"""Cells that may mean several things: each asked about once, the likeliest answer first."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from pages.shell import escaping
from pages.shell.form_state import Form
from pages.widgets import folds
from rules.sheets.answers import Question
from rules.sheets.cells import Place
from rules.sheets.layout import Field
from words.formats import number
from words.sheets.mapping import asked, choice

_AT_ONCE: Final = 20
_BESIDE: Final = 2
_LONGEST: Final = 300


def answer(form: Form, place: Place, field: Field) -> tuple[Any] | None:
    """Return what was answered to the question about a cell; None as long as nothing was."""
    found: tuple[Any] | None = form.typed(_name(place, field))
    return found


def answer_all(form: Form, found: Sequence[tuple[Field, Question[Any]]]) -> None:
    """Answer what is still open with its likeliest choice; each answer can be changed."""
    for field, question in found:
        if answer(form, question.where, field) is None:
            form.put(_name(question.where, field), (question.choices[0],))


def draw(
    form: Form, found: Sequence[tuple[Field, Question[Any]]], named: Callable[[str], str]
) -> None:
    """Ask about the first cells that wait for an answer; the answered ones stand in a fold."""
    waiting = [one for one in found if answer(form, one[1].where, one[0]) is None]
    _ask(form, waiting[:_AT_ONCE], named)
    rest = len(waiting) - _AT_ONCE
    if rest > 0:
        st.caption(f"Masih ada {number(rest)} pertanyaan lagi sesudah ini.")
    answered = [one for one in found if one not in waiting]
    if answered:
        with st.expander(f"{number(len(answered))} pertanyaan sudah dijawab"):
            _ask(form, answered, named)


def _ask(
    form: Form, found: Sequence[tuple[Field, Question[Any]]], named: Callable[[str], str]
) -> None:
    for (field, question), beside in folds.in_rows(found, _BESIDE):
        beside.selectbox(
            escaping.plain(asked(question), _LONGEST),
            [(one,) for one in dict.fromkeys((*question.choices, None))],
            index=None,
            format_func=lambda one, field=field: choice(field, one[0], named),  # type: ignore[misc]
            placeholder="pilih artinya",
            **form.widget(_name(question.where, field)),
        )


def _name(place: Place, field: Field) -> str:
    return f"answer-{place.sheet}-{place.address}-{field}"
