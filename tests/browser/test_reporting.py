"""The main way: a report changes exactly the figures that it should, on the basis it should."""

from datetime import date
from typing import Any

import pytest

from pages.shell import address
from rules.progress.briefing import Briefing
from rules.values import Moment
from rules.vocabulary import Basis, Plan, Status
from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor
from words.formats import percent, points
from words.progress import sentences

pytestmark = pytest.mark.browser

NOW = date(2022, 6, 30)
APPROVED = Moment(NOW, Basis.APPROVED, Plan.FIRST)
REPORTED = Moment(NOW, Basis.REPORTED, Plan.FIRST)
THEN = Moment(date(2021, 12, 31), Basis.APPROVED, Plan.FIRST)


def batik(briefing: Briefing) -> Any:
    found = briefing.of("S04")
    assert found
    return found


def card(visitor: Visitor, code: str) -> Any:
    return visitor.page.locator(f".st-key-card-{code}")


def last_actual(visitor: Visitor) -> str:
    """Return where the S-curve of the page ends, as it is written there."""
    written = visitor.page.locator(".curve > b").filter(has_text="realisasi").first
    return written.inner_text().removeprefix("realisasi ")


def test_a_report_moves_its_sentra_and_the_programme_by_weight_times_progress(
    site: Site, door: Door
) -> None:
    before = {moment.basis: site.briefing(moment) for moment in (APPROVED, REPORTED)}
    visitor = door.regular(site, "dpmd").go("/")
    assert visitor.headline() == sentences.headline(before[Basis.APPROVED])

    visitor.follow(visitor.page.get_by_role("link", name="Tugas saya", exact=True))
    form = card(visitor, "S04-M08")
    visitor.click(form.get_by_role("button", name="Laporkan"))
    form.get_by_role("spinbutton", name="Capaian (%)").fill("100")
    form.get_by_role("spinbutton", name="Capaian (%)").press("Tab")
    visitor.settle()
    form.get_by_label("Catatan").fill("Serah terima galeri batik.")
    visitor.click(form.get_by_role("button", name="Kirim"))

    assert visitor.clicks == 3
    toast = visitor.page.locator("[data-testid=stToast]").inner_text()
    assert "Laporan tersimpan: selesai 100%, menunggu persetujuan." in toast
    after = {moment.basis: site.briefing(moment) for moment in (APPROVED, REPORTED)}
    gained = 0.12 * (1 - 0.80)
    claimed = batik(after[Basis.REPORTED])
    (reported,) = [one for one in claimed.milestones if one.milestone.code == "S04-M08"]
    assert (reported.state.status, reported.state.note) == (
        Status.FINISHED,
        "Serah terima galeri batik.",
    )
    assert claimed.actual - batik(before[Basis.REPORTED]).actual == pytest.approx(gained, abs=1e-9)
    total = sum(one.sentra.weight for one in after[Basis.REPORTED].sentra)
    rise = after[Basis.REPORTED].totals.actual - before[Basis.REPORTED].totals.actual
    assert rise == pytest.approx(gained * claimed.sentra.weight / total, abs=1e-9)
    assert after[Basis.APPROVED].totals.actual == before[Basis.APPROVED].totals.actual
    _see_it_on_the_screen(visitor, after)


def _see_it_on_the_screen(visitor: Visitor, after: dict[Basis, Briefing]) -> None:
    visitor.page.get_by_role("link", name="Ringkasan", exact=True).click()
    visitor.settle()
    for basis, words in ((Basis.APPROVED, "disetujui"), (Basis.REPORTED, "termasuk laporan")):
        visitor.choose(words)
        one, totals = batik(after[basis]), after[basis].totals
        visitor.page.get_by_text(f"({words})").first.wait_for()
        assert visitor.headline() == sentences.headline(after[basis])
        row = f"rencana {percent(one.planned)}, deviasi {points(one.deviation)}"
        assert row in visitor.words()
        assert last_actual(visitor) == percent(totals.actual)
    visitor.go("/sentra?sentra=S04&basis=termasuk-laporan")
    assert last_actual(visitor) == percent(batik(after[Basis.REPORTED]).actual)


def test_the_day_is_changed_in_the_picker_for_every_page_and_for_whoever_gets_the_link(
    site: Site, door: Door
) -> None:
    visitor = door.regular(site, "dpmd").go("/")
    picker = visitor.page.locator(".st-key-pick-as-of").get_by_role("spinbutton")

    picker.first.focus()
    visitor.page.keyboard.type("31122021", delay=30)
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Tab")

    visitor.page.wait_for_url("**posisi=2021-12-31**")
    visitor.settle()
    then = site.briefing(THEN)
    assert visitor.headline() == sentences.headline(then)
    assert last_actual(visitor) == percent(then.totals.actual)
    copied = visitor.page.url
    for name in ("Sentra", "Linimasa"):
        visitor.page.get_by_role("link", name=name, exact=True).click()
        visitor.page.get_by_text("Posisi per 31 Desember 2021").first.wait_for()
        visitor.settle()
        assert "posisi=2021-12-31" in visitor.page.url
    other = door.regular(site, "pimpinan").go(copied.removeprefix(site.url))
    assert other.page.url == copied
    assert other.headline() == sentences.headline(then)


def test_the_second_writer_is_told_who_was_first_and_loses_nothing(site: Site, door: Door) -> None:
    code = "S02-M04"
    first = door.regular(site, "perindag").go(f"/tugas-saya?tonggak={code}")
    second = door.regular(site, "dpmd").go(f"/tugas-saya?tonggak={code}")
    for visitor, note in ((first, "Dari perindag"), (second, "Dari DPMD, belum terkirim")):
        card(visitor, code).get_by_label("Catatan").fill(note)

    card(first, code).get_by_role("button", name="Kirim").click()
    first.page.locator("[data-testid=stToast]").wait_for()
    card(second, code).get_by_role("button", name="Kirim").click()

    told = card(second, code).locator("[data-testid=stAlert]")
    told.wait_for()
    second.settle()
    assert "Operator DISKUKMPERINDAG (contoh) mengirim laporan" in told.inner_text()
    assert card(second, code).get_by_label("Catatan").input_value() == "Dari DPMD, belum terkirim"
    assert "Dari perindag" in card(second, code).inner_text()
    card(second, code).get_by_role("button", name="Kirim isian saya").click()
    second.page.locator("[data-testid=stToast]").wait_for()
    (known,) = [
        one
        for sentra in site.briefing(REPORTED).sentra
        for one in sentra.milestones
        if one.milestone.code == code
    ]
    assert known.state.note == "Dari DPMD, belum terkirim"


def test_a_wrong_finish_is_opened_again_from_its_row_and_weighed_by_the_leader(
    fresh_site: Site, door: Door
) -> None:
    code = "S04-M01"
    visitor = door.guest(fresh_site).sign_in("dpmd", "/sentra?sentra=S04")
    before = batik(fresh_site.briefing(APPROVED)).actual

    link = visitor.page.locator(f"a[href*='tonggak={code}'][aria-label^='Laporkan Batik: ']")
    visitor.follow(link)
    form = card(visitor, code)
    visitor.click(form.get_by_text("Buka kembali", exact=True))
    form.get_by_label("Catatan").fill("Tiga pelaku pindah")
    form.get_by_role("spinbutton", name="Capaian (%)").fill("70")
    visitor.click(form.get_by_role("button", name="Kirim"))
    visitor.page.locator("[data-testid=stToast]").wait_for()

    assert visitor.clicks == 3
    assert batik(fresh_site.briefing(APPROVED)).actual == before
    leader = door.guest(fresh_site).sign_in("pimpinan", "/verifikasi")
    assert "dibuka kembali, semula selesai" in leader.words()
    leader.page.get_by_role("button", name="Setujui", exact=True).click()
    leader.page.locator("[data-testid=stToast]").wait_for()
    assert batik(fresh_site.briefing(APPROVED)).actual < before


def test_a_click_too_many_is_harmless(site: Site, door: Door) -> None:
    code = "S05-M04"
    visitor = door.regular(site, "dpmd").go(f"/tugas-saya?tonggak={code}")
    note = card(visitor, code).get_by_label("Catatan")
    note.fill("Dikirim dua kali")
    note.press("Tab")
    visitor.settle()

    send = card(visitor, code).get_by_role("button", name="Kirim")
    # So close that the second click leaves before the page without the button arrives.
    send.evaluate("one => { one.click(); setTimeout(() => one.click(), 20) }")

    visitor.page.locator("[data-testid=stToast]").wait_for()
    visitor.settle()
    assert visitor.page.locator("[data-testid=stException]").count() == 0
    assert visitor.headline()
    visitor.go(f"/sentra?sentra={code[:3]}")
    assert visitor.words().count("Dikirim dua kali") == 1


def test_a_link_that_cannot_be_read_is_told_and_mended(site: Site, door: Door) -> None:
    visitor = door.regular(site, "dpmd").go("/sentra?posisi=kemarin&sentra=S99&basis=x")

    told = " ".join(visitor.alerts())
    assert "“kemarin” di alamat tidak dikenali" in told
    assert "Sentra “S99” tidak ada" in told
    assert visitor.page.locator("[data-testid=stException]").count() == 0
    assert all(part in visitor.page.url for part in address.link(APPROVED).values())
