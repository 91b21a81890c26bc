"""A second programme in the store of an office, with all that is unfinished in the first."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from models.programmes.commands import open_next_period
from models.programmes.queries import period_ground
from models.store.programme import OPTION
from rules.periods import wita_day
from rules.programmes.next_period import NextPeriod, suggested
from tests.people import Office

SECOND = "sentra-kedua"


def onto(connection: Connection, code: str) -> Connection:
    """Let a connection be about the programme with this code from now on."""
    return connection.execution_options(**{OPTION: code})


def wanted_next(connection: Connection, office: Office, **changes: Any) -> tuple[NextPeriod, str]:
    """Return a programme that begins soon after the first, and the version that it answers to."""
    ground = period_ground(connection, office.people.admin, wita_day(office.now))
    usual = suggested(ground.board, ground.taken)
    said = replace(usual.said, rpjmd="RPJMD berikut", finish=date(2025, 12, 31))
    wanted = replace(usual, code=SECOND, start=date(2021, 1, 15), said=said)
    return replace(wanted, **changes), ground.version


def open_second(connection: Connection, office: Office, **changes: Any) -> str:
    """Open it, and return its code."""
    wanted, seen = wanted_next(connection, office, **changes)
    return open_next_period(connection, office.people.admin, wanted, seen=seen, at=office.now)


def in_programme(office: Office, code: str) -> Office:
    """Return the office as it works in the programme with this code."""
    found = object.__new__(Office)
    vars(found).update(vars(office))
    found.store = office.store.of(code)
    found._keys += 1000
    return found
