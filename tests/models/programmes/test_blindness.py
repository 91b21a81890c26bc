"""Two programmes with equal codes in one store: whatever is done in one, the other is untouched."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import pytest
from sqlalchemy import Connection

from models.exports.dump import tables_of_record
from models.plan.drafts import plan_draft_of
from models.reporting.batch_drafts import unsent_table
from rules.errors import SentraError
from rules.values import SentraCode
from rules.vocabulary import Role
from tests.models.programmes.second import SECOND, onto, open_second
from tests.models.test_matrix import DEEDS, HOLDERS, busy_office, case_on  # noqa: F401
from tests.people import THE_END, Office

FIRST: Final = "ppu-2021-2023"
# Agencies and posts are the office's, and every act moves the head of the one chain.
_OF_THE_OFFICE: Final = frozenset({"agencies", "posts"})
# A merger lets the successor answer in every programme, and of two that open the next one the
# second is told: tests/models/programmes/test_commands.py. Bytes that are removed for good are gone
# wherever they are named: tests/models/evidence/test_removal.py.
_TOLD_ELSEWHERE: Final = frozenset(
    {
        "evidence.commands.remove_evidence",
        "plan.agencies.commands.merge_agencies",
        "programmes.commands.check_next_period",
        "programmes.commands.open_next_period",
    }
)
BLIND: Final = [name for name in DEEDS if name not in _TOLD_ELSEWHERE]
_AGENCIES: Final = frozenset({"agency", "agency_alias"})


def recorded(connection: Connection, office: Office, code: str) -> Mapping[str, Any]:
    """All that the store says of a programme, and the unfinished tables beside it."""
    onto(connection, code)
    admin = office.people.admin
    found = tables_of_record(connection, admin, THE_END)
    told: dict[str, Any] = {
        name: rows for name, rows in found.items() if name not in _OF_THE_OFFICE
    }
    told["programme"] = [{**row, "chain_head": ""} for row in told["programme"]]
    told["plan_history"] = [row for row in told["plan_history"] if row["table"] not in _AGENCIES]
    told["unsent"] = [unsent_table(connection, one) for one in (admin, office.people.operator_dpmd)]
    told["draft"] = plan_draft_of(connection, admin, SentraCode("S04"))
    return told


def holder(scene: Any, known: Mapping[str, Any], name: str) -> Any:
    """Let somebody act who may."""
    permission, _ = DEEDS[name]
    roles = [role for role in Role if permission is None or role in HOLDERS[permission]]
    people = scene.office.people
    by_role = {actor.role: actor for actor in vars(people).values()} | {
        Role.DPMD_OPERATOR: people.operator_dpmd,
        Role.AGENCY_OPERATOR: people.operator_perindag,
    }
    # The last may most: an administrator or a leader before a viewer.
    role = max(roles, key=lambda one: sum(one in held for held in HOLDERS.values()))
    scene.own = known["own"].get(role, scene.own)
    scene.own_batch = known["batches"].get(role)
    return by_role[role]


@dataclass(frozen=True)
class Two:
    """The office with both programmes, in a transaction that is never committed."""

    office: Office
    connection: Connection
    alone: Mapping[str, Any]
    before: Mapping[str, Mapping[str, Any]]

    @property
    def written(self) -> int:
        """How many rows were ever written on this connection."""
        driver: Any = self.connection.connection.driver_connection
        return int(driver.total_changes)

    def leaves(self, code: str, written: int) -> None:
        """What wrote no row since `written` left the programme as it is, and so did the rest."""
        if self.written != written:
            assert recorded(self.connection, self.office, code) == self.before[code]


@pytest.fixture(scope="module")
def two(busy_office: Any) -> Iterator[Two]:  # noqa: F811
    office, _ = busy_office
    office.now = office.now.replace(month=7)
    with office.store.engine.connect() as opened:
        connection = opened.execution_options(sentra_writes=True)
        transaction = connection.begin()
        alone = recorded(connection, office, FIRST)
        open_second(connection, office)
        before = {code: recorded(connection, office, code) for code in (FIRST, SECOND)}
        yield Two(office, connection, alone, before)
        transaction.rollback()


@pytest.fixture
def act(two: Two, busy_office: Any) -> Iterator[Callable[[str, str], None]]:  # noqa: F811
    """Carries out a deed in a programme; what is done is taken back."""
    office, known = busy_office
    scene = case_on(two.connection, office, known)

    def done(name: str, code: str) -> None:
        scene.actor = holder(scene, known, name)
        onto(two.connection, code)
        DEEDS[name][1](two.connection, scene)

    with two.connection.begin_nested() as point:
        yield done
        point.rollback()


@pytest.mark.parametrize("name", BLIND)
def test_what_is_done_in_the_first_leaves_the_second_as_it_is(
    name: str, two: Two, act: Callable[[str, str], None]
) -> None:
    written = two.written
    act(name, FIRST)
    two.leaves(SECOND, written)


@pytest.mark.parametrize("name", BLIND)
def test_what_is_done_in_the_second_leaves_the_first_as_it_is(
    name: str, two: Two, act: Callable[[str, str], None]
) -> None:
    written = two.written
    # Reports, meetings and batches of the first have numbers that nobody knows in the second.
    with suppress(SentraError), two.connection.begin_nested():
        act(name, SECOND)
    two.leaves(FIRST, written)


def test_rows_that_a_deed_writes_are_counted(two: Two, act: Callable[[str, str], None]) -> None:
    written = two.written
    act("meetings.office.office", FIRST)
    assert two.written == written
    act("accounts.commands.describe", FIRST)
    assert two.written > written


def test_the_first_reads_as_it_did_alone(two: Two) -> None:
    assert two.before[FIRST] == two.alone
