"""The rows of meetings as known at the end of a day, one statement for each table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Date, Row as AnyRow, Select, Table, bindparam, select

from models.schema.accounts import account
from models.schema.meetings import (
    meeting,
    meeting_attendance,
    meeting_closing,
    meeting_details,
    meeting_invitation,
    meeting_opening,
    meeting_resolution,
)
from models.schema.plan import agency, milestone, sentra
from models.store.knowledge import known_at, known_by
from rules.values import AgencyCode

Row = AnyRow[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which meetings are asked for, and as of when; with a number that one alone.

    `programme` is the code of the programme where its store holds several.
    """

    programme_id: int
    as_of: date
    meeting_id: int | None = None
    programme: str | None = None

    @property
    def is_one(self) -> bool:
        """Whether one meeting alone is asked for."""
        return self.meeting_id is not None

    @property
    def asked(self) -> dict[str, Any]:
        """What the statements of this module are asked with."""
        return {
            "programme": self.programme_id,
            "as_of": self.as_of,
            "meeting": self.meeting_id,
        }


# Statements are built once: that takes longer than carrying them out.


@cache
def meeting_ids(*, is_one: bool) -> Select[int]:
    """Return the statement for the numbers of the meetings of a scope."""
    found = select(meeting.c.id).where(
        meeting.c.programme_id == bindparam("programme"),
        known_by(meeting, bindparam("as_of", type_=Date)),
    )
    return found.where(meeting.c.id == bindparam("meeting")) if is_one else found


@cache
def _rows_of(table: Table, *, is_one: bool) -> Select[*tuple[Any, ...]]:
    """What `table` tells of the meetings of a scope, in order of recording."""
    owner = table.c.id if table is meeting else table.c.meeting_id
    return (
        select(table, known_at(table).label("known_at"), account.c.name.label("author"))
        .join(account, account.c.id == table.c.author_id)
        .where(
            owner.in_(meeting_ids(is_one=is_one)),
            known_by(table, bindparam("as_of", type_=Date)),
        )
        .order_by(table.c.id)
    )


@dataclass(frozen=True, slots=True)
class Resolved:
    """The resolutions in force, and for every one ever made the first of its corrections."""

    in_force: tuple[Row, ...]
    first: Mapping[int, int]

    def by_meeting(self) -> dict[int, list[Row]]:
        """Return those in force by meeting; a correction keeps the place of the first."""
        found = defaultdict(list)
        for row in sorted(self.in_force, key=lambda row: self.first[row.id]):
            found[row.meeting_id].append(row)
        return found


def _told_in(connection: Connection, scope: Scope, table: Table) -> Sequence[Row]:
    return connection.execute(_rows_of(table, is_one=scope.is_one), scope.asked).all()


def latest(connection: Connection, scope: Scope, table: Table) -> dict[int, Row]:
    """Return the last row of each meeting."""
    # In the order of recording, so that the last of each meeting stays.
    return {row.meeting_id: row for row in _told_in(connection, scope, table)}


def heads(connection: Connection, scope: Scope) -> list[Row]:
    """Return the meetings themselves."""
    return list(_told_in(connection, scope, meeting))


def details(connection: Connection, scope: Scope) -> dict[int, Row]:
    """Return what is planned of each meeting."""
    return latest(connection, scope, meeting_details)


def openings(connection: Connection, scope: Scope) -> dict[int, Row]:
    """Return how each meeting was opened."""
    return latest(connection, scope, meeting_opening)


def closings(connection: Connection, scope: Scope) -> dict[int, Row]:
    """Return how each meeting was closed or cancelled."""
    return latest(connection, scope, meeting_closing)


def invited(
    connection: Connection, details_ids: Iterable[int]
) -> dict[int, tuple[AgencyCode, ...]]:
    """Return the agencies that each of these details invites, in their order."""
    rows = connection.execute(_INVITED, {"details": list(details_ids)}).all()
    found = defaultdict(list)
    for row in rows:
        found[row.details_id].append(AgencyCode(row.code))
    return {details_id: tuple(codes) for details_id, codes in found.items()}


def attendance(connection: Connection, scope: Scope) -> dict[int, list[Row]]:
    """Return the last list of who came, by meeting."""
    found: dict[int, list[Row]] = {}
    for row in connection.execute(_attendance(is_one=scope.is_one), scope.asked).all():
        noted = found.setdefault(row.meeting_id, [])
        if noted and noted[-1].revision != row.revision:
            noted.clear()
        noted.append(row)
    return found


def resolutions(connection: Connection, scope: Scope) -> Resolved:
    """Return what was resolved: what no other resolution replaces, and no withdrawal."""
    rows = connection.execute(_resolutions(is_one=scope.is_one), scope.asked).all()
    first: dict[int, int] = {}
    for row in rows:
        first[row.id] = first.get(row.replaces_id, row.id)
    replaced = {row.replaces_id for row in rows}
    in_force = tuple(row for row in rows if row.id not in replaced and row.text)
    return Resolved(in_force, first)


_INVITED: Final = (
    select(meeting_invitation.c.details_id, agency.c.code)
    .join(agency, agency.c.id == meeting_invitation.c.agency_id)
    .where(meeting_invitation.c.details_id.in_(bindparam("details", expanding=True)))
    .order_by(meeting_invitation.c.details_id, meeting_invitation.c.position)
)


@cache
def _attendance(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    statement = _rows_of(meeting_attendance, is_one=is_one).add_columns(agency.c.code)
    return statement.join(agency, agency.c.id == meeting_attendance.c.agency_id)


@cache
def _resolutions(*, is_one: bool) -> Select[*tuple[Any, ...]]:
    statement = _rows_of(meeting_resolution, is_one=is_one).add_columns(
        sentra.c.code.label("sentra"),
        milestone.c.code.label("milestone"),
        agency.c.code.label("owner"),
    )
    return (
        statement.outerjoin(sentra, sentra.c.id == meeting_resolution.c.sentra_id)
        .outerjoin(milestone, milestone.c.id == meeting_resolution.c.milestone_id)
        .outerjoin(agency, agency.c.id == meeting_resolution.c.owner_id)
    )
