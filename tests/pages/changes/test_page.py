from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pages.changes import markup as change_markup, report
from pages.changes.markup import Record
from pages.shell import address
from pages.shell.catalogue import CHANGES
from rules.changes.change_report import ChangeKind, ChangeReport, MilestoneChange
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from rules.reporting.report import ReportEvent
from rules.values import Agency, AgencyCode, EventId, MilestoneCode, Moment, State
from rules.vocabulary import Basis, EventKind, Plan, Status
from tests.builders import a_board, a_dossier, a_milestone, a_moment, a_state, an_obstacle
from tests.pages.conftest import Desk
from tests.pages.meetings.held import close, hold
from tests.pages.reading import alerts, leads, markup_of, menus, stands, unlinked, widget, words
from words.changes import sentences as change_words
from words.formats import long_day, percent, points

TODAY = Moment(date(2022, 6, 30), Basis.APPROVED, Plan.FIRST)
MAY = date(2022, 5, 31)
LATEST = date(2022, 6, 29)
"""Later than every meeting of the example."""


def dossier_of(desk: Desk, moment: Moment, since: date) -> Dossier:
    earlier = replace(moment, as_of=since)
    return a_dossier(brief(desk.board(moment.as_of), moment), brief(desk.board(since), earlier))


def report_of(desk: Desk, moment: Moment, since: date) -> ChangeReport:
    found = dossier_of(desk, moment, since).changes
    assert found is not None
    return found


def since_day(screen: object) -> date:
    return date.fromisoformat(screen.query_params["sejak"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["dpmd", "perindag", "pimpinan", "evaluator", "pengamat", "admin"])
def test_everybody_reads_what_changed_since_the_last_meeting(desk: Desk, who: str) -> None:
    close(desk, hold(desk, LATEST))

    screen = desk.sit(who).open(CHANGES)

    assert stands(screen)
    assert since_day(screen) == LATEST
    assert change_words.finding(report_of(desk, TODAY, LATEST)) in words(screen)


def test_without_a_meeting_the_end_of_the_last_quarter_is_compared_with(plan_desk: Desk) -> None:
    screen = plan_desk.open(CHANGES, posisi="2022-06-30")

    assert since_day(screen) == date(2022, 3, 31)
    assert widget(screen, "pick-since").value == date(2022, 3, 31)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("since", [date(2022, 3, 31), MAY], ids=str)
def test_every_change_between_the_days_of_the_address_is_told(
    desk: Desk, since: date, basis: Basis
) -> None:
    moment = Moment(date(2022, 6, 30), basis, Plan.CURRENT)

    screen = desk.open(CHANGES, **address.link(moment, sejak=since.isoformat()))

    dossier, said = dossier_of(desk, moment, since), words(screen)
    found = dossier.changes
    assert found is not None
    assert found.milestones
    assert change_words.finding(found) in said
    for one in found.milestones:
        assert change_words.what(one, dossier) in said
    # What was only learnt stands below, in the same lines.
    assert markup_of(screen).count("<details") >= len(found.milestones)
    for sentra in found.changed_sentra:
        assert f"<b>{sentra.sentra.name}</b>" in unlinked(markup_of(screen))


def test_a_change_opens_both_reports_with_their_decisions(desk: Desk) -> None:
    moment = Moment(date(2022, 6, 30), Basis.APPROVED)
    screen = desk.open(CHANGES, **address.link(moment, sejak="2022-03-31"))

    dossier = dossier_of(desk, moment, date(2022, 3, 31))
    assert dossier.changes is not None
    found = dossier.changes.of_kind(ChangeKind.PROGRESSED)
    one = next(each for each in found if all(each.reports))
    (line,) = [
        line
        for line in unlinked(markup_of(screen)).split("<details")
        if one.milestone.code in line and change_words.what(one, dossier) in line
    ]
    for state in (one.before, one.after):
        assert state.note in line
        assert state.author in line
    assert line.count("disetujui") == 2
    assert "Sebelum" in line
    assert "Sesudah" in line


def test_figures_before_and_after_lead_to_what_they_count_on_their_days(desk: Desk) -> None:
    moment = Moment(date(2022, 6, 30), Basis.APPROVED)
    screen = desk.open(CHANGES, **address.link(moment, sejak=MAY.isoformat()))

    found, links = report_of(desk, moment, MAY), leads(markup_of(screen))
    assert found.changed_sentra
    for one in found.changed_sentra:
        for day, state in ((found.since, one.before), (found.until, one.after)):
            own = address.link(day, sentra=one.sentra.code)
            assert {percent(state.actual), points(state.deviation)} <= set(_led(links, own))
    for made in found.of_kind(ChangeKind.PROGRESSED):
        for day, reached in ((found.since, made.before), (found.until, made.after)):
            own = {"sentra": made.milestone.sentra, "tonggak": made.milestone.code}
            assert any(
                percent(reached.progress, 0) in said
                for said in _led(links, address.link(day, **own))
            )


def _led(links: list[tuple[str, dict[str, str]]], where: dict[str, str]) -> list[str]:
    return [said for said, parameters in links if parameters == where]


def test_what_was_only_learnt_leads_to_what_was_told_then(desk: Desk) -> None:
    moment = Moment(date(2022, 6, 30), Basis.APPROVED)
    screen = desk.open(CHANGES, **address.link(moment, sejak="2022-03-31"))

    told = {"posisi": "2022-03-31", "diketahui": "2022-03-31"}
    assert "Baru dilaporkan" in [one.value for one in screen.header]
    assert [said for said, found in leads(markup_of(screen)) if told.items() <= found.items()]


def test_a_moved_plan_opens_the_revisions_with_reason_and_decision(desk: Desk) -> None:
    moment = Moment(date(2022, 6, 30), Basis.APPROVED)
    screen = desk.open(CHANGES, **address.link(moment, sejak="2021-01-31"))

    moved = report_of(desk, moment, date(2021, 1, 31)).of_kind(ChangeKind.SLIPPED)
    assert moved
    for one in moved:
        for revision in one.revisions:
            assert revision.reason in words(screen)
            assert revision.decision_number in words(screen)


def test_who_reported_and_who_must_act_are_named_as_people_know_them() -> None:
    kanwil = AgencyCode("KANWIL-KEMENKUMHAM")
    known = {kanwil: Agency(kanwil, "Kanwil Kemenkumham", "Kantor Wilayah", (), None, None)}
    dossier = a_dossier(brief(a_board(agencies=known), a_moment()))
    state = a_state(0.4, obstacles=(an_obstacle(owner=kanwil),))
    event = ReportEvent(
        id=EventId(1),
        kind=EventKind.REPORT,
        milestone=MilestoneCode("S01-M01"),
        report_id=EventId(1),
        effective_on=MAY,
        status=Status.OBSTRUCTED,
        progress=0.4,
        realised_value=None,
        evidence="",
        note="",
        author="Operator",
        author_agency=kanwil,
        recorded_at=datetime(2022, 5, 31, tzinfo=UTC),
    )
    made = MilestoneChange(ChangeKind.OBSTRUCTED, a_milestone(), State(), state, state.obstacles[0])

    moment = dossier.briefing.moment
    found = ChangeReport(replace(moment, as_of=MAY), moment, (), (made,))
    line = change_markup.change(made, found, dossier, Record({event.id: event}))

    assert line.count("Kanwil Kemenkumham") == 3
    assert kanwil not in line


def test_another_day_is_chosen_and_stands_in_the_address(desk: Desk) -> None:
    screen = desk.open(CHANGES)

    widget(screen, "pick-since-day").set_value(date(2022, 2, 14)).run()

    assert since_day(screen) == date(2022, 2, 14)
    assert change_words.finding(report_of(desk, TODAY, date(2022, 2, 14))) in words(screen)
    assert widget(screen, "pick-since").value is None


def test_an_earlier_meeting_is_chosen_by_its_title(desk: Desk) -> None:
    close(desk, hold(desk, MAY, title="Rapat <b>Mei</b>"))
    close(desk, hold(desk, LATEST))
    screen = desk.open(CHANGES)

    choice = widget(screen, "pick-since")
    assert f"rapat {long_day(MAY)}: Rapat \\<b\\>Mei\\</b\\>" in choice.options
    choice.set_value(MAY).run()

    assert since_day(screen) == MAY
    assert change_words.finding(report_of(desk, TODAY, MAY)) in words(screen)


def test_what_nobody_chose_follows_the_moment(desk: Desk) -> None:
    close(desk, hold(desk, LATEST))
    screen = desk.open(CHANGES)
    assert since_day(screen) == LATEST

    screen.query_params["posisi"] = "2021-06-15"
    screen.run()

    assert since_day(screen) == date(2021, 3, 31)
    assert not alerts(screen)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("kemarin", "Tanggal pembanding “kemarin” di alamat tidak dikenali"),
        ("2022-06-30", "Pembanding 30 Juni 2022 harus antara"),
        ("2022-07-01", "Pembanding 1 Juli 2022 harus antara"),
        ("2019-01-01", "Pembanding 1 Januari 2019 harus antara"),
        ("<b>", "Tanggal pembanding “<b>” di alamat"),
    ],
)
def test_a_day_that_cannot_be_compared_with_is_told_and_mended(
    desk: Desk, asked: str, told: str
) -> None:
    close(desk, hold(desk, LATEST))

    screen = desk.open(CHANGES, sejak=asked)

    assert alerts(screen)[0].startswith(told)
    assert since_day(screen) == LATEST
    screen.run()
    assert not [one for one in alerts(screen) if "anding" in one]


def test_the_first_day_of_the_programme_has_nothing_before_it(desk: Desk) -> None:
    first = desk.board().programme.start

    screen = desk.open(CHANGES, posisi=first.isoformat(), sejak="2022-05-31")

    assert stands(screen)
    assert "Belum ada posisi sebelumnya untuk dibandingkan." in alerts(screen)
    assert not {"Berkas rapat", "Unduh tabel perubahan"} & set(menus(screen))


def test_days_without_a_change_say_so(plan_desk: Desk) -> None:
    screen = plan_desk.open(CHANGES, posisi="2025-06-02", sejak="2025-06-01")

    assert alerts(screen) == ["Tidak ada yang berubah antara 1 Juni 2025 dan 2 Juni 2025."]


def test_many_changes_of_a_kind_stand_by_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "_ON_A_PAGE", 5)
    since = date(2022, 3, 31)
    many = report_of(desk, TODAY, since).of_kind(ChangeKind.PROGRESSED)
    screen = desk.open(CHANGES, sejak=since.isoformat())

    def shown() -> list[str]:
        name = change_words.kind_label(ChangeKind.PROGRESSED).capitalize()
        part = markup_of(screen).split(f"{name}</span>", 1)[1].split('<h3 class="kind">', 1)[0]
        return [one.milestone.code for one in many if f"<small>{one.milestone.code}<" in part]

    assert len(many) > 10
    assert shown() == [one.milestone.code for one in many[:5]]
    widget(screen, f"changes-{ChangeKind.PROGRESSED}-page").set_value(2).run()
    assert shown() == [one.milestone.code for one in many[5:10]]
    assert f"6-10 dari {len(many)}" in words(screen)
