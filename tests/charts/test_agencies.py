from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from charts import agencies
from charts.agencies import AgencySpec
from rules.progress.briefing import Briefing, brief
from rules.values import Agency, AgencyCode, Milestone
from rules.vocabulary import Flag, Status
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra, a_state
from tests.charts.scenes import an_empty_briefing
from tests.hostile import TEXTS

_LATER = a_schedule(start=date(2022, 1, 1), finish=date(2023, 12, 31))
_OBSTRUCTED = a_state(0.3, status=Status.OBSTRUCTED)
_CANCELLED = a_state(0.2, status=Status.CANCELLED)
_DPMD, _PLANNING = AgencyCode("DPMD"), AgencyCode("BAPELITBANG")


def _briefing(*milestones: Milestone) -> Briefing:
    return brief(a_board((a_sentra("S01", milestones),)), a_moment())


def _mixed() -> Briefing:
    """DPMD leads four, one of each status and one late; Bapelitbang one finished, one cancelled."""
    return _briefing(
        a_milestone("S01-M01", state=a_state(0.5), lead=_DPMD),
        a_milestone("S01-M02", state=a_state(1.0), lead=_DPMD),
        a_milestone("S01-M03", first=_LATER, lead=_DPMD),
        a_milestone("S01-M04", state=_OBSTRUCTED, first=_LATER, lead=_DPMD),
        a_milestone("S01-M05", state=a_state(1.0), lead=_PLANNING),
        a_milestone("S01-M06", state=_CANCELLED, lead=_PLANNING),
    )


def _spec(briefing: Briefing | None = None) -> AgencySpec:
    return agencies.spec(briefing or _mixed(), a_board().agencies)


def _bars(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if isinstance(trace, go.Bar)]


def test_every_milestone_counts_once_under_its_leading_agency_and_status() -> None:
    spec = _spec()
    counted = {row.label: row.counts for row in spec.rows}
    assert [one.word for one in spec.statuses] == [
        "selesai",
        "berjalan",
        "terkendala",
        "belum mulai",
    ]
    assert counted == {"DPMD": (1, 1, 1, 1), "Bapelitbang": (1, 0, 0, 0)}


def test_counts_and_overdue_add_up_to_the_briefing() -> None:
    briefing = _mixed()
    spec = _spec(briefing)
    standing = briefing.flagged(())
    assert sum(row.total for row in spec.rows) + spec.cancelled == len(standing)
    assert sum(row.overdue for row in spec.rows) == briefing.totals.flags[Flag.OVERDUE] == 1


def test_cancelled_milestones_are_left_out_and_said() -> None:
    assert "1 tonggak batal tidak dihitung" in _spec().subtitle
    assert "batal" not in _spec(_briefing(a_milestone())).subtitle


def test_the_title_names_who_leads_most_of_what_is_overdue() -> None:
    assert _spec().title == "DPMD penanggung jawab 1 dari 1 tonggak yang terlambat"


def test_the_title_names_two_who_share_the_first_place_and_counts_more() -> None:
    two = _briefing(a_milestone("S01-M01", lead=_DPMD), a_milestone("S01-M02", lead=_PLANNING))
    codes = [AgencyCode(f"OPD{at}") for at in range(3)]
    three = _briefing(*(a_milestone(f"S01-M0{at}", lead=code) for at, code in enumerate(codes)))
    assert _spec(two).title == (
        "Bapelitbang dan DPMD masing-masing penanggung jawab 1 dari 2 tonggak yang terlambat"
    )
    assert (
        _spec(three).title == "3 OPD masing-masing penanggung jawab 1 dari 3 tonggak yang terlambat"
    )


def test_without_overdue_milestones_the_title_says_so() -> None:
    assert _spec(_briefing(a_milestone(first=_LATER))).title == "Tidak ada tonggak yang terlambat"


def test_screen_and_picture_show_the_same_figures() -> None:
    spec = _spec()
    bars = _bars(agencies.figure(spec))
    picture = agencies.svg(spec)
    for at, bar in enumerate(bars):
        assert list(bar.x) == [row.counts[at] for row in spec.rows]
        assert spec.statuses[at].word in bar.name
        assert spec.statuses[at].word in picture
    assert "1 terlambat" in picture
    assert all(row.label in picture for row in spec.rows)


def test_a_figure_too_narrow_for_its_bar_stands_beside_it() -> None:
    many = [a_milestone(f"S01-M{at:02}", lead=_DPMD) for at in range(1, 50)]
    small = a_milestone("S01-M50", state=a_state(1.0), lead=_PLANNING)
    spec = _spec(_briefing(*many, small))
    texts = [text for trace in agencies.figure(spec).data for text in trace.text or ()]
    assert "1 selesai" in texts
    assert "1 selesai" in agencies.svg(spec)


def test_an_unknown_agency_keeps_its_code() -> None:
    spec = agencies.spec(_briefing(a_milestone(lead=AgencyCode("LAMA"))), {})
    assert [row.label for row in spec.rows] == ["LAMA"]


@pytest.mark.parametrize("label", TEXTS)
def test_no_name_of_an_agency_breaks_the_picture(label: str) -> None:
    office = Agency(_DPMD, label, label, (), None, None)
    spec = agencies.spec(_briefing(a_milestone(lead=_DPMD)), {_DPMD: office})
    root = ET.fromstring(agencies.svg(spec))
    assert not root.findall(".//{*}script")
    texts = [text for trace in agencies.figure(spec).data for text in trace.text or ()]
    assert not any("<script" in text or "<img" in text for text in texts)


def test_a_programme_without_sentra_is_still_a_picture() -> None:
    spec = agencies.spec(an_empty_briefing(), {})
    assert ET.fromstring(agencies.svg(spec)).attrib["width"] == "1200"
    assert agencies.figure(spec).layout.height > 0
