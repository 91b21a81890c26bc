from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from models.plan.agencies.commands import (
    add_agency,
    change_agency,
    merge_agencies,
    register_version,
)
from models.plan.agencies.queries import AgencyEntry, register
from pages.plan.agency_sections import Reading
from pages.shell import catalogue, frame
from rules.plan.agencies import draft_of
from rules.plan.agency_legality import Merger
from rules.plan.table import PlanDecision
from rules.values import AgencyCode
from tests.agency_desk import a_new_agency
from tests.pages.conftest import Desk
from tests.pages.reading import stands, widget, words

PERINDAG, DPMD, NEW = map(AgencyCode, ("DISKUKMPERINDAG", "DPMD", "DINAS-BARU"))
DAY = date(2022, 1, 1)
BY_LAW = PlanDecision("Perda 5/2021", DAY, "Penataan")


@pytest.fixture
def admin(desk: Desk) -> Desk:
    return desk.sit("admin")


def opened(desk: Desk, **parameters: str) -> AppTest:
    screen = desk.open(catalogue.AGENCIES, **parameters)
    assert stands(screen)
    return screen


def click(screen: AppTest, key: str) -> AppTest:
    found: AppTest = widget(screen, key).click().run()
    assert stands(found)
    return found


def fill(screen: AppTest, **typed: object) -> AppTest:
    for name, value in typed.items():
        widget(screen, f"agency-field-{name}").set_value(value)
    return screen.run()


def entries(desk: Desk) -> dict[AgencyCode, AgencyEntry]:
    with desk.store.read() as connection:
        return register(connection, desk.people["pengamat"])


def merge(desk: Desk) -> None:
    with desk.store.write() as connection:
        known = register(connection, desk.people["admin"])
        merger = Merger((PERINDAG,), a_new_agency(), BY_LAW)
        at = frame.now(None).replace(2022, 6, 30)
        seen = register_version(known)
        merge_agencies(connection, desk.people["admin"], merger, seen=seen, at=at)


def row(screen: AppTest, label: str) -> str:
    """Return the words of the row of an agency."""
    bodies: list[str] = [one.proto.body for one in screen.get("html")]
    return next(body for body in bodies if f"<b>{label}</b>" in body)


def test_everybody_reads_and_only_who_revises_the_plan_has_tools(desk: Desk) -> None:
    screen = opened(desk.sit("pengamat"))
    assert "32 OPD dan mitra" in words(screen)
    assert "memimpin 75 tonggak, 518 poin" in row(screen, "DISKUKMPERINDAG")
    assert not [one for one in screen.button if one.key in {"new-agency", "change-DPMD"}]
    assert widget(opened(desk.sit("admin")), "new-agency")


def test_an_agency_is_added_and_refusals_stand_beside_their_fields(admin: Desk) -> None:
    screen = click(click(opened(admin), "new-agency"), "add-agency")
    assert "Nama singkat kosong" in words(screen)
    assert "Dasar kosong" in words(screen)
    fill(screen, label="DPMD", name="Dinas Baru", source="Perda 5/2021", aliases="DB; Baru")
    screen = click(screen, "add-agency")
    assert "sudah dipakai OPD lain" in words(screen)
    assert "Dasar kosong" not in words(screen)
    screen = click(fill(screen, label="Dinas Baru"), "add-agency")
    assert "33 OPD dan mitra" in words(screen)
    assert entries(admin)[NEW].value.aliases == ("DB", "Baru")


def test_an_agency_is_put_right_or_renamed_from_a_day_on(admin: Desk) -> None:
    screen = click(opened(admin), "change-DPMD")
    screen = click(fill(screen, label="D P M D"), "save-agency")
    assert "D P M D" in row(screen, "D P M D")
    screen = fill(click(screen, "change-DPMD"), by_law=True)
    fill(screen, label="Dinas PMD", decision_number="Perda 5", reason="Penataan", holds_from=DAY)
    screen = click(screen, "save-agency")
    assert row(screen, "Dinas PMD")
    before = opened(admin, posisi="2021-12-31")
    assert row(before, "D P M D")
    assert "Daftar OPD diubah pada posisi hari ini" in words(before)


def test_agencies_are_merged_after_a_look_at_what_moves(admin: Desk) -> None:
    screen = click(click(opened(admin), "merge-agencies"), "check-merger")
    assert "Belum ada OPD yang digabung" in words(screen)
    widget(screen, "agency-field-merged").set_value([PERINDAG])
    fill(
        screen,
        label="Dinas Baru",
        name="Dinas Baru",
        decision_number="Perda 5/2021",
        reason="Penataan",
        holds_from=DAY,
    )
    screen = click(screen, "check-merger")
    told = "\n".join(one.value for one in screen.markdown)
    assert "58 tonggak yang dipimpin, 8 tonggak yang didukung" in told
    assert "1 akun operator" in told
    screen = click(click(screen, "unask-merger"), "check-merger")
    screen = click(screen, "confirm-merger")
    assert "1 sudah digabung" in words(screen)
    assert "digabung ke Dinas Baru sejak 1 Jan 2022" in row(screen, "DISKUKMPERINDAG")
    assert "memimpin 75 tonggak" in row(screen, "Dinas Baru")
    assert entries(admin)[PERINDAG].value.successor == NEW


def test_agencies_are_merged_into_one_that_exists(admin: Desk) -> None:
    screen = click(opened(admin), "merge-agencies")
    widget(screen, "agency-field-merged").set_value([PERINDAG])
    fill(screen, into=DPMD)
    assert not [one for one in screen.text_input if one.key == "agency-field-label"]
    fill(screen, decision_number="Perda 5/2021", reason="Penataan")
    screen = click(click(screen, "check-merger"), "confirm-merger")
    assert entries(admin)[PERINDAG].value.successor == DPMD


def test_figures_are_read_under_either_name(desk: Desk) -> None:
    merge(desk)
    before = opened(desk.sit("pengamat"), posisi="2021-12-31")
    assert "memimpin 75 tonggak" in row(before, "DISKUKMPERINDAG")
    assert "belum berlaku" in row(before, "Dinas Baru")
    widget(before, "choice-Reading").set_value(Reading.SUCCESSOR)
    folded = before.run()
    assert "tidak memimpin tonggak" in row(folded, "DISKUKMPERINDAG")
    assert "memimpin 75 tonggak" in row(folded, "Dinas Baru")
    then = opened(desk, posisi="2022-03-31", diketahui="2022-03-31")
    assert "32 OPD dan mitra" in words(then)
    assert "Dinas Baru</b>" not in "".join(one.proto.body for one in then.get("html"))


def test_whoever_was_overtaken_keeps_what_was_typed_and_goes_on(admin: Desk) -> None:
    screen = fill(click(opened(admin), "change-DPMD"), label="Dinas PMD")
    with admin.store.write() as connection:
        entry = register(connection, admin.people["admin"])[DPMD]
        draft = draft_of(entry.value)
        other = type(draft)(draft.label, "Nama lain", draft.aliases)
        at = frame.now(None).replace(2022, 6, 30)
        change_agency(connection, admin.people["admin"], DPMD, other, None, seen=0, at=at)
    screen = click(screen, "save-agency")
    assert "Daftar OPD sudah diubah orang lain" in words(screen)
    assert widget(screen, "agency-field-label").value == "Dinas PMD"
    screen = click(click(screen, "agency-field-take"), "save-agency")
    assert entries(admin)[DPMD].value.label == "Dinas PMD"


def test_a_form_is_left_as_it_was_opened(admin: Desk) -> None:
    for opening, leaving in (
        ("new-agency", "cancel-agency"),
        ("merge-agencies", "cancel-merger"),
        ("change-DPMD", "close-agency"),
    ):
        screen = click(click(opened(admin), opening), leaving)
        assert widget(screen, opening)


def test_pickers_offer_who_exists(desk: Desk) -> None:
    merge(desk)
    with desk.store.write() as connection:
        at = frame.now(None).replace(2022, 6, 30)
        later = a_new_agency("Dinas Nanti", valid_from=date(2023, 1, 1))
        add_agency(connection, desk.people["admin"], later, at=at)
    screen = desk.sit("admin").open(catalogue.ADMINISTRATION)
    assert "bertindak untuk Dinas Baru" in words(screen)
    offered = widget(click(screen, "invite"), "account-field-agency").options
    assert "Dinas Baru" in offered
    assert "DISKUKMPERINDAG" not in offered


def test_a_merger_that_was_a_mistake_is_taken_back(admin: Desk) -> None:
    merge(admin)
    screen = click(click(opened(admin), "change-DISKUKMPERINDAG"), "undo-merger")
    assert "Alasan kosong" in words(screen)
    click(fill(screen, reason="Keliru dicatat"), "undo-merger")
    assert entries(admin)[PERINDAG].value.successor is None
    assert "memimpin 75 tonggak" in row(opened(admin), "DISKUKMPERINDAG")
