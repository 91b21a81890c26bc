import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from charts import bars, heat, places, s_curve
from models.progress import queries as progress_queries
from models.reporting import commands
from pages.overview import sections
from pages.shell import address
from pages.shell.catalogue import OVERVIEW
from rules.changes.comparison import compare
from rules.periods import WITA
from rules.progress.briefing import Briefing, brief
from rules.progress.key_figures import key_figures
from rules.reporting.duties import duties, own
from rules.reporting.report import Draft
from rules.values import EventId, MilestoneCode, Moment
from rules.vocabulary import Basis, Flag, Light, Plan, Status, label
from tests.pages.conftest import Desk
from tests.pages.meetings.held import close, hold
from tests.pages.reading import (
    alerts,
    alts,
    charts,
    explored,
    markup_of,
    stands,
    unfold,
    unlinked,
    widget,
    words,
)
from words.formats import number, percent, points, signed
from words.progress import sentences
from words.progress.totals import changed

MOMENTS = [
    Moment(date(2022, 6, 30), Basis.APPROVED, Plan.FIRST),
    Moment(date(2022, 6, 30), Basis.REPORTED, Plan.CURRENT),
    Moment(date(2021, 12, 31), Basis.REPORTED, Plan.FIRST),
    Moment(date(2021, 1, 1), Basis.APPROVED, Plan.CURRENT),
]


def briefing_of(desk: Desk, moment: Moment) -> Briefing:
    return brief(desk.board(moment.as_of), moment)


def report_on(desk: Desk) -> None:
    """Let somebody report on a milestone, after which the programme is judged."""
    draft = Draft(
        milestone=MilestoneCode("S04-M01"),
        effective_on=date(2022, 6, 30),
        status=Status.IN_PROGRESS,
        progress=0.4,
        note="Mulai",
        seen=EventId(0),
        key="laporan",
    )
    with desk.store.write() as connection:
        at = datetime(2022, 6, 30, 12, tzinfo=WITA)
        commands.report(connection, desk.people["operator.dpmd"], draft, at=at)


def briefing_of_plan(desk: Desk, moment: Moment) -> Briefing:
    assert desk.who
    with desk.store.read() as connection:
        return brief(progress_queries.board(connection, desk.who, moment.as_of), moment)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda one: f"{one.as_of}-{one.basis}-{one.plan}")
def test_every_figure_is_the_briefing_of_the_moment_in_the_address(
    desk: Desk, moment: Moment
) -> None:
    screen = desk.open(OVERVIEW, **address.link(moment))

    known = briefing_of(desk, moment)
    shown, totals = words(screen), known.totals
    assert sentences.headline(known) in unlinked(markup_of(screen))
    assert sentences.moment(moment) in shown
    critical, attention = totals.lights[Light.CRITICAL], totals.lights[Light.ATTENTION]
    overdue, soon = totals.flags[Flag.OVERDUE], totals.flags[Flag.DUE_SOON]
    cards = [
        ("Capaian program", percent(totals.actual), f"rencana {percent(totals.planned)}"),
        ("Deviasi", points(totals.deviation), _against(known)),
        (
            "Sentra kritis dan perlu perhatian",
            f"{number(key_figures(known).in_need)} dari 9",
            f"{critical} kritis, {attention} perlu perhatian",
        ),
        (
            "Tonggak terlambat dan jatuh tempo",
            number(key_figures(known).pressing),
            f"{overdue} terlambat, {soon} jatuh tempo 30 hari",
        ),
    ]
    markup = unlinked(markup_of(screen))
    for name, value, remark in cards:
        card = f"<span>{name}</span><strong>{value}</strong><small>{remark}</small>"
        assert card in markup
    for one in known.sentra:
        assert f"rencana {percent(one.planned)}, deviasi {sentences.deviation(one)}" in shown


def test_without_a_meeting_figures_are_compared_with_the_end_of_the_quarter_before(
    plan_desk: Desk,
) -> None:
    moment = MOMENTS[1]
    report_on(plan_desk)
    screen = plan_desk.open(OVERVIEW, **address.link(moment))

    before = briefing_of_plan(plan_desk, replace(moment, as_of=date(2022, 3, 31)))
    change = compare(briefing_of_plan(plan_desk, moment), before)
    for words_of_change in (changed(points, change.deviation), changed(signed, change.pressing)):
        assert f"<em>{words_of_change} sejak 31 Mar 2022</em>" in unlinked(markup_of(screen))


def test_figures_are_compared_with_the_last_meeting(desk: Desk) -> None:
    close(desk, hold(desk, date(2022, 6, 29)))
    moment = MOMENTS[1]
    screen = desk.open(OVERVIEW, **address.link(moment))

    before = briefing_of(desk, replace(moment, as_of=date(2022, 6, 29)))
    change = compare(briefing_of(desk, moment), before)
    for words_of_change in (changed(points, change.actual), changed(signed, change.pressing)):
        assert f"<em>{words_of_change} sejak rapat 29 Jun 2022</em>" in unlinked(markup_of(screen))


def test_the_first_quarter_is_compared_with_nothing(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, posisi="2021-03-31")

    assert markup_of(screen).count("<em></em>") == 4


def test_sentra_stand_in_the_order_of_need(desk: Desk) -> None:
    screen = desk.open(OVERVIEW)

    linked = [one.proto.query_string for one in screen.get("page_link")]
    order = [one.sentra.code for one in briefing_of(desk, MOMENTS[0]).sentra]
    shown = [query.rpartition("sentra=")[2] for query in linked if "sentra=" in query]
    assert shown == order


def test_the_curve_on_the_screen_is_the_briefings(desk: Desk) -> None:
    moment = MOMENTS[1]
    screen = desk.open(OVERVIEW, **address.link(moment))

    curve = explored(screen, "kurva-s")
    known = briefing_of(desk, moment)
    traces = {one["name"]: one for one in curve["data"]}
    expected = [None if point.actual is None else 100 * point.actual for point in known.curve]
    assert traces["realisasi"]["y"] == pytest.approx(expected, abs=1e-9)
    first = [100 * point.first_plan for point in known.curve]
    assert traces[label(Plan.FIRST)]["y"] == pytest.approx(first, abs=1e-9)
    drawn = [value for value in traces["realisasi"]["y"] if value is not None]
    assert drawn[-1] == pytest.approx(100 * known.totals.actual, abs=1e-9)


def test_nothing_waits_for_plotly_until_somebody_explores(desk: Desk) -> None:
    screen = desk.open(OVERVIEW)
    assert len(charts(screen)) == 3
    assert not screen.get("plotly_chart")

    explored(screen, "kurva-s")
    assert len(charts(screen)) == 2

    widget(screen, "explore-kurva-s").set_value(False).run()
    assert len(charts(screen)) == 3
    assert not screen.get("plotly_chart")


def test_every_chart_says_in_words_what_it_shows(desk: Desk) -> None:
    screen = desk.open(OVERVIEW)

    known = briefing_of(desk, MOMENTS[0])
    specs = (s_curve.spec(known), heat.spec(known), places.spec(known))
    assert alts(screen) == [spec.alt for spec in specs]
    for one in known.sentra:
        assert bars.row_words(one) in markup_of(screen)


def test_an_operator_is_shown_what_its_agency_owes_most(desk: Desk) -> None:
    screen = desk.sit("perindag").open(OVERVIEW)

    assert desk.who
    owed = own(duties(desk.board(), desk.who), desk.who)
    links = [one.proto.query_string for one in screen.get("page_link")]
    reported = [query.rpartition("tonggak=")[2] for query in links if "tonggak=" in query]
    assert reported == [one.milestone.code for one in owed[:3]]
    assert f"**Tugas saya: {len(owed)} tonggak menunggu laporan**" in [
        one.value for one in screen.markdown
    ]


@pytest.mark.parametrize("who", ["pimpinan", "evaluator", "pengamat", "admin"])
def test_who_may_not_report_is_shown_no_duties(desk: Desk, who: str) -> None:
    screen = desk.sit(who).open(OVERVIEW)

    assert not any("Tugas saya" in one.value for one in screen.markdown)


def test_a_day_in_the_past_owes_nothing(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, posisi="2021-12-31")

    assert not any("Tugas saya" in one.value for one in screen.markdown)


def test_an_address_that_cannot_be_read_is_told_and_mended(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, posisi="kemarin", basis="semua")

    day, basis = alerts(screen)
    assert "“kemarin” di alamat tidak dikenali" in day
    assert "Basis “semua” di alamat tidak dikenali" in basis
    assert screen.query_params["posisi"] == "2022-06-30"
    assert screen.query_params["basis"] == Basis.APPROVED.value
    screen.run()
    assert not alerts(screen)


def test_many_sentra_stand_by_pages_in_order_of_need(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_SHOWN_SENTRA", 4)
    names = [one.sentra.name for one in briefing_of(desk, MOMENTS[0]).sentra]
    screen = desk.open(OVERVIEW)

    def rows() -> list[str]:
        labels = [one.proto.label.strip("*") for one in screen.get("page_link")]
        return [label for label in labels if label in names]

    assert rows() == names[:4]
    widget(screen, "sentra-rows-page").set_value(3).run()
    assert rows() == names[8:]
    widget(screen, "sentra-rows-sought").set_value(names[5].lower()).run()
    assert rows() == [names[5]]


def test_what_else_must_be_done_is_drawn_once_it_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_SHOWN_NEEDS", 3)
    needs = briefing_of(desk, MOMENTS[0]).needs
    screen = desk.open(OVERVIEW)

    def told() -> int:
        return markup_of(screen).split("siapa harus bertindak", 1)[1].count("<li>")

    assert told() == 3 < len(needs)
    unfold(screen, "other-needs")
    assert told() == len(needs)


def _against(known: Briefing) -> str:
    lifted = known.totals.uncancelled
    against = f"terhadap {label(known.moment.plan)}"
    return against if lifted is None else f"{against}; {sentences.uncancelled(lifted)}"


def test_the_address_names_the_lights_to_show(desk: Desk) -> None:
    screen = desk.open(OVERVIEW, keadaan="kritis")

    linked = [one.proto.query_string for one in screen.get("page_link")]
    critical = [
        one.sentra.code
        for one in briefing_of(desk, MOMENTS[0]).sentra
        if one.health.light is Light.CRITICAL
    ]
    assert [query[-3:] for query in linked if "sentra=" in query] == critical
    assert "2 sentra kritis." in words(screen)
    assert stands(desk.open(OVERVIEW, keadaan="<b>"))


def test_every_count_of_the_programme_leads_to_what_it_counts(desk: Desk) -> None:
    found = markup_of(desk.open(OVERVIEW))

    for way, count in [
        ("keadaan=kritis#", "2 kritis"),
        ("keadaan=perlu+perhatian#", "4 perlu perhatian"),
        ("tanda=terlambat", "5 terlambat"),
        ("tanda=jatuh+tempo", "9 jatuh tempo 30 hari"),
        ("menunggu=BPKAD", "BPKAD"),
    ]:
        assert re.search(rf'<a class="way" href="[^"]*{re.escape(way)}[^>]*>{count}</a>', found)


def test_who_must_act_is_the_same_in_every_place(desk: Desk) -> None:
    known = briefing_of(desk, MOMENTS[0])
    shown = words(desk.open(OVERVIEW))

    held = [need for need in known.needs if need.agency != need.milestone.lead]
    assert held
    for need in held:
        owner, lead = known.agency(need.agency), known.agency(need.milestone.lead)
        assert f"dipimpin {lead}" in shown
        row = known.of(need.milestone.sentra)
        assert row
        if row.next_due is not None and row.next_due.milestone == need.milestone:
            assert f"{owner} menyelesaikan kendala, {lead} memimpin" in shown
