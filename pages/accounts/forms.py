"""Accounts being changed: what is typed stays in the session until it is kept.

Callbacks run before a page's guard, so each asks anew who acts; the commands ask whether they may.
"""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from sqlalchemy import Connection

from models.accounts import commands as accounts, invitations
from models.accounts.commands import Description
from models.accounts.invitations import Link
from models.accounts.queries import AccountLine
from pages.shell import frame, notices
from pages.shell.visit import Visit
from rules.errors import SentraError
from rules.vocabulary import Role

NEW: Final = "new"
"""The form of somebody to be invited; other forms are named by their account's number."""

_OPEN: Final = "account-open"
_PROBLEM: Final = "account-problem"
_LINK: Final = "account-link"
_SURE: Final = "account-sure"
_FIELDS: Final = ("username", "name", "role", "agency", "email")

Work = Callable[[Connection, Visit], object]


def field(name: str) -> str:
    """Return the session key of one field of the open form."""
    return f"account-field-{name}"


def opened() -> str | None:
    """Return which form is open: an account's number, `NEW`, or none."""
    found: str | None = st.session_state.get(_OPEN)
    return found


def problem() -> SentraError | None:
    """Return why the last act was refused, until the next one."""
    found: SentraError | None = st.session_state.get(_PROBLEM)
    return found


def open_new() -> None:
    """Open the form of an invitation, empty."""
    _fill(NEW, {"username": "", "name": "", "role": Role.AGENCY_OPERATOR, "agency": None})


def open_account(line: AccountLine) -> None:
    """Open the form of an account, filled with what is kept."""
    known = {"name": line.name, "role": line.role, "agency": line.agency, "email": line.email}
    _fill(str(line.account_id), known)


def close() -> None:
    """Close the open form and forget what was typed."""
    for key in (_OPEN, _PROBLEM, _SURE, *map(field, _FIELDS)):
        st.session_state.pop(key, None)


def ask_to_be_sure(act: str) -> None:
    """Ask once more before `act` is done."""
    st.session_state[_SURE] = act


def asked_to_be_sure() -> str | None:
    """Return the act that waits to be confirmed."""
    found: str | None = st.session_state.get(_SURE)
    return found


def issued() -> tuple[str, Link] | None:
    """Return the address of the link that was just made, to be shown once."""
    found: Link | None = st.session_state.get(_LINK)
    if found is None:
        return None
    here = urlsplit(st.context.url or "")
    origin = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    return f"{origin}/undangan/{found.token}", found


def forget_link() -> None:
    """Forget the link that was shown: nobody can see it again."""
    st.session_state.pop(_LINK, None)


def invite() -> None:
    """Make the account that the form describes, and its link."""
    username = _value("username").strip().lower()

    def work(connection: Connection, visit: Visit) -> Link:
        return invitations.invite(connection, visit.actor, username, _description(), at=frame.now())

    done(work, f"Akun {username} dibuat.")


def save(line: AccountLine) -> None:
    """Keep what the form says of an account."""

    def work(connection: Connection, visit: Visit) -> None:
        new = _description()
        accounts.describe(connection, visit.actor, line.account_id, new, at=frame.now())

    done(work, f"Akun {line.username} tersimpan.")


def reset(line: AccountLine) -> None:
    """Take the password away and make a link to a new one."""

    def work(connection: Connection, visit: Visit) -> Link:
        return invitations.reset(connection, visit.actor, line.account_id, at=frame.now())

    done(work, f"Kata sandi {line.username} dihapus.")


def deactivate(line: AccountLine) -> None:
    """Close the account."""

    def work(connection: Connection, visit: Visit) -> None:
        accounts.deactivate(connection, visit.actor, line.account_id, at=frame.now())

    done(work, f"Akun {line.username} dinonaktifkan.")


def reactivate(line: AccountLine) -> None:
    """Open the account again."""

    def work(connection: Connection, visit: Visit) -> None:
        accounts.reactivate(connection, visit.actor, line.account_id, at=frame.now())

    done(work, f"Akun {line.username} aktif kembali.")


def done(work: Work, sentence: str, *, then: Callable[[], None] = close) -> None:
    """Carry out `work` in one transaction and say so; a refusal is kept beside the form."""
    try:
        visit = frame.acting()
        with visit.store.write() as connection:
            made = work(connection, visit)
    except SentraError as refusal:
        st.session_state[_PROBLEM] = refusal
        return
    then()
    st.session_state.pop(_PROBLEM, None)
    notices.recorded(sentence)
    if isinstance(made, Link):
        st.session_state[_LINK] = made


def _fill(form: str, known: dict[str, Any]) -> None:
    close()
    forget_link()
    for name in _FIELDS:
        st.session_state[field(name)] = known.get(name, "" if name != "agency" else None)
    st.session_state[_OPEN] = form


def _description() -> Description:
    return Description(_value("name"), Role(_value("role")), _value("agency"), _value("email"))


def _value(name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
    return st.session_state.get(field(name))
