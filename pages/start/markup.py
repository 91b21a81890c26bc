"""HTML of the steps of Mulai program; every text is escaped here."""

from pages.shell.escaping import text
from rules.plan.beginning import StepState
from words.plan import beginning as words


def step(number: str, state: StepState, *, is_open: bool) -> str:
    """Return a step: its number and title, and what it still lacks."""
    told = "".join(f"<small>{text(one)}</small>" for one in words.missing(state))
    return _step(
        number, words.TITLES[state.step], told or "<small>selesai</small>", is_open=is_open
    )


def review(*, is_open: bool) -> str:
    """Return the look at the whole plan, after the steps."""
    told = "<small>bobot, kurva, linimasa, dan penetapan; boleh tetap draf</small>"
    return _step("6", "Tinjau dan tetapkan", told, is_open=is_open)


def _step(number: str, title: str, told: str, *, is_open: bool) -> str:
    shown = " open" if is_open else ""
    return f'<div class="step{shown}"><b>{text(number)}. {text(title)}</b>{told}</div>'
