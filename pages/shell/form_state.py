"""What the session holds of a form: what was typed, the version seen, and why it was refused.

Forms of one programme know nothing of those of another, which may have the same codes.

What was typed outlives a refusal, another's change, a look at another page, and the session, whose
successor is given it back (`unsent`). It goes once it is recorded or given up.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypedDict
from uuid import uuid4

import streamlit as st

from pages.shell import landing, notices
from rules.errors import EntryProblem, SentraError

SUBMISSION: Final = "submission"
SEEN: Final = "seen"
REFUSAL: Final = "refusal"
_HELD: Final = "forms"
_PROGRAMME: Final = "forms-of"
NO_FIELD: Final = "no field"
"""Stands for how a key began into which nobody writes, such as that of a button."""


class Widget(TypedDict):
    """The arguments that tie a widget of Streamlit to a field."""

    key: str
    persist_state: Literal["session"]


@dataclass(slots=True)
class Refusal:
    """What a form could not record: why, what was typed in words, and what the form is about.

    `told` is what the run has said at fields so far; `is_new` until a run has told it.
    """

    form: "Form"
    problem: SentraError
    typed: str
    about: str
    told: list[EntryProblem] = field(default_factory=list)
    is_new: bool = True

    def of_field(self, names: Collection[str], row: int) -> tuple[EntryProblem, ...]:
        """What is wrong in a field, and not told yet."""
        return tuple(
            one
            for one in self.problem.of_fields
            if one.field in names and one.row == row and one not in self.told
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its name, which tells it from every other one of a session.

    A form that stays on the page after it was recorded renews: its fields are then other widgets,
    so that a browser brings nothing of the old ones along. `about` is what a page asks by for
    refusals whose form it draws no more.
    """

    name: str
    renews: bool = False
    about: str = ""

    def field(self, name: str) -> str:
        """Return the session key of a field, which is the key of its widget."""
        return self._own(f"{self.submission}-{name}" if self.renews else name)

    def widget(self, name: str) -> Widget:
        """Return what the widget of a field is drawn with, to outlive a look at another page."""
        return {"key": self._written(name), "persist_state": "session"}

    def typed(self, name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
        """Return what stands in a field; None for one that was never drawn or filled."""
        return st.session_state.get(self.field(name))

    def words(self, *names: str) -> str:
        """Return what was written into these fields, a line each, to be copied; blank ones miss."""
        return "\n".join(word for name in names if (word := str(self.typed(name) or "").strip()))

    def put(self, name: str, value: object) -> None:
        """Put `value` into a field."""
        st.session_state[self._written(name)] = value

    def note(self, name: str, value: object) -> None:
        """Put what nobody typed into a field: as long as it stands there, nothing was written."""
        key = self.field(name)
        st.session_state[key] = _held()[self.name][key] = value

    @property
    def is_open(self) -> bool:
        """Whether somebody is filling it in."""
        return self._key(SUBMISSION) in st.session_state

    @property
    def submission(self) -> str:
        """The one key of what it hands in next, which makes a double click harmless."""
        found: str = st.session_state.setdefault(self._own(SUBMISSION), uuid4().hex)
        return found

    @property
    def seen_version(self) -> Any:  # noqa: ANN401 - each form says what a version is
        """What the form answers to, so that what was recorded meanwhile is noticed."""
        return st.session_state.get(self._key(SEEN))

    def open(self, values: Mapping[str, object], seen: object = None) -> None:
        """Begin anew with `values`, in answer to the version `seen`."""
        self.clear()
        for name, value in values.items():
            self.note(name, value)
        self.see(seen)

    def begin(self, values: Mapping[str, object], seen: object = None) -> None:
        """Go on with what was typed; fields that are not known yet begin with `values`."""
        for name, value in values.items():
            if self.field(name) not in st.session_state:
                self.note(name, value)
        st.session_state.setdefault(self._own(SEEN), seen)

    def see(self, version: object) -> None:
        """Let what was typed answer to `version`, with another submission."""
        if not self.renews:
            st.session_state[self._own(SUBMISSION)] = uuid4().hex
        st.session_state[self._own(SEEN)] = version

    def forget_seen(self) -> None:
        """Let what was typed answer to what the form shows next."""
        st.session_state.pop(self._key(SEEN), None)

    @property
    def refusal(self) -> Refusal | None:
        """Why the last try was refused, until the next one succeeds."""
        found: Refusal | None = st.session_state.get(self._key(REFUSAL))
        return found

    @property
    def problem(self) -> SentraError | None:
        """What was wrong with the last try."""
        found = self.refusal
        return None if found is None else found.problem

    def keep_refusal(self, problem: SentraError, typed: str = "") -> None:
        """Keep why it was refused; what was typed stays as it is."""
        # The latest stands last: what was refused is told in the order in which it was tried.
        _held()[self.name] = _held().pop(self.name, {})
        st.session_state[self._own(REFUSAL)] = Refusal(self, problem, typed, self.about)

    def forget_refusal(self) -> None:
        """Forget why it was refused; what was typed stays as it is."""
        st.session_state.pop(self._key(REFUSAL), None)

    def tell_refusal(self) -> None:
        """Say why the last try was refused, if it was: all that no field said above."""
        found = self.refusal
        if found is not None:
            notices.tell(found.problem, found.told)
            found.told, found.is_new = [], False

    def tell_below(self, name: str, *fields: str, row: int = 0, within: str = "") -> None:
        """Say below the field `name` what is wrong in it; the page comes to the first such field.

        `fields` are its names in the rules where these are others; `row` is the one of several
        alike; `within` is the key of the menu or fold that hides the field.
        """
        refusal, key = self.refusal, self.field(name)
        found = () if refusal is None else refusal.of_field(fields or (name,), row)
        if refusal is None or not found:
            return
        notices.tell_below(key, found)
        refusal.told += found
        if refusal.is_new:
            landing.land(within or key, focus=(key,))
            refusal.is_new = False

    def is_recorded(self, outcome: object, typed: str = "") -> bool:
        """Whether a command came to more than a refusal: the form is then empty, else keeps all."""
        if isinstance(outcome, SentraError):
            self.keep_refusal(outcome, typed)
            return False
        self.clear()
        return True

    def clear(self) -> None:
        """Forget what was typed, the version seen and the refusal; it is not open any more."""
        for key in _held().pop(self.name, ()):
            st.session_state.pop(key, None)

    def _written(self, name: str) -> str:
        """A key into which somebody writes."""
        key = self.field(name)
        if _held()[self.name][key] is NO_FIELD:
            _held()[self.name][key] = None
        return key

    def _own(self, name: str) -> str:
        """A key that this form fills: clearing it walks these and none of another form's."""
        key = self._key(name)
        _held().setdefault(self.name, {}).setdefault(key, NO_FIELD)
        return key

    def _key(self, name: str) -> str:
        return f"{_programme()}{self.name}-{name}"


def belong_to(programme: str) -> None:
    """Let the forms of this session be those of a programme from now on, until it is another one.

    The first one of a store has no name here: what was typed as it was alone stays with it.
    """
    st.session_state[_PROGRAMME] = programme


def refusals(about: str) -> tuple[Refusal, ...]:
    """Return what was refused of all forms about one thing, in the order in which it was tried."""
    found = (st.session_state.get(f"{_programme()}{name}-{REFUSAL}") for name in _held())
    return tuple(refusal for refusal in found if refusal is not None and refusal.about == about)


def begun() -> frozenset[str]:
    """Return the names of the programme's forms in which anything stands, open or refused."""
    return frozenset(_held())


def _held() -> dict[str, dict[str, object]]:
    """The keys that each form of the programme has in the session and what stood there first."""
    return every_held().setdefault(_programme(), {})


def every_held() -> dict[str, dict[str, dict[str, object]]]:
    """The same of every programme, by the word that its keys begin with."""
    found: dict[str, dict[str, dict[str, object]]] = st.session_state.setdefault(_HELD, {})
    return found


def _programme() -> str:
    found: str = st.session_state.get(_PROGRAMME, "")
    return found
