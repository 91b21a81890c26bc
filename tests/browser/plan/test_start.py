"""From a new store to an adopted plan of one's own, by a browser alone."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models.plan.queries import whole_plan
from models.plan.sentra_plans import plans_in
from rules.plan.table import TOTAL_WEIGHT, weight_sum
from tests.browser.sites import Site, served
from tests.browser.visitors import Door, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

PASSWORD = "sebuah-kata-sandi-yang-panjang-2026"
KEPT = ("S03", "S04", "S09")
MOST_CLICKS = 46


@pytest.fixture
def founded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The dashboard after `admin init`: our plan as a draft, and one administrator."""
    import admin

    made = tmp_path / "made"
    monkeypatch.setenv("SENTRA_DATA_DIR", str(made))
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    words = ["init", "--username", "kepala", "--name", "Siti Aminah", "--password-stdin"]
    assert admin.main(words) == 0
    with served(tmp_path, made / "pantau.db") as bench:
        yield bench.site


def enter(door: Door, site: Site) -> Visitor:
    """Sign in by name and password, as an administrator does."""
    visitor = door.guest(site)
    visitor.page.goto(site.url)
    visitor.page.locator("input[name=nama]").fill("kepala")
    visitor.page.locator("input[name=sandi]").fill(PASSWORD)
    return visitor.click(visitor.page.locator("form button[type=submit]").first)


def key(visitor: Visitor, name: str, tag: str = "button") -> "Locator":
    return visitor.page.locator(f".st-key-{name} {tag}").first


def press(visitor: Visitor, *names: str) -> None:
    for name in names:
        visitor.click(key(visitor, name))


def write(visitor: Visitor, name: str, words: str) -> None:
    """Type into a field; leaving it with the key that leaves fields is no click."""
    field = key(visitor, name, "input")
    field.fill(words)
    field.press("Tab")
    visitor.settle()


def choose(visitor: Visitor, name: str, words: str) -> None:
    visitor.click(key(visitor, name, "input"))
    visitor.click(visitor.page.get_by_role("option", name=words).first)


def add_agency(visitor: Visitor, label: str, name: str) -> None:
    press(visitor, "new-agency")
    write(visitor, "agency-field-label", label)
    write(visitor, "agency-field-name", name)
    write(visitor, "agency-field-source", "Perda 5/2021")
    press(visitor, "add-agency")


def keep_sentra(visitor: Visitor) -> None:
    press(visitor, "open-keeping")
    for code in KEPT:
        visitor.click(visitor.page.locator(f".st-key-keep-field-{code} label"))
    press(visitor, "keep-field-save")


def prune(visitor: Visitor) -> None:
    """Leave four milestones of the first sentra: one of another lead, one new; weights even."""
    press(visitor, "plan-open-S03")
    for _ in range(11):
        press(visitor, "plan-S03-Hapus")
    press(visitor, "plan-S03-Salin")
    visitor.click(visitor.page.get_by_text("Ubah baris ini di formulir"))
    visitor.page.get_by_label("Tonggak", exact=True).fill("Gudang bersama")
    visitor.page.get_by_label("Tonggak", exact=True).press("Tab")
    visitor.settle()
    visitor.page.get_by_label("Penanggung jawab", exact=True).fill("DISKOPIN")
    visitor.page.get_by_label("Penanggung jawab", exact=True).press("Tab")
    visitor.settle()
    press(visitor, "plan-S03-Ratakan-bobot", "plan-S03-ask", "plan-S03-record")


def test_an_office_makes_the_plan_its_own_and_adopts_it(door: Door, founded: Site) -> None:
    visitor = enter(door, founded)
    assert "/mulai" in visitor.page.url
    assert visitor.headline().startswith("Mulai program: ")

    press(visitor, "open-programme")
    write(visitor, "programme-field-rpjmd_number", "Perda 3/2018")
    press(visitor, "programme-field-save", "next-step")
    add_agency(visitor, "DISKOPIN", "Dinas Koperasi dan Perindustrian")
    add_agency(visitor, "DKP", "Dinas Kelautan dan Perikanan")
    press(visitor, "next-step")
    keep_sentra(visitor)
    press(visitor, "next-step")
    prune(visitor)
    own_tables(visitor)
    press(visitor, "open-step-tinjau")
    write(visitor, "adopt-plan-number", "050/1/2021")
    visitor.click(visitor.page.get_by_role("button", name="Tetapkan rencana"))
    press(visitor, "adopt-plan-adopt")

    assert visitor.headline() == "Program sudah mulai"
    with founded.store.read() as connection:
        whole = whole_plan(connection)
        plans = plans_in(connection, whole)
    assert whole.adoption is not None
    assert tuple(plans) == KEPT
    assert [len(plan.rows) for plan in plans.values()] == [4, 4, 4]
    for plan in plans.values():
        assert weight_sum(row.schedule.weight for row in plan.rows) == TOTAL_WEIGHT
        assert [row.lead for row in plan.rows if row.title == "Gudang bersama"] == ["DISKOPIN"]
    assert {"DISKOPIN", "DKP"} <= set(whole.agencies_on(date.max, date.max))
    assert visitor.clicks <= MOST_CLICKS, visitor.clicks


def own_tables(visitor: Visitor) -> None:
    """Let the other two begin empty, and copy the first one into each."""
    visitor.click(visitor.page.get_by_role("button", name="Mulai kosong"))
    visitor.click(visitor.page.get_by_label("Hapus S03"))
    press(visitor, "whole-tables-empty")
    for code in KEPT[1:]:
        visitor.click(visitor.page.get_by_role("button", name="Salin dari sentra lain"))
        choose(visitor, "whole-tables-target", code)
        press(visitor, "whole-tables-copy")
