"""Accounts being changed: what is typed stays in the session until it is kept."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection

from models.accounts import commands as accounts, invitations
from models.accounts.commands import Description
from models.accounts.invitations import Link
from models.accounts.queries import AccountLine
from pages.shell import frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.vocabulary import Role

NEW: Final = "new"
"""The form of somebody to be invited; other forms are named by their account's number."""

FORM: Final = Form("account-field")
"""The one account form that may be open; its field `of` says whose it is."""

_ISSUED: Final = Form("account-link")
_FIELDS: Final = ("username", "name", "role", "agency", "email")


def opened() -> str | None:
    """Return whose form is open: an account's number, `NEW`, or none."""
    found: str | None = FORM.typed("of")
    return found


def open_new() -> None:
    """Open the form of an invitation, empty."""
    _fill(NEW, {"username": "", "name": "", "role": Role.AGENCY_OPERATOR, "agency": None})


def open_account(line: AccountLine) -> None:
    """Open the form of an account, filled with what is kept."""
    known = {"name": line.name, "role": line.role, "agency": line.agency, "email": line.email}
    _fill(str(line.account_id), known)


def ask_to_be_sure(act: str) -> None:
    """Ask once more before `act` is done."""
    FORM.put("sure", act)


def asked_to_be_sure() -> str | None:
    """Return the act that waits to be confirmed."""
    found: str | None = FORM.typed("sure")
    return found


def issued(origin: str) -> tuple[str, Link] | None:
    """Return the address of the link that was just made, on `origin`, to be shown once."""
    found: Link | None = _ISSUED.typed("link")
    if found is None:
        return None
    return f"{origin}/undangan/{found.token}", found


def forget_link() -> None:
    """Forget the link that was shown: nobody can see it again."""
    _ISSUED.clear()


def invite() -> None:
    """Make the account that the form describes, and its link."""
    username = (FORM.typed("username") or "").strip().lower()
    _submit(
        lambda connection, visit: invitations.invite(
            connection, visit.actor, username, _description(), at=frame.now()
        ),
        f"Akun {username} dibuat.",
        typed=FORM.words("username", "name", "email"),
    )


def save(line: AccountLine) -> None:
    """Keep what the form says of an account."""
    _submit(
        lambda connection, visit: accounts.describe(
            connection, visit.actor, line.account_id, _description(), at=frame.now()
        ),
        f"Akun {line.username} tersimpan.",
        typed=FORM.words("name", "email"),
    )


def reset(line: AccountLine) -> None:
    """Take the password away and make a link to a new one."""
    _submit(
        lambda connection, visit: invitations.reset(
            connection, visit.actor, line.account_id, at=frame.now()
        ),
        f"Kata sandi {line.username} dihapus.",
    )


def deactivate(line: AccountLine) -> None:
    """Close the account."""
    _submit(
        lambda connection, visit: accounts.deactivate(
            connection, visit.actor, line.account_id, at=frame.now()
        ),
        f"Akun {line.username} dinonaktifkan.",
    )


def reactivate(line: AccountLine) -> None:
    """Open the account again."""
    _submit(
        lambda connection, visit: accounts.reactivate(
            connection, visit.actor, line.account_id, at=frame.now()
        ),
        f"Akun {line.username} aktif kembali.",
    )


def _submit(do: Callable[[Connection, Visit], Link | None], said: str, *, typed: str = "") -> None:
    """Record what the form holds; a link that is made for it is kept to be shown once."""
    made: list[Link | None] = []
    if submit(
        FORM, lambda connection, visit: made.append(do(connection, visit)), said, typed=typed
    ):
        _ISSUED.note("link", made[0])


def _fill(account: str, known: dict[str, Any]) -> None:
    forget_link()
    empty = {name: None if name == "agency" else "" for name in _FIELDS}
    FORM.open({**empty, **known, "of": account})


def _description() -> Description:
    return Description(
        FORM.typed("name") or "",
        Role(FORM.typed("role")),
        FORM.typed("agency"),
        FORM.typed("email") or "",
    )
