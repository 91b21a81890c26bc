"""Which rows the chain vouches for, and with which of their columns: here and nowhere else.

A row of history is written once. One of the register (the plan and who works by it) may be written
again; the latest act that wrote it vouches for it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Table
from sqlalchemy.sql.elements import ColumnElement

from models.audit import chain
from models.schema.accounts import account, post, post_holder
from models.schema.audit import clock_correction
from models.schema.evidence import evidence_file, evidence_removal
from models.schema.feed import feed_token
from models.schema.meetings import (
    follow_up_event,
    follow_up_file,
    meeting,
    meeting_attendance,
    meeting_closing,
    meeting_details,
    meeting_invitation,
    meeting_opening,
    meeting_resolution,
)
from models.schema.plan import (
    agency,
    agency_alias,
    milestone,
    milestone_support,
    place,
    plan_act,
    plan_change,
    plan_revision,
    programme,
    sentra,
)
from models.schema.quarters import quarter_closing, quarter_figure
from models.schema.ratings import sentra_rating
from models.schema.reporting import (
    batch_report,
    obstacle,
    obstacle_closing,
    report_batch,
    report_event,
)
from rules.audit.actions import Action

Key = int | str

AUDITED: Final[tuple[Table, ...]] = (
    report_event,
    plan_act,
    plan_change,
    plan_revision,
    obstacle,
    obstacle_closing,
    evidence_file,
    report_batch,
    batch_report,
    sentra_rating,
    quarter_closing,
    quarter_figure,
    meeting,
    meeting_details,
    meeting_invitation,
    meeting_opening,
    meeting_attendance,
    meeting_resolution,
    meeting_closing,
    follow_up_event,
    follow_up_file,
    evidence_removal,
    clock_correction,
)
"""The tables of history: each row stands whole in the audit row of the act that wrote it."""

PLAN: Final[tuple[Table, ...]] = (
    programme,
    agency,
    agency_alias,
    sentra,
    place,
    milestone,
    milestone_support,
)
"""The tables of the plan, each after those that it refers to."""

REGISTER: Final[tuple[Table, ...]] = (*PLAN, account, post, post_holder, feed_token)
"""The tables of the register: each row stands in the audit row of the latest act that wrote it."""

LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {
    # They follow every act, and the chain is what they are checked against.
    programme.name: frozenset({"version", "chain_head", "trail_head", "trail_length"}),
    # No hash of a password is kept where it can never be removed.
    account.name: frozenset({"password_hash", "password_set_at"}),
    # It holds a birthday, and who may see the trail need not see it.
    post_holder.name: frozenset({"nip"}),
    # It follows every day on which the token is used, which changes nothing.
    feed_token.name: frozenset({"last_used_on"}),
}
"""The columns of a table that the chain does not vouch for."""

REGISTRATIONS: Final = (
    Action.PLAN_LOADED,
    Action.PLAN_ADOPTED,
    Action.PLAN_DRAFTED,
    Action.PLAN_REVISED,
    Action.AGENCY_ADDED,
    Action.AGENCIES_MERGED,
    Action.PERIOD_OPENED,
    Action.OFFICE_DESCRIBED,
    Action.SENTRA_ADDED,
    Action.REGISTER_VOUCHED,
    Action.ACCOUNT_CREATED,
    Action.ACCOUNT_INVITED,
    Action.ACCOUNT_DESCRIBED,
    Action.ACCOUNT_ROLE_CHANGED,
    Action.ACCOUNT_DEACTIVATED,
    Action.ACCOUNT_REACTIVATED,
    Action.POST_CREATED,
    Action.POST_HELD,
    Action.POST_HANDED_OVER,
    Action.TOKEN_GIVEN,
    Action.TOKEN_REVOKED,
)
"""The acts that write rows of the register: few among many, so the quick look reads them alone."""


def raw(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns of `table` that are vouched for, as the database keeps them."""
    left_out = LEFT_OUT.get(table.name, frozenset())
    return [column for column in chain.raw(table) if column.name not in left_out]


def key_of(table: Table, row: Mapping[str, object]) -> Key:
    """Return what tells a row from all others of its table: its number, or its parts."""
    first, *others = _key(table)
    number = row[first]
    if isinstance(number, int) and not others:
        return number
    return "/".join(str(row[name]) for name in (first, *others))


@cache
def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)
