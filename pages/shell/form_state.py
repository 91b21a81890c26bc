"""What the session holds of a form: what was typed, the version seen, and why it was refused.

Forms of one programme know nothing of those of another, which may have the same codes.

What was typed outlives a refusal, another's change and a look at another page. It goes once it is
recorded or given up; it goes with an ended session too, whose words are handed over to be copied.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypedDict
from uuid import uuid4

import streamlit as st

from pages.shell import notices
from rules.errors import SentraError

_SUBMISSION: Final = "submission"
_SEEN: Final = "seen"
_REFUSAL: Final = "refusal"
_HELD: Final = "forms"
_PROGRAMME: Final = "forms-of"


class Widget(TypedDict):
    """The arguments that tie a widget of Streamlit to a field."""

    key: str
    persist_state: Literal["session"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a form could not record: why, what was typed in words, and what the form is about."""

    form: "Form"
    problem: SentraError
    typed: str
    about: str


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
        return {"key": self.field(name), "persist_state": "session"}

    def typed(self, name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
        """Return what stands in a field; None for one that was never drawn or filled."""
        return st.session_state.get(self.field(name))

    def words(self, *names: str) -> str:
        """Return what was written into these fields, a line each, to be copied; blank ones miss."""
        return "\n".join(word for name in names if (word := str(self.typed(name) or "").strip()))

    def put(self, name: str, value: object) -> None:
        """Put `value` into a field."""
        st.session_state[self.field(name)] = value

    @property
    def is_open(self) -> bool:
        """Whether somebody is filling it in."""
        return self._key(_SUBMISSION) in st.session_state

    @property
    def submission(self) -> str:
        """The one key of what it hands in next, which makes a double click harmless."""
        found: str = st.session_state.setdefault(self._own(_SUBMISSION), uuid4().hex)
        return found

    @property
    def seen_version(self) -> Any:  # noqa: ANN401 - each form says what a version is
        """What the form answers to, so that what was recorded meanwhile is noticed."""
        return st.session_state.get(self._key(_SEEN))

    def open(self, values: Mapping[str, object], seen: object = None) -> None:
        """Begin anew with `values`, in answer to the version `seen`."""
        self.clear()
        for name, value in values.items():
            self.put(name, value)
        self.see(seen)

    def begin(self, values: Mapping[str, object], seen: object = None) -> None:
        """Go on with what was typed; fields that are not known yet begin with `values`."""
        for name, value in values.items():
            st.session_state.setdefault(self.field(name), value)
        st.session_state.setdefault(self._own(_SEEN), seen)

    def see(self, version: object) -> None:
        """Let what was typed answer to `version`, with another submission."""
        if not self.renews:
            st.session_state[self._own(_SUBMISSION)] = uuid4().hex
        st.session_state[self._own(_SEEN)] = version

    def forget_seen(self) -> None:
        """Let what was typed answer to what the form shows next."""
        st.session_state.pop(self._key(_SEEN), None)

    @property
    def refusal(self) -> Refusal | None:
        """Why the last try was refused, until the next one succeeds."""
        found: Refusal | None = st.session_state.get(self._key(_REFUSAL))
        return found

    @property
    def problem(self) -> SentraError | None:
        """What was wrong with the last try."""
        found = self.refusal
        return None if found is None else found.problem

    def keep_refusal(self, problem: SentraError, typed: str = "") -> None:
        """Keep why it was refused; what was typed stays as it is."""
        # The latest stands last: what was refused is told in the order in which it was tried.
        _held()[self.name] = _held().pop(self.name, set())
        st.session_state[self._own(_REFUSAL)] = Refusal(self, problem, typed, self.about)

    def forget_refusal(self) -> None:
        """Forget why it was refused; what was typed stays as it is."""
        st.session_state.pop(self._key(_REFUSAL), None)

    def tell_refusal(self) -> None:
        """Say why the last try was refused, if it was."""
        found = self.refusal
        if found is not None:
            notices.tell(found.problem)

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

    def _own(self, name: str) -> str:
        """A key that this form fills: clearing it walks these and none of another form's."""
        key = self._key(name)
        _held().setdefault(self.name, set()).add(key)
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
    found = (st.session_state.get(f"{_programme()}{name}-{_REFUSAL}") for name in _held())
    return tuple(refusal for refusal in found if refusal is not None and refusal.about == about)


def _held() -> dict[str, set[str]]:
    """The keys that each form of the programme has in the session, by its name."""
    return _every_held().setdefault(_programme(), {})


def _every_held() -> dict[str, dict[str, set[str]]]:
    """The same by programme."""
    found: dict[str, dict[str, set[str]]] = st.session_state.setdefault(_HELD, {})
    return found


def _programme() -> str:
    found: str = st.session_state.get(_PROGRAMME, "")
    return found
