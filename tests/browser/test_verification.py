"""The leader's work: twenty reports decided in at most 25 clicks, and every figure follows."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rules.periods import WITA
from rules.reporting.report import Draft
from rules.review.queue import Waiting, is_ordinary, queue
from rules.values import Actor, Milestone, Moment
from rules.vocabulary import Basis, Flag, Light, Plan, Status
from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor
from words.formats import number, percent, points
from words.progress import sentences

if TYPE_CHECKING:
    from rules.values import Board

pytestmark = pytest.mark.browser

NOW = date(2022, 6, 30)
NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
APPROVED = Moment(NOW, Basis.APPROVED, Plan.FIRST)
WAITING = 20
MOST_CLICKS = 25
READING = 600
"""Milliseconds that a leader looks at a report; less is taken for a double click."""


def actor(site: Site, username: str) -> Actor:
    from models.accounts import identity

    with site.store.read() as connection:
        known = identity.example_actors(connection)
    return next(one for one in known if one.username == username)


def board(site: Site) -> "Board":
    from models.progress import queries as progress_queries

    with site.store.read() as connection:
        return progress_queries.board(connection, actor(site, "pengamat"), NOW)


def waiting(site: Site) -> tuple[Waiting, ...]:
    from models.review import queries as review_queries

    with site.store.read() as connection:
        submitted = review_queries.waiting(connection, actor(site, "pimpinan"))
    return queue(submitted, board(site))


def report_until(site: Site, wanted: int) -> None:
    """Let operators report small steps, until `wanted` reports wait."""
    from models.reporting import commands

    author = actor(site, "dpmd")
    running = [one for sentra in board(site).sentra for one in sentra.milestones if _may_step(one)]
    for one in running[: wanted - len(waiting(site))]:
        state = one.states[Basis.REPORTED]
        draft = Draft(
            milestone=one.code,
            effective_on=NOW,
            status=Status.IN_PROGRESS,
            progress=state.progress + 0.05,
            note="Pekerjaan berlanjut.",
            seen=one.version,
            key=f"langkah-{one.code}",
        )
        with site.store.write() as connection:
            commands.report(connection, author, draft, at=NOON)


def approve(visitor: Visitor) -> None:
    visitor.page.wait_for_timeout(READING)
    # The headline counts what still waits.
    visitor.follow(visitor.page.get_by_role("button", name=re.compile("Setujui$")))


def send_back(visitor: Visitor) -> None:
    visitor.page.wait_for_timeout(READING)
    visitor.click(visitor.page.locator(".st-key-verdict [data-testid=stPopoverButton]"))
    visitor.click(visitor.page.locator("[data-testid=stPopoverBody] button").first)


def test_twenty_reports_are_decided_in_25_clicks_and_every_figure_follows(
    fresh_site: Site, door: Door
) -> None:
    report_until(fresh_site, WAITING)
    usual = [one for one in waiting(fresh_site) if is_ordinary(one)]
    assert len(waiting(fresh_site)) == WAITING
    assert len(usual) == 14
    before = fresh_site.briefing(APPROVED)
    leader = door.regular(fresh_site, "pimpinan").go("/")
    page = leader.page
    assert "20 laporan menunggu Anda, terlama 17 hari" in leader.words()

    leader.follow(page.get_by_role("link", name="Buka Verifikasi"))
    assert leader.headline() == "20 laporan menunggu keputusan, terlama 17 hari"
    leader.click(page.get_by_text("Setujui semua yang biasa (14)"))
    for one in usual:
        assert one.milestone.title in leader.words()
    leader.click(page.get_by_role("button", name="Setujui 14 laporan ini"))
    send_back(leader)
    while waiting(fresh_site):
        approve(leader)

    assert leader.clicks <= MOST_CLICKS
    assert leader.headline() == "Tidak ada laporan yang menunggu keputusan"
    after = fresh_site.briefing(APPROVED)
    assert after.totals.actual > before.totals.actual
    leader.follow(page.get_by_role("link", name="Ringkasan", exact=True))
    _see_the_figures(leader, after)
    assert "laporan menunggu Anda" not in leader.words()


def test_an_author_reads_why_a_report_came_back_and_mends_it(fresh_site: Site, door: Door) -> None:
    author = door.regular(fresh_site, "perindag").go("/")
    page = author.page
    assert "Kemajuan fisik belum didukung foto 0 persen; mohon dilengkapi." in author.words()

    author.follow(page.get_by_role("link", name="Perbaiki"))
    form = page.locator(".st-key-card-S05-M07")
    form.get_by_label("Bukti dukung").fill("Foto 0 persen, arsip 12")
    form.get_by_label("Bukti dukung").press("Tab")
    author.settle()
    author.click(form.get_by_role("button", name="Kirim"))

    assert "dikembalikan kepada Anda" not in author.words()
    (mended,) = [one for one in waiting(fresh_site) if one.milestone.code == "S05-M07"]
    assert mended.submitted.report.evidence == "Foto 0 persen, arsip 12"


def test_a_double_click_approves_one_report_only(fresh_site: Site, door: Door) -> None:
    before = len(waiting(fresh_site))
    leader = door.regular(fresh_site, "pimpinan").go("/")
    leader.follow(leader.page.get_by_role("link", name="Verifikasi", exact=True))
    leader.page.wait_for_timeout(READING)

    leader.page.get_by_role("button", name=re.compile("Setujui$")).dblclick()
    leader.page.locator("[data-testid=stToast]").first.wait_for()
    leader.settle()

    assert len(waiting(fresh_site)) == before - 1


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_fits_the_screen(site: Site, door: Door, width: int) -> None:
    leader = door.regular(site, "pimpinan", width=width).go("/")
    leader.follow(leader.page.get_by_role("link", name="Buka Verifikasi"))

    main: Any = leader.page.locator("[data-testid=stMain]")
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")
    buttons = leader.page.locator(".st-key-verdict button")
    tops = {round(box["y"]) for one in buttons.all() if (box := one.bounding_box())}
    assert max(tops) - min(tops) < 10


def _may_step(one: Milestone) -> bool:
    """Whether a small step of the milestone is an ordinary report, and none waits yet."""
    state = one.states[Basis.REPORTED]
    return (
        state == one.states[Basis.APPROVED]
        and state.status is Status.IN_PROGRESS
        and state.progress <= 0.9
        and one.current.finish >= NOW
        and not one.revisions
    )


def _see_the_figures(leader: Visitor, known: Any) -> None:
    totals, said = known.totals, leader.words()
    assert leader.headline() == sentences.headline(known)
    for figure in (
        percent(totals.actual),
        points(totals.deviation),
        f"{number(totals.lights[Light.CRITICAL])} kritis",
        f"{number(totals.flags[Flag.OVERDUE])} terlambat",
    ):
        assert figure in said
    for one in known.sentra:
        assert f"rencana {percent(one.planned)}, deviasi {sentences.deviation(one)}" in said
