from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.changes.change_report import ChangeKind, ChangeReport, MilestoneChange, changes
from rules.progress.briefing import Briefing, brief
from rules.shapes import STEP
from rules.values import Agency, AgencyCode, Milestone, Obstacle, Revision, Schedule, State
from rules.vocabulary import Status
from tests.builders import (
    a_board,
    a_dossier,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
    revised,
)
from words.changes.sentences import (
    change,
    finding,
    kind_label,
    learnt,
    schedule,
    sentra_change,
    what,
    when,
)

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)
YEAR = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)
HALF, MORE = a_state(0.4), a_state(0.65)
KANWIL = Agency(
    AgencyCode("KANWIL-KEMENKUMHAM"), "Kanwil Kemenkumham", "Kantor Wilayah", (), None, None
)
KNOWN = a_dossier(brief(a_board(agencies={KANWIL.code: KANWIL}), a_moment()))


def a_change(
    kind: ChangeKind,
    after: State = MORE,
    *,
    obstacle: Obstacle | None = None,
    revisions: tuple[Revision, ...] = (),
    days: int = 0,
) -> MilestoneChange:
    return MilestoneChange(kind, a_milestone(), HALF, after, obstacle, revisions, days)


def rescheduled(**fields: Any) -> Revision:
    """One revision of the year's schedule."""
    (one,) = revised(YEAR, YEAR.finish)
    return replace(one, after=replace(YEAR, **fields))


def briefing_of(as_of: date, *milestones: Milestone) -> Briefing:
    by_sentra = {one.sentra: one for one in milestones}
    sentra = [a_sentra(code, [one]) for code, one in by_sentra.items()]
    return brief(a_board(sentra, as_of=as_of), a_moment(as_of))


def test_every_kind_has_a_word_of_its_own() -> None:
    assert len({kind_label(kind) for kind in ChangeKind}) == len(ChangeKind)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (a_change(ChangeKind.PROGRESSED), "maju dari 40,0% ke 65,0%"),
        (a_change(ChangeKind.WORSENED, a_state(0.2)), "mundur dari 40,0% ke 20,0%"),
        (
            a_change(ChangeKind.WORSENED, a_state(0.4, status=Status.CANCELLED)),
            "dibatalkan pada 40,0%",
        ),
        (
            a_change(ChangeKind.WORSENED, State()),
            "laporan tidak lagi dihitung; dari 40,0% ke 0,0%",
        ),
        (a_change(ChangeKind.FINISHED, a_state(1.0)), "selesai, sebelumnya 40,0%"),
        (
            a_change(ChangeKind.OBSTRUCTED, obstacle=an_obstacle(description="Lahan.")),
            "kendala baru: Lahan (DPMD)",
        ),
        (
            a_change(ChangeKind.OBSTRUCTED, obstacle=an_obstacle(owner=KANWIL.code)),
            "kendala baru: Lahan belum bebas (Kanwil Kemenkumham)",
        ),
        (
            a_change(ChangeKind.RESOLVED, obstacle=an_obstacle()),
            "kendala selesai: Lahan belum bebas (DPMD)",
        ),
        (
            a_change(ChangeKind.SLIPPED, revisions=revised(YEAR, date(2023, 1, 31)), days=31),
            "rencana selesai 31 Desember 2022 menjadi 31 Januari 2023 (mundur 31 hari)",
        ),
        (
            a_change(ChangeKind.REVISED, revisions=revised(YEAR, date(2022, 12, 1)), days=-30),
            "rencana selesai 31 Desember 2022 menjadi 1 Desember 2022 (maju 30 hari)",
        ),
        (
            a_change(ChangeKind.REVISED, revisions=revised(YEAR, date(2023, 1, 31), YEAR.finish)),
            "rencana diubah lalu dikembalikan seperti semula",
        ),
        (
            a_change(ChangeKind.REVISED, revisions=(rescheduled(start=date(2022, 2, 1)),)),
            "rencana mulai 1 Januari 2022 menjadi 1 Februari 2022 (mundur 31 hari)",
        ),
        (
            a_change(ChangeKind.REVISED, revisions=(rescheduled(weight=12.5),)),
            "bobot 100 menjadi 12,5",
        ),
        (
            a_change(
                ChangeKind.SLIPPED,
                revisions=(rescheduled(finish=date(2023, 1, 31), weight=80),),
                days=31,
            ),
            (
                "rencana selesai 31 Desember 2022 menjadi 31 Januari 2023 (mundur 31 hari); "
                "bobot 100 menjadi 80"
            ),
        ),
        (
            replace(a_change(ChangeKind.REOPENED), before=a_state(0.4, status=Status.CANCELLED)),
            "dibuka kembali pada 65,0%, sebelumnya batal pada 40,0%",
        ),
        (
            a_change(ChangeKind.SILENT, a_state(0.4, effective_on=MARCH), days=91),
            "tanpa laporan 91 hari, terakhir 31 Maret 2022",
        ),
        (
            a_change(ChangeKind.SILENT, State(), days=91),
            "tanpa laporan 91 hari, belum pernah dilaporkan",
        ),
    ],
)
def test_a_change_says_what_became_of_a_milestone(value: MilestoneChange, told: str) -> None:
    assert what(value, KNOWN) == told
    assert change(value, KNOWN) == f"Sentra S01, Kajian kelayakan selesai: {told}."


def test_a_change_without_its_obstacle_still_reads() -> None:
    assert what(a_change(ChangeKind.OBSTRUCTED), KNOWN) == "kendala baru"


def two_moments(before: float, after: float) -> tuple[Briefing, Briefing]:
    fresh = a_state(after, effective_on=date(2022, 6, 15))
    return (
        briefing_of(JUNE, a_milestone("S01-M01", fresh, first=YEAR)),
        briefing_of(MARCH, a_milestone("S01-M01", a_state(before), first=YEAR)),
    )


def test_a_sentra_says_its_light_and_its_deviation() -> None:
    worse, same = (changes(*two_moments(0.25, after)).sentra[0] for after in (0.3, 0.52))
    assert sentra_change(worse).startswith(
        "Sentra S01 dari sesuai rencana menjadi kritis; deviasi +0,5 pp menjadi −19,5 pp."  # noqa: RUF001
    )
    assert sentra_change(same).startswith("Sentra S01 tetap sesuai rencana; deviasi +0,5 pp")


def test_the_finding_counts_what_a_meeting_asks_about_first() -> None:
    assert finding(changes(*two_moments(0.25, 0.3))) == (
        "Sejak 31 Maret 2022: 1 sentra memburuk dan 1 tonggak maju"
    )
    assert finding(changes(*two_moments(0.1, 0.6))) == (
        "Sejak 31 Maret 2022: 1 sentra membaik dan 1 tonggak maju"
    )


def a_report(*kinds: ChangeKind) -> ChangeReport:
    """A report with a change of each of these kinds, and no sentra that changed."""
    later = two_moments(0.5, 0.5)[0]
    return replace(changes(later, later), milestones=tuple(a_change(kind) for kind in kinds))


@pytest.mark.parametrize("kind", ChangeKind)
def test_the_finding_counts_every_kind_of_change(kind: ChangeKind) -> None:
    told = {
        ChangeKind.WORSENED: "tonggak memburuk",
        ChangeKind.OBSTRUCTED: "kendala baru",
        ChangeKind.SLIPPED: "tonggak bergeser",
        ChangeKind.SILENT: "tonggak tidak dilaporkan lagi",
        ChangeKind.REVISED: "rencana diubah",
        ChangeKind.REOPENED: "tonggak dibuka kembali",
        ChangeKind.RESOLVED: "kendala selesai",
        ChangeKind.PROGRESSED: "tonggak maju",
        ChangeKind.FINISHED: "tonggak selesai",
    }
    assert finding(a_report(kind, kind)) == f"Sejak 30 Juni 2022: 2 {told[kind]}"


def test_the_finding_tells_the_gravest_first_and_counts_what_is_beyond_them_together() -> None:
    some = (ChangeKind.FINISHED, ChangeKind.SILENT, ChangeKind.OBSTRUCTED, ChangeKind.PROGRESSED)
    assert finding(a_report(ChangeKind.WORSENED, *some)) == (
        "Sejak 30 Juni 2022: 1 tonggak memburuk, 1 kendala baru, 1 tonggak tidak dilaporkan lagi, "
        "1 tonggak maju, dan 1 tonggak selesai"
    )
    assert finding(a_report(*ChangeKind, ChangeKind.FINISHED)) == (
        "Sejak 30 Juni 2022: 1 tonggak memburuk, 1 kendala baru, 1 tonggak bergeser, "
        "1 tonggak tidak dilaporkan lagi, dan 6 perubahan lain"
    )


def test_a_light_as_grave_as_before_is_neither_better_nor_worse() -> None:
    done, again = (
        a_milestone("S01-M01", a_state(share, effective_on=date(2022, 6, 15)), first=YEAR)
        for share in (1.0, 0.95)
    )
    assert finding(changes(briefing_of(JUNE, again), briefing_of(MARCH, done))) == (
        "Sejak 31 Maret 2022: 1 tonggak memburuk dan 1 sentra berganti keadaan"
    )


def test_the_finding_says_where_nothing_but_deviations_changed() -> None:
    assert finding(changes(*two_moments(0.45, 0.45))) == (
        "Sejak 31 Maret 2022 hanya deviasi 1 sentra yang berubah"
    )


def test_the_finding_says_that_nothing_changed() -> None:
    later = two_moments(0.5, 0.5)[0]
    assert finding(changes(later, later)) == "Sejak 30 Juni 2022 tidak ada yang berubah"


def test_a_schedule_moved_in_two_steps_is_told_from_first_to_last() -> None:
    steps = revised(Schedule(YEAR.start, YEAR.finish, 100.0), date(2023, 1, 31), date(2023, 1, 15))
    told = what(replace(a_change(ChangeKind.SLIPPED), revisions=steps, days=15), KNOWN)
    assert told == "rencana selesai 31 Desember 2022 menjadi 15 Januari 2023 (mundur 15 hari)"


def test_another_shape_of_a_plan_is_told() -> None:
    before = Schedule(YEAR.start, YEAR.finish, 100.0)
    after = replace(before, shape=STEP)
    assert schedule(before, after) == "bentuk lurus menjadi langkah"
    assert schedule(after, after) == ""


def test_what_was_only_learnt_is_told_apart_and_is_no_finding() -> None:
    later, earlier = two_moments(0.1, 0.6)
    found = changes(later, later, earlier)

    assert finding(found) == "Sejak 30 Juni 2022 tidak ada yang berubah"
    assert learnt(found).startswith("Baru dilaporkan tentang hari sampai 30 Juni 2022: ")
    assert "1 tonggak maju" in learnt(found)


def test_where_nothing_was_learnt_nothing_is_told() -> None:
    later, _ = two_moments(0.1, 0.6)
    assert learnt(changes(later, later)) == learnt(changes(later, later, later)) == ""


def test_a_change_happened_or_was_reported_since() -> None:
    assert (when(is_learnt=False), when(is_learnt=True)) == ("terjadi", "baru dilaporkan")
