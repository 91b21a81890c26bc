"""The steps of Mulai program: what each lacks, and the forms of other pages that fill it in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from models.accounts.queries import accounts
from models.plan.agencies.queries import register as agencies_of
from pages.accounts import sections as people
from pages.plan import agency_sections, desk, sections as plan_sections, whole_tables
from pages.plan.agency_sections import Reading
from pages.programme import form, keeping, sections as programme_sections, sentra_form
from pages.shell import data, frame
from pages.shell.visit import Visit
from pages.start import markup
from rules.access import Permission
from rules.plan.beginning import Beginning, BeginningStep, Person, StepState
from rules.values import Board
from words.plan import beginning as words

_STEP: Final = "langkah"
_REVIEW: Final = "tinjau"
_SLUGS: Final = {step: str(number) for number, step in enumerate(BeginningStep, 1)}


def beginning(visit: Visit, board: Board) -> Beginning:
    """Return what the steps are judged by; whoever may not see accounts sees none missing."""
    return Beginning(
        programme=visit.programme,
        agencies=board.agencies,
        sentra=board.sentra,
        plans=data.sentra_plans(visit),
        people=_people(visit),
        today=visit.today,
    )


def opened(states: Sequence[StepState]) -> BeginningStep | None:
    """Return the step that the address names, else the first that lacks something.

    None is the review, which comes after them. From then on the address names it: what is filled in
    there does not take the step away.
    """
    asked = st.query_params.get(_STEP)
    by_slug = {slug: step for step, slug in _SLUGS.items()}
    if asked == _REVIEW:
        return None
    if asked in by_slug:
        return by_slug[asked]
    found = next((state.step for state in states if not state.is_done), None)
    _open(_REVIEW if found is None else _SLUGS[found])
    return found


def listing(states: Sequence[StepState], shown: BeginningStep | None) -> None:
    """Draw the steps, each with what it lacks and the way into it."""
    with st.container(key="start-steps", gap="small"):
        for state in states:
            slug = _SLUGS[state.step]
            with st.container(horizontal=True, vertical_alignment="center", key=f"step-{slug}"):
                st.html(markup.step(slug, state, is_open=state.step is shown))
                _way(slug, "Kerjakan", is_open=state.step is shown)
        with st.container(horizontal=True, vertical_alignment="center", key=f"step-{_REVIEW}"):
            st.html(markup.review(is_open=shown is None))
            _way(_REVIEW, "Tinjau", is_open=shown is None)


def draw(visit: Visit, board: Board, step: BeginningStep) -> None:
    """Draw the forms of a step, and the way to the next one."""
    st.subheader(f"{_SLUGS[step]}. {words.TITLES[step]}", anchor=False)
    st.caption(words.GUIDES[step])
    _DRAWN[step](visit, board)
    after = list(BeginningStep)[list(BeginningStep).index(step) + 1 :]
    slug = _SLUGS[after[0]] if after else _REVIEW
    name = words.TITLES[after[0]] if after else "tinjau dan tetapkan"
    st.button(
        f"Lanjut: {name}",
        key="next-step",
        icon=":material/arrow_forward:",
        on_click=_open,
        args=(slug,),
    )


def _way(slug: str, label: str, *, is_open: bool) -> None:
    st.button(label, key=f"open-step-{slug}", disabled=is_open, on_click=_open, args=(slug,))


def _open(slug: str) -> None:
    st.query_params[_STEP] = slug


def _people(visit: Visit) -> tuple[Person, ...]:
    if not visit.may(Permission.MANAGE_ACCOUNTS):
        return ()
    with visit.store.read() as connection:
        lines = accounts(connection, visit.actor, at=frame.now())
    return tuple(Person(line.role, line.agency) for line in lines if line.is_active)


def _programme(visit: Visit, board: Board) -> None:
    programme_sections.facts(board)
    form.draw(visit, programme_sections.register(visit))


def _agencies(visit: Visit, board: Board) -> None:
    with visit.store.read() as connection:
        entries = agencies_of(connection, visit.actor)
    agency_sections.tools(visit, entries)
    agency_sections.listing(visit, board, entries, Reading.OF_THE_DAY, is_acting=True)


def _sentra(visit: Visit, board: Board) -> None:
    register = programme_sections.register(visit)
    keeping.draw(register)
    sentra_form.draw(visit, register)
    programme_sections.sentra(board)


def _milestones(visit: Visit, board: Board) -> None:
    whole_tables.draw(visit)
    acts = data.plan_acts(visit)
    plan_sections.history(acts, desk.draw(visit, board, acts))


def _accounts(visit: Visit, board: Board) -> None:
    with visit.store.read() as connection:
        lines = accounts(connection, visit.actor, at=frame.now())
    people.link(visit)
    people.invitation(board.agencies)
    people.accounts(lines, board.agencies)


_DRAWN: Final[Mapping[BeginningStep, Callable[[Visit, Board], None]]] = {
    BeginningStep.PROGRAMME: _programme,
    BeginningStep.AGENCIES: _agencies,
    BeginningStep.SENTRA: _sentra,
    BeginningStep.MILESTONES: _milestones,
    BeginningStep.PEOPLE: _accounts,
}
