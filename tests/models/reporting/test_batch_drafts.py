"""Tables that are not sent yet: kept for their own author, and never overwritten unseen."""

import pytest
from sqlalchemy import text

from models.audit.verification import verify
from models.reporting import batch_drafts
from models.reporting.batch_drafts import UnsentTable
from models.store.store import Store
from rules.errors import NotAllowed
from rules.reporting.errors import TableChanged
from rules.values import Actor
from tests.people import Office

Lines = tuple[dict[str, str], ...]
LINES: Lines = (
    {"milestone": "S01-M01", "note": "\u0000 <b>=1+1"},
    {},
    {"progress": "40"},
)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def save(office: Office, seen: int, *, source: str = "Arsip", by: Actor | None = None) -> int:
    with office.store.write() as connection:
        actor = by or office.people.operator_dpmd
        return batch_drafts.save_table(connection, actor, source, LINES, seen=seen)


def found(office: Office, by: Actor | None = None) -> UnsentTable:
    with office.store.read() as connection:
        return batch_drafts.unsent_table(connection, by or office.people.operator_dpmd)


def test_an_unfinished_table_is_found_again_as_it_was_typed(office: Office) -> None:
    assert found(office) == UnsentTable()
    version = save(office, 0)

    assert found(office) == UnsentTable("Arsip", LINES, version)
    assert save(office, version, source="Lain") == version + 1
    assert found(office).source == "Lain"


def test_nobody_else_reads_it(office: Office) -> None:
    save(office, 0)

    assert found(office, office.people.admin) == UnsentTable()


def test_what_was_saved_elsewhere_is_not_overwritten(office: Office) -> None:
    version = save(office, 0)
    for seen in (0, version + 1):
        with pytest.raises(TableChanged):
            save(office, seen, source="Lama")

    assert found(office).source == "Arsip"


def test_a_table_that_is_gone_is_not_begun_anew_by_a_screen_that_saw_it(office: Office) -> None:
    with pytest.raises(TableChanged):
        save(office, 3)


def test_an_unfinished_table_is_no_history(office: Office) -> None:
    before = office.board().programme
    save(office, 0)

    assert office.board().programme == before
    with office.store.read() as connection:
        assert verify(connection) == ()
        assert not connection.execute(text("SELECT count(*) FROM report_event")).scalar_one()


@pytest.mark.parametrize("name", ["pimpinan", "pengamat", "operator_perindag"])
def test_who_may_not_bring_in_history_keeps_no_table(office: Office, name: str) -> None:
    with pytest.raises(NotAllowed):
        save(office, 0, by=getattr(office.people, name))
    with pytest.raises(NotAllowed):
        found(office, getattr(office.people, name))
