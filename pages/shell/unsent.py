"""What stands unsent in the forms of a session: kept in the store, given back to the next session.

A session ends by the clock, by a click elsewhere, by another password or role, or with the server;
what its forms held comes back after signing in. Files that were chosen do not: they are too large
to be kept on a guess, and their writer is told.
"""

import json
from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any, Final
from uuid import uuid4

import streamlit as st
from sqlalchemy import Connection

from models.accounts.unsent import keep_forms, unsent_forms
from models.store.store import Store
from pages.shell.escaping import sentence
from pages.shell.form_state import NO_FIELD, SEEN, SUBMISSION, every_held
from rules.values import Actor
from words.formats import enumeration

_WRITER: Final = "writer"
_KEPT: Final = "kept-forms"
_RENEWED: Final = "*-"
_PAGE: Final = "page-drawn"
_RETURNED: Final = "returned-forms"
_OURS: Final = ("rules.", "pages.")
_TAGGED: Final[Mapping[str, Callable[[str], Any]]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "Decimal": Decimal,
}


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a form that somebody is filling in: its fields, and the version seen.

    In the names of the fields of a form that renews a sign stands for its submission; `page` is
    where it was written last.
    """

    programme: str
    name: str
    is_open: bool
    fields: Mapping[str, Any]
    seen: Any
    page: str

    @property
    def words(self) -> str:
        """What was typed in words, a line each, to be copied."""
        typed = (one for one in self.fields.values() if isinstance(one, str))
        return "\n".join(word for one in typed if (word := one.strip()))


def draw(page: str) -> None:
    """Note which page is drawn, and tell whose forms of an earlier session are filled again."""
    st.session_state[_PAGE] = page
    returned: Sequence[Written] = st.session_state.get(_RETURNED, ())
    if not returned:
        return
    st.info(sentence(_told(returned)), icon=":material/restore_page:")
    with st.container(horizontal=True):
        if words := "\n\n".join(one.words for one in returned if one.words):
            with st.popover("Salin isiannya"):
                st.code(words, language=None, wrap_lines=True)
        st.button("Tutup pemberitahuan", key="unsent-told", on_click=_forget_returned)


def _told(returned: Sequence[Written]) -> str:
    pages = list(dict.fromkeys(one.page for one in returned if one.page))
    where = f" di {enumeration(pages)}" if pages else ""
    return (
        f"Isian Anda yang belum terkirim sudah kembali ke formulirnya{where}. "
        "Berkas lampiran perlu dipilih lagi."
    )


def _forget_returned() -> None:
    st.session_state.pop(_RETURNED, None)


def written() -> dict[str, Written]:
    """Return every form of this session in which something was written, by its name."""
    page: str = st.session_state.get(_PAGE, "")
    return {
        f"{programme}{name}": found
        for programme, forms in every_held().items()
        for name, began in forms.items()
        if (found := _read(programme, name, began, page)) is not None
    }


def keep(store: Store, at: datetime) -> bool:
    """Keep what the forms of this session hold for its writer; whether there is anything.

    The session may have ended: what stands there was typed by whoever was here before.
    """
    actor: Actor | None = st.session_state.get(_WRITER)
    if actor is None:
        return False
    before: dict[str, str] = st.session_state[_KEPT]
    now = {form: _packed(one, before.get(form)) for form, one in written().items()}
    gone = {form: "" for form in before if form not in now}
    changed = gone | {form: kept for form, kept in now.items() if kept != before.get(form)}
    if changed:
        with store.write() as connection:
            keep_forms(connection, actor, changed, at=at)
        st.session_state[_KEPT] = now
    return bool(now)


def begin(connection: Connection, actor: Actor, at: datetime) -> None:
    """Let a new session go on with what `actor` left unsent; one that has begun goes on."""
    if _WRITER in st.session_state:
        return
    st.session_state[_WRITER] = actor
    st.session_state[_KEPT] = found = unsent_forms(connection, actor, at=at)
    st.session_state[_RETURNED] = kept = tuple(map(_unpacked, found.values()))
    for one in kept:
        _give_back(one)


def _read(programme: str, name: str, began: Mapping[str, object], page: str) -> Written | None:
    """Return what was written into a form; None for one that stands as it began."""
    prefix, state = f"{programme}{name}-", st.session_state
    fields = {key: state.get(key) for key, first in began.items() if first is not NO_FIELD}
    if not any(_differs(value, began[key]) for key, value in fields.items()):
        return None
    submission = state.get(f"{prefix}{SUBMISSION}")
    fields = {
        key.removeprefix(prefix).replace(f"{submission}-", _RENEWED): value
        for key, value in fields.items()
    }
    is_open, seen = submission is not None, state.get(f"{prefix}{SEEN}")
    return Written(programme, name, is_open, fields, seen, page)


def _differs(value: object, began: object) -> bool:
    return not (_is_blank(value) and _is_blank(began)) and value != began


def _is_blank(value: object) -> bool:
    return value in {None, False} if not isinstance(value, Sized) else not value


def _give_back(kept: Written) -> None:
    """Fill a form as it was left; where it was open, with a submission of its own."""
    prefix, own = f"{kept.programme}{kept.name}-", dict(kept.fields)
    if kept.is_open:
        submission = uuid4().hex
        own = {name.replace(_RENEWED, f"{submission}-"): value for name, value in own.items()}
        own |= {SUBMISSION: submission, SEEN: kept.seen}
    # None of it is what the form began with: it stays written.
    held = every_held().setdefault(kept.programme, {})[kept.name] = {}
    for name, value in own.items():
        held[f"{prefix}{name}"] = NO_FIELD if name in {SUBMISSION, SEEN} else None
        st.session_state[f"{prefix}{name}"] = value


def _packed(one: Written, before: str | None) -> str:
    """Return a form as JSON; a field with a file, or whatever else has no words, is left out.

    The page is the one on which it was written last, not the one that is looked at meanwhile.
    """
    fields = {
        name: packed
        for name, value in one.fields.items()
        # What a table of Streamlit was told, it takes from nobody; its form holds the words.
        if not isinstance(value, Mapping) and (packed := _pack(value)) != _LOST
    }
    facts = {
        "programme": one.programme,
        "name": one.name,
        "is_open": one.is_open,
        "fields": fields,
        "seen": None if (seen := _pack(one.seen)) == _LOST else seen,
    }
    if before is not None:
        told = json.loads(before)
        if facts == {name: value for name, value in told.items() if name != "page"}:
            return before
    return json.dumps({**facts, "page": one.page})


def _unpacked(content: str) -> Written:
    found = json.loads(content)
    fields = {name: _unpack(value) for name, value in found["fields"].items()}
    return Written(**{**found, "fields": fields, "seen": _unpack(found["seen"])})


_LOST: Final = {"lost": ""}


def _pack(value: object) -> Any:  # noqa: ANN401 - JSON
    """Return a value as JSON knows it, its kind beside it where JSON has none."""
    if isinstance(value, Enum):
        kind = type(value)
        return {f"{kind.__module__}:{kind.__qualname__}": value.value}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date | time | Decimal):
        return {type(value).__name__: str(value)}
    if isinstance(value, list | tuple):
        parts = [_pack(one) for one in value]
        whole = {"tuple": parts} if isinstance(value, tuple) else parts
        return _LOST if _LOST in parts else whole
    if isinstance(value, Mapping) and all(isinstance(one, str) for one in value):
        own = {name: _pack(one) for name, one in value.items()}
        return _LOST if _LOST in own.values() else {"dict": own}
    return _LOST


def _unpack(packed: Any) -> Any:  # noqa: ANN401 - what was packed
    if isinstance(packed, list):
        return [_unpack(one) for one in packed]
    if not isinstance(packed, dict):
        return packed
    ((kind, value),) = packed.items()
    if kind == "dict":
        return {name: _unpack(one) for name, one in value.items()}
    if kind == "tuple":
        return tuple(map(_unpack, value))
    if kind in _TAGGED:
        return _TAGGED[kind](value)
    module, _, name = kind.partition(":")
    found = getattr(import_module(module), name, None) if module.startswith(_OURS) else None
    return found(value) if isinstance(found, type) and issubclass(found, Enum) else None
