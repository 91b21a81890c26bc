"""The leader's rating stands beside the computed light in all that a meeting reads."""

from datetime import UTC, date, datetime

from exchange.deck import deck
from exchange.report import report
from exchange.sheets import meeting_listings
from rules.meetings.agenda_item import AgendaKind
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from rules.ratings.rating import Rating, Recovery
from rules.values import AgencyCode, SentraCode
from rules.vocabulary import Light
from tests.builders import a_board, a_dossier, a_milestone, a_moment, a_schedule, a_sentra, a_state
from tests.exchange.deck import deck_reading as reading
from tests.exchange.typesetting.papers import words
from words.meetings import narrative, sentences

S01 = SentraCode("S01")


def a_rated_dossier(light: Light = Light.CRITICAL) -> Dossier:
    """A sentra whose figures are on plan, and that the leader rates otherwise."""
    year = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)
    own = a_milestone("S01-M01", a_state(0.5, effective_on=date(2022, 6, 15)), first=year)
    recovery = Recovery(AgencyCode("DPMD"), date(2022, 7, 31))
    rating = Rating(
        light, "Pembeli berhenti", recovery, "Bupati", datetime(2022, 6, 20, tzinfo=UTC)
    )
    briefing = brief(a_board([a_sentra("S01", [own], name="Batik")]), a_moment())
    return a_dossier(briefing, ratings={S01: rating})


def test_the_story_tells_what_the_leader_thinks_why_and_who_brings_it_back() -> None:
    dossier = a_rated_dossier()
    assert "Pimpinan menilai Batik kritis (hitungan: sesuai rencana)." in narrative.programme(
        dossier
    )
    (own,) = dossier.briefing.sentra
    assert (
        "Pimpinan menilai kritis, berbeda dari hitungan: sesuai rencana. Pembeli berhenti. "
        "Pemulihan dipimpin DPMD, tenggat 31 Juli 2022."
    ) in narrative.sentra(own, dossier)


def test_what_the_leader_rates_critical_stands_on_the_agenda_and_among_those_in_need() -> None:
    dossier = a_rated_dossier()
    (item,) = dossier.agenda
    assert (item.kind, item.sentra) == (AgendaKind.CRITICAL, S01)
    assert "pimpinan: kritis" in sentences.item(item, dossier)
    assert [one.sentra.code for one in dossier.in_need] == ["S01"]


def test_a_rating_that_agrees_with_the_figures_changes_no_list() -> None:
    dossier = a_rated_dossier(Light.ON_PLAN)
    assert (dossier.agenda, dossier.in_need) == ((), ())
    assert not any("Pimpinan" in one for one in narrative.programme(dossier))


def test_deck_report_and_workbook_carry_the_rating_with_its_recovery() -> None:
    dossier = a_rated_dossier()
    slides = "\n".join(map(reading.words, reading.slides(deck(dossier))))
    assert "Pimpinan" in slides
    for told in (slides, words(report(dossier))):
        assert "Pemulihan dipimpin DPMD, tenggat 31 Juli 2022" in told
    assert "pimpinan: kritis" in words(report(dossier))
    (row,) = meeting_listings.ratings(dossier).rows
    assert row[:6] == (
        "Batik",
        "sesuai rencana",
        "kritis",
        "Pembeli berhenti",
        "DPMD",
        date(2022, 7, 31),
    )
