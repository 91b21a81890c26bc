"""Three meetings one after the other: clicks counted, nothing lost, what is open returns."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rules.meetings.follow_ups import FollowUp, still_open
from rules.meetings.meeting import Attendance, Meeting, MeetingPlan, Stage
from rules.meetings.resolutions import MeetingId, ResolutionDraft
from rules.periods import WITA
from rules.values import Actor, AgencyCode, Moment
from rules.vocabulary import Basis
from tests.browser.sites import Site
from tests.browser.visitors import IDLE, Door, Visitor
from words.meetings.sentences import follow_up_state

if TYPE_CHECKING:
    from pypdf import PdfReader

pytestmark = pytest.mark.browser

TODAY = date(2022, 6, 30)
MOST_CLICKS = 15
RESOLVED = (
    "BPKAD menerbitkan surat status lahan jemur terasi",
    "Surat batas lahan galangan disampaikan kepada BPKAD",
    "DED workshop bambu diperiksa ulang bersama PUPR",
    "Sentra tenun melaporkan keadaannya sebelum rapat berikutnya",
    "Bukti dukung rumah batik dilengkapi",
    "Jadwal penyedia bengkel rotan disepakati",
)
OPEN_FORMS = "[class*=st-key-item-] input[placeholder='Keputusan atau tindak lanjut']"


def actor(site: Site, username: str = "dpmd") -> Actor:
    from models.accounts import identity

    with site.store.read() as connection:
        known = identity.example_actors(connection)
    return next(one for one in known if one.username == username)


def meetings(site: Site) -> tuple[Meeting, ...]:
    from models.meetings import queries

    with site.store.read() as connection:
        return queries.meetings(connection, actor(site), TODAY)


def follow_ups(site: Site) -> tuple[FollowUp, ...]:
    from models.meetings import queries

    with site.store.read() as connection:
        return queries.follow_ups(connection, actor(site), TODAY)


def hold(site: Site, day: date, title: str, wanted: str = "") -> MeetingId:
    """Hold a meeting on the position of an earlier day, as it went without this page."""
    from models.meetings import commands, resolutions
    from tests.meeting_room import held_on_day

    at, chair = datetime(2022, 6, 30, 8, tzinfo=WITA), actor(site)
    plan = MeetingPlan(title, day, at.time(), "Aula", (AgencyCode("DPMD"), AgencyCode("PUPR")))
    with site.store.write() as connection:
        held = commands.plan_meeting(connection, chair, plan, at=at)
        commands.open_meeting(connection, chair, held, Moment(day, Basis.APPROVED), at=at)
        held_on_day(connection, chair, held, plan, at=at)
        if wanted:
            owner, due_on = AgencyCode("PUPR"), date(2022, 6, 18)
            draft = ResolutionDraft(held, "", wanted, wanted, owner=owner, due_on=due_on)
            resolutions.resolve(connection, chair, draft, at=at)
        commands.close_meeting(connection, chair, held, at=at)
    return held


def type_in(visitor: Visitor, number: int, words: str) -> None:
    """Click into the form of the n-th item, type, and press Enter."""
    field = visitor.page.locator(OPEN_FORMS).nth(number)
    visitor.click(field)
    field.press_sequentially(words)
    field.press("Enter")
    visitor.page.locator(".resolution").get_by_text(words).wait_for()
    visitor.settle()


def minutes(visitor: Visitor) -> "PdfReader":
    """Open the menu and take the minutes along."""
    from pypdf import PdfReader

    menu = visitor.page.locator(".st-key-files").get_by_role("button").first
    visitor.click(menu)
    with visitor.page.expect_download() as taken:
        visitor.page.get_by_role("button", name="Notula PDF").click()
    visitor.clicks += 1
    return PdfReader(Path(taken.value.path()))


def present(visitor: Visitor) -> None:
    """Wait until a slide stands alone: the frame that settle waits for is out of sight."""
    visitor.page.locator("section.slide").wait_for()
    visitor.page.locator(".st-key-frame").wait_for(state="hidden")
    visitor.page.locator(IDLE).wait_for()


def test_a_usual_meeting_takes_at_most_15_clicks_and_carries_over_by_itself(
    fresh_site: Site, door: Door
) -> None:
    wanted = "PUPR menyerahkan gambar workshop bambu"
    first = hold(fresh_site, date(2022, 6, 4), "Rapat pertama", wanted)
    hold(fresh_site, date(2022, 6, 18), "Rapat kedua")
    carried = still_open(follow_ups(fresh_site), TODAY)
    assert len(carried) >= len(RESOLVED)
    assert len(fresh_site.briefing(Moment(TODAY, Basis.APPROVED)).sentra) == 9
    chair = door.regular(fresh_site, "dpmd").go("/")
    page = chair.page

    chair.follow(page.get_by_role("link", name="Rapat", exact=True))
    chair.click(page.get_by_role("button", name="Lihat dan buka rapat"))
    chair.click(page.get_by_role("button", name="Buka rapat", exact=True))

    _follow_ups_stand(chair, carried)
    (old,) = [one for one in carried if one.resolution.meeting == first]
    item = page.locator("[class*=st-key-item-follow_up]").filter(has_text=wanted)
    assert "umur 26 hari, terlambat 12 hari" in item.inner_text()
    assert follow_up_state(old, TODAY) == "umur 26 hari, terlambat 12 hari"

    for number, words in enumerate(RESOLVED):
        type_in(chair, len(carried) + number, words)
    chair.click(page.get_by_role("button", name="Semua hadir"))
    chair.click(page.locator(".st-key-closing").get_by_role("button").first)
    chair.click(page.get_by_role("button", name="Ya, tutup rapat"))
    said = "".join(one.extract_text() for one in minutes(chair).pages)

    assert chair.clicks <= MOST_CLICKS
    held = next(one for one in meetings(fresh_site) if one.stage is Stage.CLOSED)
    assert sorted(one.text for one in held.resolutions) == sorted(RESOLVED)
    assert all(one.is_present for one in held.attendance)
    for words in (*RESOLVED, wanted):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", said)


def _follow_ups_stand(chair: Visitor, carried: tuple[FollowUp, ...]) -> None:
    """Every unfinished follow-up is on the agenda with its age, and nobody clicked for it."""
    items = chair.page.locator("[class*=st-key-item-follow_up]")
    assert items.count() == len(carried)
    for number, one in enumerate(carried):
        told = items.nth(number).inner_text()
        assert one.resolution.text.rstrip(".") in told
        assert follow_up_state(one, TODAY) in told


def test_a_double_click_records_one_resolution(fresh_site: Site, door: Door) -> None:
    chair = _opened(fresh_site, door)
    field = chair.page.locator(OPEN_FORMS).first
    field.fill(RESOLVED[0])

    chair.page.get_by_role("button", name="Catat").first.dblclick()
    # Two reruns may take longer to begin than the page takes to look idle.
    chair.page.get_by_text("Keputusan tercatat.").first.wait_for()
    chair.settle()

    (found,) = [one for one in meetings(fresh_site) if one.stage is Stage.OPEN]
    assert [one.text for one in found.resolutions] == [RESOLVED[0]]


def test_what_was_typed_elsewhere_stays_while_something_is_recorded(
    fresh_site: Site, door: Door
) -> None:
    chair = _opened(fresh_site, door)
    half = chair.page.locator(OPEN_FORMS).nth(1)
    half.fill("Setengah jadi")

    type_in(chair, 0, RESOLVED[0])

    assert chair.page.locator(OPEN_FORMS).nth(1).input_value() == "Setengah jadi"
    assert chair.page.locator(OPEN_FORMS).first.input_value() == ""


def test_what_was_begun_on_an_item_stays_while_its_earlier_decision_is_corrected(
    fresh_site: Site, door: Door
) -> None:
    chair = _opened(fresh_site, door)
    type_in(chair, 0, RESOLVED[0])
    chair.page.locator(OPEN_FORMS).first.fill("Setengah jadi")

    chair.click(chair.page.get_by_role("button", name=f"Ubah {RESOLVED[0]}"))
    assert chair.page.locator(OPEN_FORMS).first.input_value() == RESOLVED[0]
    chair.click(chair.page.get_by_role("button", name="Batal", exact=True))

    chair.page.wait_for_function(
        "([where, words]) => document.querySelector(where)?.value === words",
        arg=[OPEN_FORMS, "Setengah jadi"],
    )


def test_names_being_typed_stay_while_somebody_else_notes_who_came(
    fresh_site: Site, door: Door
) -> None:
    chair = _opened(fresh_site, door)
    chair.page.get_by_text("Isi per OPD").click()
    name = chair.page.get_by_placeholder("nama yang hadir").nth(1)
    name.fill("Kabid Cipta Karya")
    noted = _note(fresh_site, "Bu Sari")

    type_in(chair, 0, RESOLVED[0])
    assert name.input_value() == "Kabid Cipta Karya"
    chair.click(chair.page.get_by_role("button", name="Semua hadir"))
    chair.page.locator("[data-testid=stAlert]").wait_for()

    (told,) = chair.alerts()
    assert f"{actor(fresh_site, 'pimpinan').name} lebih dahulu mengubahnya" in told
    assert name.input_value() == "Kabid Cipta Karya"
    assert _open(fresh_site).attendance == noted
    chair.click(chair.page.get_by_role("button", name="Semua hadir"))
    assert chair.alerts() == []
    assert [one.people for one in _open(fresh_site).attendance][:2] == ["", "Kabid Cipta Karya"]
    assert name.input_value() == "Kabid Cipta Karya"


def _open(site: Site) -> Meeting:
    (found,) = [one for one in meetings(site) if one.stage is Stage.OPEN]
    return found


def _note(site: Site, name: str) -> tuple[Attendance, ...]:
    """Let the leader note that the first agency came, under a name."""
    from models.meetings import commands

    held = _open(site)
    came = tuple(
        Attendance(one, is_present=not at, people="" if at else name)
        for at, one in enumerate(held.plan.agencies)
    )
    at = datetime(2022, 6, 30, 9, tzinfo=WITA)
    with site.store.write() as connection:
        leader = actor(site, "pimpinan")
        commands.note_attendance(connection, leader, held.id, came, seen=(), at=at)
    return came


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (390, 844)])
def test_the_presentation_fills_the_screen_and_answers_to_keyboard_and_clicker(
    site: Site, door: Door, width: int, height: int
) -> None:
    visitor = door.regular(site, "pengamat")
    visitor.page.set_viewport_size({"width": width, "height": height})
    visitor.go("/rapat?rapat=4")
    visitor.page.get_by_role("button", name="Tayangkan").click()
    present(visitor)
    steps = int(visitor.page.locator(".step").inner_text().split()[-1])

    for step in range(1, steps + 1):
        assert visitor.page.locator(".step").inner_text() == f"{step} dari {steps}"
        assert not visitor.page.locator(".st-key-frame").is_visible()
        _fits(visitor.page)
        if step < steps:
            visitor.page.keyboard.press("ArrowRight" if step % 2 else "PageDown")
            visitor.page.get_by_text(f"{step + 1} dari {steps}").wait_for()
    visitor.page.keyboard.press("PageUp")
    visitor.page.get_by_text(f"{steps - 1} dari {steps}").wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.settle()

    assert visitor.headline() == "Rapat koordinasi sentra Mei 2022"


def _fits(page: Any) -> None:
    """Nothing is wider than the screen, and nothing is hidden behind the buttons for ever."""
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth")
    title = page.locator(".slide .headline")
    assert title.inner_text().strip()
    assert float(title.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 24


def _opened(site: Site, door: Door) -> Visitor:
    """The operator of DPMD in the planned meeting, opened."""
    chair = door.regular(site, "dpmd").go("/rapat?rapat=5")
    chair.click(chair.page.get_by_role("button", name="Buka rapat", exact=True))
    return chair
