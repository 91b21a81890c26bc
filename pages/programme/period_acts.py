"""What the form of the next programme hands in, and the clicks that do so."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from models.accounts import commands as account_commands
from models.accounts.queries import AccountLine, accounts
from models.programmes.commands import check_next_period, open_next_period
from models.programmes.queries import period_ground
from pages.shell import frame
from pages.shell.commands import run_in_transaction, submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.access import Permission
from rules.errors import SentraError
from rules.plan.registers import ProgrammeFields
from rules.programmes.next_period import NextPeriod, suggested, unfinished
from rules.values import AccountId, MilestoneCode, SentraCode

FORM: Final = Form("period-field")
_TEXTS: Final = ("code", "name", "region", "rpjmd", "rpjmd_number", "letter", "vision")


def open_form() -> None:
    """Begin with all that is unfinished, and with everybody who has an account."""

    def begin(connection: Connection, visit: Visit) -> None:
        ground = period_ground(connection, visit.actor, visit.today)
        found = suggested(ground.board, ground.taken)
        chosen: dict[str, Any] = {
            f"milestones-{own.code}": [one.code for one in unfinished(own)]
            for own in ground.board.sentra
        }
        chosen |= {"code": found.code, "start": found.start, "sentra": list(found.sentra)}
        people = [line.account_id for line in offered(connection, visit)]
        FORM.open(asdict(found.said) | chosen | {"people": people}, ground.version)

    run_in_transaction(begin)


def take(version: str) -> None:
    """Let what was typed answer to the state of now."""
    FORM.see(version)
    FORM.forget_refusal()


def check() -> None:
    """Ask whether to be sure, once nothing is wrong."""
    asked, seen, typed = wanted(), FORM.seen_version, FORM.words(*_TEXTS)
    outcome = run_in_transaction(
        lambda connection, visit: check_next_period(
            connection, visit.actor, asked, seen=seen, today=visit.today
        ),
        typed=typed,
    )
    if isinstance(outcome, SentraError):
        FORM.keep_refusal(outcome, typed)
    else:
        FORM.forget_refusal()
        FORM.put("asked", True)  # noqa: FBT003 - what stands in the field


def unask() -> None:
    """Go back to the form."""
    FORM.put("asked", None)


def record() -> None:
    """Open the programme, and close the accounts of those who do not go on."""
    if not FORM.is_open:
        return
    asked, seen = wanted(), FORM.seen_version

    def do(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        open_next_period(connection, visit.actor, asked, seen=seen, at=at)
        for line in leaving(connection, visit):
            account_commands.deactivate(connection, visit.actor, line.account_id, at=frame.now())

    unask()
    submit(
        FORM,
        do,
        "Periode berikut dibuka sebagai draf. Pilih programnya di atas halaman.",
        typed=FORM.words(*_TEXTS),
    )


def wanted() -> NextPeriod:
    """Return the programme that the form describes."""
    texts = {name: str(FORM.typed(name) or "") for name in _TEXTS}
    code = texts.pop("code")
    chosen = sentra()
    said = ProgrammeFields(finish=FORM.typed("finish") or date.min, **texts)
    milestones = frozenset(one for own in chosen for one in milestones_of(own))
    return NextPeriod(code, FORM.typed("start") or date.min, said, tuple(chosen), milestones)


def sentra() -> Sequence[SentraCode]:
    """Return the sentra that go on."""
    return FORM.typed("sentra") or ()


def milestones_of(code: SentraCode) -> Sequence[MilestoneCode]:
    """Return the milestones of a sentra that go on."""
    return FORM.typed(f"milestones-{code}") or ()


def staying() -> Sequence[AccountId]:
    """Return the accounts that stay open."""
    return FORM.typed("people") or ()


def offered(connection: Connection, visit: Visit) -> list[AccountLine]:
    """Return the accounts that this person may close: open ones, but not their own."""
    if not visit.may(Permission.MANAGE_ACCOUNTS):
        return []
    lines = accounts(connection, visit.actor, at=frame.now())
    return [line for line in lines if line.is_active and line.account_id != visit.actor.account_id]


def leaving(connection: Connection, visit: Visit) -> list[AccountLine]:
    """Return the accounts that were taken off the list."""
    kept = set(staying())
    return [line for line in offered(connection, visit) if line.account_id not in kept]
