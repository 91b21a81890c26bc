"""Whoever changes the plan, the register or the triggers behind the program is found by name."""

import pytest
from alembic import command
from sqlalchemy import text

from models.accounts import commands as accounts
from models.accounts.commands import Description
from models.audit import commands as audit
from models.audit.triggers import PROTECTED, trigger_faults
from models.audit.verification import glance, verify
from models.store.store import Store
from rules.audit.actions import Action
from rules.audit.trail import Fault, FaultKind
from rules.vocabulary import Role
from tests.models.audit.test_commands import one_of_everything, register_acts, release, rows
from tests.models.store.test_migrations import _migrate
from tests.people import Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def said(office: Office) -> list[tuple[FaultKind, str, str]]:
    """What a look at the whole chain finds, and the quick look too."""
    with office.store.read() as connection:
        whole, quick = verify(connection), glance(connection)
    of_rows = [one for one in quick if not one.kind.value.startswith("trigger")]
    assert set(of_rows) == set(whole)
    return [(one.kind, one.where.split()[0], one.name) for one in whole]


def behind(office: Office, *statements: str) -> None:
    """Change the store as its owner can."""
    release(office)
    with office.store.write() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_the_first_plan_of_a_sentra_moved_by_a_year_is_named_milestone_by_milestone(
    office: Office,
) -> None:
    is_sqlite = office.store.engine.dialect.name == "sqlite"
    later = "date(first_finish_on, '+1 year')" if is_sqlite else "first_finish_on + 365"
    of_s05 = "sentra_id = (SELECT id FROM sentra WHERE code = 'S05')"
    behind(office, f"UPDATE milestone SET first_finish_on = {later} WHERE {of_s05}")

    found = said(office)
    codes = {one.code for one in office.board().sentra[4].milestones}
    assert {name for _, _, name in found} == codes
    assert {kind for kind, _, _ in found} == {FaultKind.CHANGED}


@pytest.mark.parametrize(
    ("statement", "table", "name"),
    [
        ("UPDATE programme SET finish_on = '2024-12-31'", "programme", "ppu-2021-2023"),
        ("UPDATE agency SET name = 'Dinas lain' WHERE code = 'DPMD'", "agency", "DPMD"),
        ("UPDATE sentra SET weight = weight + 100 WHERE code = 'S07'", "sentra", "S07"),
        ("UPDATE place SET latitude = latitude + 0.000001 WHERE id = 1", "place", "S01"),
        ("UPDATE milestone SET title = 'Lain' WHERE code = 'S05-M03'", "milestone", "S05-M03"),
        ("UPDATE account SET role = 'admin' WHERE username = 'pengamat'", "account", "pengamat"),
        ("UPDATE post SET title = 'Camat' WHERE code = 'kepala'", "post", "kepala"),
        ("UPDATE post_holder SET name = 'Budi' WHERE name = 'Siti'", "post_holder", "kepala"),
    ],
)
def test_a_row_of_the_register_changed_behind_the_program_is_named(
    office: Office, statement: str, table: str, name: str
) -> None:
    register_acts(office)
    assert said(office) == []
    behind(office, statement)

    ((kind, where, called),) = said(office)
    assert (kind, where) == (FaultKind.CHANGED, table)
    assert called.startswith(name)


def test_a_row_put_in_or_taken_out_behind_the_program_is_named(office: Office) -> None:
    columns = "username, name, role, is_active, created_at"
    behind(
        office,
        f"INSERT INTO account ({columns}) SELECT 'tamu', 'Tamu', 'admin', is_active, created_at "
        "FROM account WHERE username = 'admin'",
        "DELETE FROM milestone_support WHERE milestone_id = "
        "(SELECT id FROM milestone WHERE code = 'S04-M01')",
        "DELETE FROM agency_alias WHERE alias = (SELECT min(alias) FROM agency_alias)",
    )

    found = said(office)
    assert (FaultKind.UNAUDITED, "account", "tamu") in found
    assert (FaultKind.MISSING, "milestone_support", "S04-M01 DISKUKMPERINDAG") in found
    assert {kind for kind, table, _ in found if table == "agency_alias"} == {FaultKind.MISSING}


def test_what_may_change_in_place_is_no_fault(office: Office) -> None:
    behind(
        office,
        "UPDATE programme SET version = version + 1",
        "UPDATE account SET password_hash = 'x'",
    )

    assert said(office) == []


def test_an_act_does_not_make_good_what_was_changed_before_it(office: Office) -> None:
    who = office.people.pengamat.account_id
    behind(office, f"UPDATE account SET role = 'admin' WHERE id = {who}")
    with office.store.write() as connection:
        changed = Description("Nama baru", Role.ADMIN, None)
        accounts.describe(connection, office.people.admin, who, changed, at=office.now)

    assert said(office) == [(FaultKind.TAKEN_UP, "account", "pengamat")]


def test_a_cut_sign_in_or_export_is_found(office: Office) -> None:
    office.report()
    before = len(rows(office))
    with office.store.write() as connection:
        for act in (Action.SESSION_OPENED, Action.FILE_EXPORTED):
            audit.trace(connection, None, act, subject="x", at=office.now)
    assert said(office) == []
    behind(office, f"DELETE FROM audit_event WHERE id > {before}")

    with office.store.read() as connection:
        (fault,) = verify(connection)
    assert fault == Fault(FaultKind.TAIL, f"{before} / {before + 2}")


def test_a_store_has_the_triggers_of_this_program(office: Office) -> None:
    with office.store.read() as connection:
        assert trigger_faults(connection) == ()


def test_a_missing_altered_or_foreign_trigger_is_named(office: Office) -> None:
    is_sqlite = office.store.engine.dialect.name == "sqlite"
    on = "" if is_sqlite else " ON {0}"
    with office.store.write() as connection:
        drop = "DROP TRIGGER report_event_no_{1}" + on
        connection.execute(text(drop.format("report_event", "update" if is_sqlite else "change")))
        if is_sqlite:
            connection.execute(text("DROP TRIGGER milestone_no_update"))
            connection.execute(
                text(
                    "CREATE TRIGGER milestone_no_update BEFORE UPDATE OF first_weight ON milestone "
                    "BEGIN SELECT RAISE(ABORT, 'frozen'); END"
                )
            )
            connection.execute(
                text(
                    "CREATE TRIGGER titip AFTER INSERT ON report_event "
                    "BEGIN UPDATE sentra SET weight = 1; END"
                )
            )
        else:
            connection.execute(text("ALTER TABLE milestone DISABLE TRIGGER milestone_no_truncate"))
            connection.execute(
                text(
                    "CREATE TRIGGER titip AFTER INSERT ON agency "
                    "FOR EACH ROW EXECUTE FUNCTION milestone_refuse()"
                )
            )
        found = trigger_faults(connection)

    kinds = {one.where: one.kind for one in found}
    missing = "report_event_no_update" if is_sqlite else "report_event_no_change"
    altered = "milestone_no_update" if is_sqlite else "milestone_no_truncate"
    assert kinds == {
        missing: FaultKind.TRIGGER_MISSING,
        altered: FaultKind.TRIGGER_ALTERED,
        "titip": FaultKind.TRIGGER_FOREIGN,
    }


@pytest.mark.parametrize("engine_name", [pytest.param("postgresql", marks=pytest.mark.postgresql)])
@pytest.mark.usefixtures("engine_name")
def test_a_function_that_refuses_nothing_any_more_is_named(office: Office) -> None:
    with office.store.write() as connection:
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION sentra_rating_refuse() RETURNS trigger "
                "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
            )
        )
        found = trigger_faults(connection)

    assert [(one.kind, one.where) for one in found] == [
        (FaultKind.TRIGGER_ALTERED, "sentra_rating_no_change"),
        (FaultKind.TRIGGER_ALTERED, "sentra_rating_no_truncate"),
    ]


def test_every_table_of_history_has_its_guard() -> None:
    assert {one.table for one in PROTECTED} >= {"audit_event", "report_event", "milestone"}


def test_an_older_store_is_vouched_for_by_one_act_and_only_once(office: Office) -> None:
    one_of_everything(office)
    _migrate(office.store.engine, command.downgrade, "0001")
    _migrate(office.store.engine, command.upgrade, "head")
    first = rows(office, "action, actor_id, subject")
    _migrate(office.store.engine, command.downgrade, "0005")
    _migrate(office.store.engine, command.upgrade, "head")

    assert rows(office, "action, actor_id, subject") == first
    assert first[-1] == ("register.vouched", None, "skema 0007")
    assert [act for act, _, _ in first].count("register.vouched") == 1
    assert said(office) == []
    register_acts(office)
    assert said(office) == []


def test_what_an_older_program_wrote_meanwhile_is_vouched_for_when_it_comes_on(
    office: Office,
) -> None:
    _migrate(office.store.engine, command.downgrade, "0005")
    with office.store.write() as connection:
        connection.execute(text("UPDATE account SET name = 'Baru' WHERE username = 'admin'"))
    _migrate(office.store.engine, command.upgrade, "head")

    (*_, (act, detail)) = rows(office, "action, detail")
    assert act == "register.vouched"
    assert ('"username":"admin"' in detail, '"username":"pengamat"' in detail) == (True, False)
    assert said(office) == []
