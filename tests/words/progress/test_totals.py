from dataclasses import replace
from datetime import date

from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from rules.progress.key_figures import key_figures
from tests.builders import a_board, a_dossier, a_milestone, a_moment, a_sentra, a_state
from words.progress.totals import seen, totals

_EARLIER = date(2022, 3, 31)


def _compared() -> Dossier:
    own = (a_milestone("S01-M01", a_state(0.4)), a_milestone("S01-M02"))
    later = brief(a_board((a_sentra("S01", own),)), a_moment())
    earlier = brief(a_board(as_of=_EARLIER), a_moment(_EARLIER))
    return a_dossier(later, earlier)


def test_the_four_figures_say_how_far_against_what_and_who_is_in_need() -> None:
    told = [(one.value, one.note) for one in totals(_compared())]
    assert told == [
        ("20,0%", "rencana 100,0%"),
        ("−80,0 pp", "terhadap rencana awal"),  # noqa: RUF001
        ("1 dari 1", "1 kritis, 0 perlu perhatian"),
        ("2", "2 terlambat, 0 jatuh tempo 30 hari"),
    ]


def test_each_figure_tells_its_change_since_a_meeting_or_a_day() -> None:
    dossier = _compared()
    changes = [one.change for one in totals(dossier)]
    assert changes[0] == "+20,0 pp sejak rapat 31 Mar 2022"
    assert changes[2:] == ["tetap sejak rapat 31 Mar 2022", "+1 sejak rapat 31 Mar 2022"]
    by_day = totals(replace(dossier, compares_with_meeting=False))
    assert by_day[0].change == "+20,0 pp sejak 31 Mar 2022"


def test_before_there_was_anything_nothing_changed() -> None:
    assert {one.change for one in totals(a_dossier())} == {""}


def test_what_a_meeting_saw_stays_whatever_was_reported_afterwards() -> None:
    dossier = _compared()
    now = key_figures(dossier.briefing)
    assert seen(now, dossier) == totals(dossier)
    frozen = seen(replace(now, actual=0.1, critical=0, attention=1), dossier)
    assert frozen[0].value == "10,0%"
    assert frozen[2].note == "0 kritis, 1 perlu perhatian"
    assert [one.change for one in frozen] == [
        "+10,0 pp sejak rapat 31 Mar 2022",
        totals(dossier)[1].change,
        "tetap sejak rapat 31 Mar 2022",
        "+1 sejak rapat 31 Mar 2022",
    ]


def test_before_anybody_has_reported_only_what_is_planned_is_told() -> None:
    own = replace(a_milestone("S01-M01"), is_judged=False)
    found = brief(a_board((a_sentra("S01", (own,)),)), a_moment())
    told = [(one.value, one.note) for one in totals(a_dossier(found))]
    assert told == [
        ("0,0%", "rencana 100,0%"),
        *[("belum dinilai", "belum ada laporan yang tercatat")] * 3,
    ]
