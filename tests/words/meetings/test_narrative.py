from datetime import date
from typing import Any

import pytest

from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode, EventId, Milestone, State
from tests.builders import (
    a_board,
    a_dossier,
    a_follow_up,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
)
from words.meetings import narrative

MAY, JUNE = date(2022, 5, 31), date(2022, 6, 30)
YEAR = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)


def briefing_of(as_of: date, *sentra: list[Milestone]) -> Briefing:
    own = [a_sentra(f"S{number:02}", one) for number, one in enumerate(sentra, 1)]
    return brief(a_board(own, as_of=as_of), a_moment(as_of))


def running(code: str, progress: float, **fields: Any) -> Milestone:
    state = a_state(progress, effective_on=date(2022, 6, 15))
    return a_milestone(code, state, **{"first": YEAR, **fields})


def late(code: str, lead: str = "DPMD") -> Milestone:
    """A milestone that was due on 31 May and stands at 10%."""
    due = a_schedule(start=date(2022, 1, 1), finish=MAY, weight=100.0)
    return running(code, 0.1, first=due, lead=AgencyCode(lead))


def test_the_story_of_the_programme_names_the_sentra_in_need_and_who_holds_what() -> None:
    sentra = [[late(f"S0{number}-M01")] for number in (1, 2, 3, 4)]
    found = narrative.programme(a_dossier(briefing_of(JUNE, *sentra)))
    assert found[0].startswith("Per 30 Juni 2022 (disetujui), capaian 10,0%, rencana 100,0%")
    assert found[1] == (
        "Kritis: Sentra S01 (−90,0 pp), Sentra S02 (−90,0 pp), Sentra S03 (−90,0 pp), "  # noqa: RUF001
        "dan Sentra S04 (−90,0 pp)."  # noqa: RUF001
    )
    assert found[2] == "Tonggak yang terlambat menunggu DPMD (4)."
    assert len(found) == 3


def test_the_story_of_a_sentra_tells_what_was_only_reported_since() -> None:
    later, earlier, told = (
        briefing_of(day, [running("S01-M01", progress)])
        for day, progress in ((JUNE, 0.5), (MAY, 0.5), (MAY, 0.2))
    )
    dossier = a_dossier(later).compared(earlier, with_meeting=True, told=told)
    assert (
        "Sejak 31 Mei 2022 tidak ada tonggak yang berubah. "
        "Baru dilaporkan tentang hari sampai 31 Mei 2022: 1 tonggak maju."
    ) in narrative.sentra(later.sentra[0], dossier)


def test_sentra_that_claim_less_than_what_is_approved_are_named() -> None:
    def backwards(code: str) -> Milestone:
        later = a_state(0.3, report_id=EventId(2))
        return a_milestone(code, a_state(0.5), later, first=YEAR)

    def told(count: int, *others: list[Milestone]) -> tuple[str, ...]:
        own = [[backwards(f"S0{at}-M01")] for at in range(1, count + 1)]
        return narrative.programme(a_dossier(briefing_of(JUNE, *own, *others)))

    one = "Sentra S01 (30,0%, disetujui 50,0%)"
    assert f"Dilaporkan lebih rendah dari yang disetujui: {one}." in told(
        1, [running("S02-M01", 0.5)]
    )
    (many,) = (each for each in told(5) if each.startswith("Dilaporkan"))
    assert many.endswith("S04 (30,0%, disetujui 50,0%), dan Sentra S05 (30,0%, disetujui 50,0%).")
    assert not any(each.startswith("Dilaporkan") for each in told(0, [running("S01-M01", 0.5)]))


def test_the_story_of_a_sentra_tells_a_claim_for_less() -> None:
    stepped = a_milestone("S01-M01", a_state(0.5), a_state(0.3, report_id=EventId(2)), first=YEAR)
    dossier = a_dossier(briefing_of(JUNE, [stepped]))
    (own,) = dossier.briefing.sentra
    assert "Dilaporkan 30,0%, lebih rendah dari yang disetujui 50,0%." in narrative.sentra(
        own, dossier
    )


def test_every_agency_that_holds_something_is_named() -> None:
    sentra = [[late(f"S0{number}-M01", f"OPD{number}")] for number in (1, 2, 3, 4)]
    found = narrative.programme(a_dossier(briefing_of(JUNE, *sentra)))
    assert found[2] == "Tonggak yang terlambat menunggu OPD1 (1), OPD2 (1), OPD3 (1), dan OPD4 (1)."


def test_a_calm_programme_tells_its_position_alone() -> None:
    found = narrative.programme(a_dossier(briefing_of(JUNE, [running("S01-M01", 0.6)])))
    assert len(found) == 1


def test_the_story_says_what_changed_since_and_what_meetings_left_open() -> None:
    earlier = briefing_of(MAY, [running("S01-M01", 0.5)])
    later = briefing_of(JUNE, [running("S01-M01", 0.6)])
    found = narrative.programme(a_dossier(later, earlier, follow_ups=(a_follow_up(),)))
    assert found[1] == (
        "Sejak 31 Mei 2022: 1 tonggak maju. Capaian naik 10,0 pp; deviasi naik 1,8 pp."
    )
    assert found[2] == "1 tindak lanjut belum selesai, 1 di antaranya terlambat."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        # The plan rises by 8,2 points.
        (0.45, 0.45, "hanya deviasi 1 sentra yang berubah. Capaian tetap; deviasi turun 8,2 pp."),
        (0.5, 0.48, "1 tonggak memburuk. Capaian turun 2,0 pp; deviasi turun 10,2 pp."),
        (0.45, 0.5324, "1 tonggak maju. Capaian naik 8,2 pp; deviasi tetap."),
    ],
)
def test_the_story_says_which_way_the_figures_went(before: float, after: float, told: str) -> None:
    earlier = briefing_of(MAY, [running("S01-M01", before)])
    later = briefing_of(JUNE, [running("S01-M01", after)])
    assert narrative.programme(a_dossier(later, earlier))[1].endswith(told)


def test_where_nothing_changed_no_figures_follow() -> None:
    later = briefing_of(JUNE, [running("S01-M01", 0.6)])
    found = narrative.programme(a_dossier(later, later))
    assert found[1] == "Sejak 30 Juni 2022 tidak ada yang berubah."


def test_the_story_of_a_sentra_counts_its_changes_with_their_nouns() -> None:
    names = [f"S01-M0{number}" for number in (1, 2, 3)]
    earlier = briefing_of(MAY, [running(name, 0.4) for name in names])
    shares = (0.6, 0.5, 0.3)
    later = briefing_of(
        JUNE, [running(name, share) for name, share in zip(names, shares, strict=True)]
    )
    found = narrative.sentra(later.sentra[0], a_dossier(later, earlier))
    assert found[1] == "Sejak 31 Mei 2022: 1 tonggak memburuk dan 2 tonggak maju."


def test_the_story_of_a_sentra_says_why_what_changed_who_must_act_and_what_is_next() -> None:
    earlier = briefing_of(MAY, [running("S01-M01", 0.2)])
    later = briefing_of(JUNE, [running("S01-M01", 0.3)])
    found = narrative.sentra(later.sentra[0], a_dossier(later, earlier))
    assert found == (
        "Kritis: capaian 30,0%, rencana 49,5%, deviasi −19,5 pp.",  # noqa: RUF001
        "Sejak 31 Mei 2022: 1 tonggak maju.",
        (
            "Berikutnya Kajian kelayakan selesai, jatuh tempo 31 Desember 2022 "
            "(kini 30,0%), penanggung jawab DPMD."
        ),
    )


def test_a_sentra_that_stood_still_says_so() -> None:
    earlier, later = (briefing_of(day, [running("S01-M01", 0.45)]) for day in (MAY, JUNE))
    found = narrative.sentra(later.sentra[0], a_dossier(later, earlier))
    assert found[1] == "Sejak 31 Mei 2022 tidak ada tonggak yang berubah."


def test_needs_beyond_the_third_are_named_by_their_titles() -> None:
    own = [late(f"S01-M0{number}") for number in (1, 2, 3, 4, 5)]
    briefing = briefing_of(JUNE, own)
    found = narrative.sentra(briefing.sentra[0], a_dossier(briefing))
    assert [one.startswith("DPMD perlu menyelesaikan Kajian") for one in found[1:4]] == [True] * 3
    assert found[4] == "Menunggu pula: Kajian kelayakan selesai; Kajian kelayakan selesai."
    assert len(found) == 5
    counted = narrative.sentra(briefing.sentra[0], a_dossier(briefing), names_others=False)
    assert counted == (*found[:4], "Menunggu pula 2 tonggak lain.")


def test_a_finished_sentra_has_nothing_next() -> None:
    briefing = briefing_of(JUNE, [a_milestone("S01-M01", a_state(1.0), first=YEAR)])
    assert len(narrative.sentra(briefing.sentra[0], a_dossier(briefing))) == 1


def test_a_sentra_without_reports_still_has_a_story() -> None:
    briefing = briefing_of(JUNE, [a_milestone("S01-M01", State(), first=YEAR)])
    assert narrative.sentra(briefing.sentra[0], a_dossier(briefing))[0].startswith("Kritis")


def test_figures_that_went_the_same_way_are_told_in_one() -> None:
    past = a_schedule(start=date(2021, 7, 30), finish=date(2022, 5, 1))
    earlier, later = (
        briefing_of(day, [running("S01-M01", share, first=past)])
        for day, share in ((MAY, 0.5), (JUNE, 0.6))
    )
    found = narrative.programme(a_dossier(later, earlier))
    told = "Sejak 31 Mei 2022: 1 tonggak maju. Capaian dan deviasi program naik 10,0 pp."
    assert told in found
