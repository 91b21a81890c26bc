"""Rencana: read by all, worked on by the administrator in a table that is never lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.plan import commands as planning
from models.plan.drafts import PlanDraft, plan_draft_of, save_plan_draft
from models.plan.registers import commands as registering
from models.plan.registers.queries import plan_register
from models.plan.sentra_plans import sentra_plans
from pages.plan import table
from pages.shell.catalogue import PLAN, SENTRA
from rules.periods import WITA
from rules.plan.table import PlanDecision, PlanRow, SentraPlan
from rules.shapes import STEP
from rules.thresholds import Thresholds
from rules.values import SentraCode
from rules.vocabulary import Role
from tests.pages.conftest import HOLDERS, Desk
from tests.pages.reading import alerts, markup_of, stands, widget, words
from words.plan.lines import Column, lines_of

S04 = SentraCode("S04")
FORM = table.form(S04)
NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
ADOPTION = PlanDecision("050/2/2021", date(2021, 1, 1), "")
Edit = Callable[[list[dict[str, str]]], list[dict[str, str]]]


@pytest.fixture
def office(plan_desk: Desk) -> Desk:
    """The administrator before a draft on which nobody has reported."""
    return plan_desk.sit("admin")


def plan_of(desk: Desk) -> SentraPlan:
    with desk.store.read() as connection:
        return sentra_plans(connection, desk.people["pengamat"])[S04]


def left(desk: Desk) -> PlanDraft | None:
    with desk.store.read() as connection:
        return plan_draft_of(connection, desk.people["admin"], S04)


def leave(desk: Desk, edit: Edit, *, seen: int = 0) -> None:
    """Let somebody have left the table of S04 as `edit` makes it."""
    plan = plan_of(desk)
    agencies = desk.board().agencies
    lines = edit([dict(line) for line in lines_of(plan.rows, agencies)])
    with desk.store.write() as connection:
        save_plan_draft(
            connection,
            desk.people["admin"],
            S04,
            lines,
            plan_version=plan.version,
            seen=seen,
            at=NOON,
        )


def change(desk: Desk, edit: Callable[[tuple[PlanRow, ...]], Any], **fields: Any) -> None:
    """Let somebody else change the plan past the table."""
    plan = plan_of(desk)
    with desk.store.write() as connection:
        planning.change_plan(
            connection,
            desk.people["admin"],
            S04,
            edit(plan.rows),
            fields.get("decision"),
            seen=plan.version,
            at=NOON,
        )


def adopt(desk: Desk) -> None:
    with desk.store.write() as connection:
        planning.adopt_plan(connection, desk.people["admin"], ADOPTION, at=NOON)


def open_table(desk: Desk) -> AppTest:
    screen = desk.open(PLAN, sentra=S04)
    widget(screen, f"plan-open-{S04}").click()
    return screen.run()


def press(screen: AppTest, name: str) -> AppTest:
    widget(screen, FORM.field(name)).click()
    return screen.run()


def titled(title: str) -> Edit:
    return lambda lines: [{**lines[0], Column.TITLE: title}, *lines[1:]]


@pytest.mark.parametrize("role", Role)
def test_everybody_reads_the_plan_and_only_the_administrator_changes_it(
    desk: Desk, role: Role
) -> None:
    screen = desk.sit(HOLDERS[role]).open(PLAN, sentra=S04)

    assert stands(screen)
    said = words(screen)
    assert "Rencana ditetapkan dengan CONTOH-050/02/2021" in said
    assert "S04-M01" in said
    opener = [one for one in screen.button if one.key == f"plan-open-{S04}"]
    assert bool(opener) is (role is Role.ADMIN)


def test_acts_on_the_programme_and_on_agencies_are_none_on_the_plan(desk: Desk) -> None:
    admin = desk.people["admin"]
    before = words(desk.sit("admin").open(PLAN, sentra=S04))
    decision = PlanDecision("050/77/2022", date(2022, 6, 30), "Batas baru")
    with desk.store.write() as connection:
        seen = plan_register(connection, admin).programme_version
        limits = Thresholds(silent_days=45)
        registering.set_thresholds(connection, admin, limits, "SK", decision, seen=seen, at=NOON)

    after = words(desk.open(PLAN, sentra=S04))
    assert "050/77/2022" not in after
    assert "8 perubahan sesudahnya" in before
    assert "8 perubahan sesudahnya" in after


def test_a_past_day_shows_the_plan_of_that_day(desk: Desk) -> None:
    before = words(desk.sit("admin").open(PLAN, sentra="S01", posisi="2022-03-01"))
    after = words(desk.open(PLAN, sentra="S01"))

    assert "rencana awal 1 Jan 2022" not in before
    assert "rencana awal 1 Jan 2022" in after


def test_a_draft_is_changed_after_a_look_at_what_that_does(office: Desk) -> None:
    leave(office, titled("Pendataan perajin"))
    screen = press(open_table(office), "ask")

    said = words(screen)
    assert "→ Pendataan perajin" in said
    assert "Sesudah diubah" in said
    screen = press(screen, "record")
    assert plan_of(office).rows[0].title == "Pendataan perajin"
    assert left(office) is None
    assert "tersimpan" in screen.toast[-1].value
    assert "Draf rencana S04 diubah" in words(screen)


def test_an_unfinished_table_is_found_again_with_whose_it_was(office: Desk) -> None:
    leave(office, titled("Setengah jadi"))
    screen = office.open(PLAN, sentra=S04)

    assert "Lanjutkan" in widget(screen, f"plan-open-{S04}").label
    assert "Terakhir disimpan" in words(screen)
    screen = open_table(office)
    (shown,) = screen.dataframe
    assert shown.value[Column.TITLE][0] == "Setengah jadi"


def test_what_is_wrong_is_told_by_row_and_column_and_nothing_can_be_recorded(office: Desk) -> None:
    def edit(lines: list[dict[str, str]]) -> list[dict[str, str]]:
        wrong: dict[str, str] = {
            Column.TITLE: "",
            Column.START: "kemarin",
            Column.LEAD: "Dinas Gaib",
        }
        return [{**lines[0], **wrong}, {**lines[1], Column.WEIGHT: "8"}, *lines[2:]]

    leave(office, edit)
    screen = open_table(office)

    said = words(screen)
    assert "Tanggal mulai tidak terbaca" in said
    assert widget(screen, FORM.field("ask")).disabled


def test_a_date_that_breaks_the_order_is_told_and_moved_by_nobody(office: Desk) -> None:
    first, second = (row.schedule for row in plan_of(office).rows[:2])
    late = f"{second.start.replace(year=2023):%d/%m/%Y}"

    def edit(lines: list[dict[str, str]]) -> list[dict[str, str]]:
        moved = {**lines[0], Column.FINISH: late}
        return [moved, {**lines[1], Column.AFTER: "s04-m01"}, *lines[2:]]

    leave(office, edit)
    screen = press(open_table(office), "ask")

    told = " ".join(alerts(screen))
    assert "Urutan terlanggar" in told
    assert "S04-M02" in told
    press(screen, "record")
    moved, waiting = plan_of(office).rows[:2]
    assert moved.schedule.start == first.start
    assert (waiting.schedule, waiting.after) == (second, (moved.code,))
    for page in (PLAN, SENTRA):
        assert f"sesudah “{moved.title}”" in words(office.open(page, sentra=S04))


def test_an_order_in_a_circle_and_targets_that_fall_stand_at_their_columns(office: Desk) -> None:
    def edit(lines: list[dict[str, str]]) -> list[dict[str, str]]:
        falling: dict[str, str] = {Column.SHAPE: "TW I 2021: 50%; TW II 2021: 40%"}
        return [{**lines[0], Column.AFTER: "S04-M01"}, {**lines[1], **falling}, *lines[2:]]

    leave(office, edit)
    screen = open_table(office)

    said = words(screen)
    assert "Sesudah berputar" in said
    assert "Target triwulan terakhir harus 100%" in said
    assert widget(screen, FORM.field("ask")).disabled


def test_a_step_is_typed_told_and_shown(office: Desk) -> None:
    leave(office, lambda lines: [{**lines[0], Column.SHAPE: "Langkah"}, *lines[1:]])
    screen = press(open_table(office), "ask")

    assert "bentuk lurus → langkah" in words(screen)
    press(screen, "record")
    assert plan_of(office).rows[0].schedule.shape == STEP
    for page in (PLAN, SENTRA):
        assert "langkah" in words(office.open(page, sentra=S04))


def test_rows_are_copied_moved_removed_and_weighed(office: Desk) -> None:
    before = [row.title for row in plan_of(office).rows]
    screen = open_table(office)
    screen = press(screen, "Salin")
    screen = press(screen, "Turun")
    widget(screen, FORM.field("row")).set_value(14).run()
    screen = press(screen, "Hapus")
    screen = press(screen, "Ratakan bobot")
    assert "Jumlah bobot 100." in words(screen)
    screen = press(press(screen, "ask"), "record")

    rows = plan_of(office).rows
    assert [row.title for row in rows] == [before[0], *before[:-1]]
    assert rows[0].code == "S04-M15"
    assert {row.schedule.weight for row in rows} == {7.15, 7.14}


def test_nobody_is_asked_for_a_decision_before_anything_differs(office: Desk) -> None:
    adopt(office)
    screen = open_table(office)
    said = words(screen)
    assert "Belum ada yang berubah." in said
    assert "Nomor keputusan kosong" not in said
    assert widget(screen, FORM.field("ask")).disabled
    assert "Nomor keputusan kosong" in words(press(screen, "Ratakan bobot"))


def test_a_row_that_is_moved_stays_chosen(office: Desk) -> None:
    screen = open_table(office)
    screen = press(press(screen, "Turun"), "Turun")
    assert widget(screen, FORM.field("row")).value == 2
    assert press(screen, "Naik").session_state[FORM.field("row")] == 1


def test_a_row_can_be_filled_in_by_a_form(office: Desk) -> None:
    screen = open_table(office)
    (field,) = [one for one in screen.text_input if one.label == "Tonggak"]
    field.input("Pendataan perajin").run()

    kept = left(office)
    assert kept is not None
    assert kept.lines[0][Column.TITLE] == "Pendataan perajin"
    (shown,) = screen.dataframe
    assert shown.value[Column.TITLE][0] == "Pendataan perajin"


def test_who_may_report_is_led_from_the_plan_to_the_form(desk: Desk) -> None:
    assert "tonggak=S04-M01" in markup_of(desk.sit("dpmd").open(PLAN, sentra=S04))
    assert "tonggak=" not in markup_of(desk.sit("pengamat").open(PLAN, sentra=S04))


def test_a_plan_that_changed_meanwhile_is_not_overwritten_unseen(office: Desk) -> None:
    leave(office, titled("Dari tabel ini"))
    screen = press(open_table(office), "ask")
    change(office, lambda rows: (replace(rows[0], title="Dari orang lain"), *rows[1:]))
    screen = press(screen, "record")

    assert any("diubah orang lain" in one for one in alerts(screen))
    assert plan_of(office).rows[0].title == "Dari orang lain"
    screen = press(screen, "rest")
    assert "Dari orang lain → Dari tabel ini" in words(screen)
    press(screen, "record")
    assert plan_of(office).rows[0].title == "Dari tabel ini"


def test_two_who_work_on_one_table_are_told_of_each_other(office: Desk) -> None:
    leave(office, titled("Punya saya"))
    screen = open_table(office)
    leave(office, titled("Punya rekan"), seen=1)
    screen = press(screen, "Salin")

    assert any("sudah menyimpan" in one for one in alerts(screen))
    assert "Punya saya" in screen.code[0].value
    kept = left(office)
    assert kept is not None
    assert kept.lines[0][Column.TITLE] == "Punya rekan"


def test_a_table_is_thrown_away_only_when_asked_to(office: Desk) -> None:
    leave(office, titled("Salah ketik"))
    screen = press(open_table(office), "close")
    assert left(office) is not None
    screen = press(open_table(office), "drop")

    assert left(office) is None
    assert stands(screen)
    assert plan_of(office).version == 0


def test_the_draft_is_adopted_by_a_number(office: Desk) -> None:
    screen = office.open(PLAN, sentra=S04)
    widget(screen, "adopt-plan-adopt").click().run()
    assert any("Nomor keputusan kosong" in one for one in alerts(screen))
    widget(screen, "adopt-plan-number").input("050/2/2021").run()
    widget(screen, "adopt-plan-adopt").click().run()

    said = words(screen)
    assert "Rencana ditetapkan dengan 050/2/2021; belum pernah diubah" in said
    assert "Tetapkan rencana" not in [one.value for one in screen.header]


def test_an_adopted_plan_is_revised_by_a_decision(office: Desk) -> None:
    adopt(office)
    leave(office, titled("Pendataan perajin"))
    screen = open_table(office)
    assert "Nomor keputusan kosong" in words(screen)
    widget(screen, FORM.field("decision")).input("050/7/2022").run()
    widget(screen, FORM.field("why")).input("Sasaran berubah").run()
    screen = press(press(screen, "ask"), "record")

    assert plan_of(office).rows[0].title == "Pendataan perajin"
    said = words(screen)
    assert "diubah dengan 050/7/2022" in said
    assert "Sasaran berubah" in said


def test_what_was_typed_outlives_the_session(office: Desk) -> None:
    leave(office, titled("Belum selesai"))
    screen = press(open_table(office), "ask")
    office.who = None
    screen = press(screen, "record")

    assert "Sesi Anda sudah berakhir." in alerts(screen)[0]
    assert "Belum selesai" in screen.code[0].value


def test_hostile_words_of_a_table_stay_words(office: Desk) -> None:
    leave(office, titled("<img src=x onerror=alert(1)> =HYPERLINK(1) **tebal**"))
    screen = press(open_table(office), "ask")

    assert "<img src=x" not in markup_of(screen)
    press(screen, "record")
    assert "<img src=x" not in markup_of(office.open(PLAN, sentra=S04))
