from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules.changes.hindsight import Hindsight, Later
from rules.progress.briefing import Briefing, brief
from rules.progress.flags import Flags, flags
from rules.progress.freshness import Freshness
from rules.progress.health import Cause
from rules.progress.key_figures import key_figures
from rules.progress.needs import Need, NeedKind
from rules.progress.sentra_brief import SentraBrief
from rules.reporting.delays import Delay
from rules.thresholds import DEFAULT_THRESHOLDS, Thresholds
from rules.values import Agency, AgencyCode, Milestone, Moment, Revision, Schedule, Sentra, State
from rules.vocabulary import Basis, Flag, Plan, Status
from tests.builders import (
    AS_OF,
    a_board,
    a_milestone,
    a_moment,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)
from words.progress import needs, reasons, sentences

PERINDAG = AgencyCode("DISKUKMPERINDAG")
AGENCIES = {
    PERINDAG: Agency(PERINDAG, "Diskukmperindag", "Dinas Koperasi", (), None, None),
}
PAST = Schedule(date(2021, 1, 1), date(2022, 6, 20), 50)
RUNNING = Schedule(AS_OF - timedelta(days=50), AS_OF + timedelta(days=50), 50)


def brief_of(*sentra: Sentra, basis: Basis = Basis.APPROVED, as_of: date = AS_OF) -> Briefing:
    return brief(a_board(sentra, as_of=as_of, agencies=AGENCIES), a_moment(as_of, basis))


def sentra_of(*milestones: Milestone, code: str = "S01") -> Sentra:
    return a_sentra(code, milestones)


def one_of(*milestones: Milestone) -> SentraBrief:
    """The brief of a sentra whose first milestone is under contract."""
    programme = a_programme(thresholds=Thresholds(contracts=("S01-M01",)))
    board = a_board([sentra_of(*milestones)], agencies=AGENCIES, programme=programme)
    return brief(board, a_moment()).sentra[0]


@pytest.mark.parametrize(
    ("basis", "plan", "text"),
    [
        (
            Basis.APPROVED,
            Plan.FIRST,
            "Posisi per 30 Juni 2022 · disetujui · terhadap rencana awal",
        ),
        (
            Basis.REPORTED,
            Plan.CURRENT,
            "Posisi per 30 Juni 2022 · termasuk laporan · terhadap rencana berjalan",
        ),
    ],
)
def test_a_moment_reads_as_day_basis_and_plan(basis: Basis, plan: Plan, text: str) -> None:
    assert sentences.moment(Moment(AS_OF, basis, plan)) == text


def test_the_headline_says_how_far_against_what_and_who_must_act() -> None:
    late = [
        a_milestone(f"S01-M0{number}", a_state(0.2), lead=PERINDAG, first=PAST) for number in (1, 2)
    ]
    briefing = brief_of(sentra_of(*late), sentra_of(a_milestone("S02-M01", a_state(1)), code="S02"))
    assert sentences.headline(briefing) == (
        "Per 30 Juni 2022 (disetujui), capaian 60,0%, rencana 100,0%; 1 sentra kritis; "
        "Diskukmperindag menahan 2 tonggak."
    )


def test_the_headline_without_alarm_says_that_nothing_is_critical() -> None:
    briefing = brief_of(sentra_of(a_milestone(state=a_state(0.5), first=RUNNING)))
    assert sentences.headline(briefing) == (
        "Per 30 Juni 2022 (disetujui), capaian 50,0%, rencana 50,0%; tidak ada sentra kritis."
    )


def test_a_sentence_known_on_another_day_than_now_names_that_day() -> None:
    at = replace(a_moment(), known_on=date(2022, 9, 15))
    expected = "Per 30 Juni 2022, seperti diketahui 15 Sep 2022 (disetujui), "
    briefing = brief(a_board(), at)
    assert sentences.headline(briefing).startswith(expected)
    assert sentences.seen(key_figures(briefing), briefing).startswith(expected)
    then = brief(a_board(), replace(at, known_on=AS_OF))
    expected = "Per 30 Juni 2022, seperti diketahui saat itu (disetujui), "
    assert sentences.headline(then).startswith(expected)


def test_a_claim_says_where_it_is_less_than_what_is_approved() -> None:
    assert sentences.claim(0.412, 0.4) == "41,2%"
    assert sentences.claim(0.401, 0.412) == "40,1%, lebih rendah dari yang disetujui"
    assert sentences.claim(0.41201, 0.41204) == "41,2%"


def test_what_a_meeting_saw_is_worded_from_what_it_froze_alone() -> None:
    briefing = brief(a_board(), a_moment())
    frozen = replace(
        key_figures(briefing),
        actual=0.412,
        planned=0.489,
        critical=2,
        blocking_agencies=((AgencyCode("X"), 3),),
    )
    told = "Per 30 Juni 2022 (disetujui), capaian 41,2%, rencana 48,9%; 2 sentra kritis"
    assert sentences.seen(frozen, briefing) == f"{told}; X menahan 3 tonggak."
    assert sentences.seen(replace(frozen, blocking_agencies=()), briefing) == f"{told}."


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        (
            Basis.APPROVED,
            (
                "Per 30 Juni 2022 (disetujui), belum ada laporan yang disetujui; rencana 100,0%; "
                "1 sentra kritis; DPMD menahan 1 tonggak."
            ),
        ),
        (
            Basis.REPORTED,
            (
                "Per 30 Juni 2022 (termasuk laporan), belum ada laporan yang masuk; "
                "rencana 100,0%; 1 sentra kritis; DPMD menahan 1 tonggak."
            ),
        ),
    ],
)
def test_the_headline_without_reports_gives_the_plan_alone(basis: Basis, text: str) -> None:
    briefing = brief_of(sentra_of(a_milestone(first=PAST)), basis=basis)
    assert sentences.headline(briefing) == text


def test_the_headline_before_the_start_names_the_first_day() -> None:
    briefing = brief_of(sentra_of(a_milestone()), as_of=date(2020, 12, 31))
    assert sentences.headline(briefing) == (
        "Per 31 Desember 2020 (disetujui), program belum dimulai; mulai 1 Januari 2021."
    )


def test_the_headline_when_all_is_finished_says_so() -> None:
    briefing = brief_of(
        sentra_of(a_milestone(state=a_state(1), first=RUNNING)),
        sentra_of(a_milestone("S02-M01", a_state(1), first=RUNNING), code="S02"),
    )
    assert sentences.headline(briefing) == (
        "Per 30 Juni 2022 (disetujui), seluruh 2 sentra selesai: capaian 100,0%, rencana 50,0%."
    )


def test_the_only_sentra_of_a_plan_is_not_called_all_of_one() -> None:
    briefing = brief_of(sentra_of(a_milestone(state=a_state(1), first=RUNNING)))
    assert sentences.headline(briefing) == (
        "Per 30 Juni 2022 (disetujui), satu-satunya sentra selesai: capaian 100,0%, rencana 50,0%."
    )


def test_what_nobody_has_reported_on_is_not_told_as_late_or_critical() -> None:
    own = replace(a_milestone(first=PAST), is_judged=False)
    briefing = brief_of(sentra_of(own))
    assert sentences.headline(briefing) == (
        "Per 30 Juni 2022 (disetujui), belum ada laporan yang tercatat; rencana 100,0%."
    )
    assert sentences.deviation(briefing.sentra[0]) == "belum dinilai"
    assert needs.overdue(briefing) == "Tidak ada tonggak yang terlambat"


def test_the_headline_of_an_empty_plan_says_that_it_is_empty() -> None:
    expected = "Per 30 Juni 2022 (disetujui), belum ada sentra dalam rencana."
    assert sentences.headline(brief_of()) == expected


REASONS = {
    Cause.ALL_DONE: (
        [
            a_milestone("S01-M01", a_state(1)),
            a_milestone("S01-M02", State(status=Status.CANCELLED)),
        ],
        "Selesai: satu-satunya tonggak yang tersisa selesai, 1 dibatalkan.",
    ),
    Cause.NOTHING_DUE: (
        [a_milestone(first=a_schedule(start=AS_OF, finish=date(2022, 12, 31)))],
        "Belum mulai: rencana 0,0% dan capaian 0,0%.",
    ),
    Cause.NO_REPORT: (
        [replace(a_milestone(first=RUNNING), is_judged=False)],
        "Belum ada laporan dalam program ini; rencana 50,0%.",
    ),
    Cause.DEVIATION: (
        [a_milestone(state=a_state(0.2), first=RUNNING)],
        "Kritis: capaian 20,0%, rencana 50,0%, deviasi \N{MINUS SIGN}30,0 pp.",
    ),
    Cause.OVERDUE: (
        [
            a_milestone("S01-M01", a_state(0.99), first=a_schedule(finish=date(2022, 5, 16))),
            a_milestone("S01-M02", a_state(0.5), first=RUNNING),
        ],
        (
            "Perlu perhatian: Kajian kelayakan selesai terlambat 45 hari; capaian 74,5%, "
            "rencana 75,0%, deviasi \N{MINUS SIGN}0,5 pp."
        ),
    ),
    Cause.CONTRACT: (
        [
            a_milestone("S01-M01", a_state(0.85), first=a_schedule(finish=date(2022, 7, 20))),
            a_milestone("S01-M02", a_state(0.5), first=RUNNING),
        ],
        (
            "Kritis: kontrak Kajian kelayakan selesai kritis, tertinggal 11,5 pp pada rencana "
            "96,5%; capaian 67,5%, rencana 73,2%, deviasi \N{MINUS SIGN}5,7 pp."
        ),
    ),
    Cause.OBSTACLE: (
        [
            a_milestone("S01-M01", a_state(0.98, obstacles=(an_obstacle(),)), first=PAST),
            a_milestone("S01-M02", a_state(0.5), first=RUNNING),
        ],
        (
            "Kritis: Kajian kelayakan selesai terlambat dan kendalanya terbuka 121 hari; "
            "capaian 74,0%, rencana 75,0%, deviasi \N{MINUS SIGN}1,0 pp."
        ),
    ),
}


@pytest.mark.parametrize("cause", Cause)
def test_each_cause_of_a_light_gives_its_reason_with_figures(cause: Cause) -> None:
    milestones, text = REASONS[cause]
    found = one_of(*milestones)
    assert found.health.cause is cause
    assert reasons.health_reason(found) == text


def test_a_sentra_that_the_first_plan_lacks_says_so() -> None:
    added = a_milestone("S01-M01", a_state(0.5), first=replace(PAST, weight=0.0), current=PAST)
    assert reasons.health_reason(one_of(added)) == (
        "Belum mulai: rencana 0,0% dan capaian 0,0%; ditambahkan sesudah rencana awal, tidak "
        "dihitung di sana."
    )


def test_a_finished_sentra_without_cancellations_mentions_none() -> None:
    own = [a_milestone(f"S01-M0{number}", a_state(1)) for number in (1, 2)]
    told = [reasons.health_reason(one_of(*some)) for some in (own[:1], own)]
    assert told == ["Selesai: satu-satunya tonggak selesai.", "Selesai: seluruh 2 tonggak selesai."]


NEEDS = {
    NeedKind.OBSTACLE: (
        "Diskukmperindag perlu menyelesaikan kendala Sentra S01: Kajian kelayakan selesai, "
        "kendala terbuka sejak 1 Maret 2022 (1.121 hari)."
    ),
    NeedKind.OVERDUE: (
        "Diskukmperindag perlu menyelesaikan Sentra S01: Kajian kelayakan selesai, "
        "lewat jatuh tempo sejak 1 Maret 2022 (1.121 hari)."
    ),
    NeedKind.SILENT: (
        "Diskukmperindag perlu melaporkan Sentra S01: Kajian kelayakan selesai, "
        "tanpa laporan sejak 1 Maret 2022 (1.121 hari)."
    ),
}


@pytest.mark.parametrize("kind", NeedKind)
def test_a_need_says_who_must_do_what_since_when(kind: NeedKind) -> None:
    need = Need(kind, a_milestone(), PERINDAG, date(2022, 3, 1), 1121)
    assert needs.need(need, brief_of(sentra_of(a_milestone()))) == NEEDS[kind]


def test_an_agency_that_nobody_listed_keeps_its_code() -> None:
    need = Need(NeedKind.SILENT, a_milestone(), AgencyCode("PUPR"), date(2022, 3, 1), 121)
    assert needs.need(need, brief_of(sentra_of(a_milestone()))).startswith("PUPR perlu melaporkan")


@pytest.mark.parametrize(
    ("flag", "measures", "text"),
    [
        (Flag.OVERDUE, Flags(days_late=45), "terlambat 45 hari"),
        (Flag.DUE_SOON, Flags(due_in_days=12), "jatuh tempo 12 hari lagi"),
        (Flag.DUE_SOON, Flags(due_in_days=0), "jatuh tempo hari ini"),
        (Flag.SILENT, Flags(silent_days=61), "tanpa laporan 61 hari"),
        (Flag.SLIPPED, Flags(times_slipped=2, days_slipped=60), "bergeser 2 kali, 60 hari"),
        (Flag.SLIPPED, Flags(times_slipped=1, days_slipped=-9), "bergeser 1 kali, maju 9 hari"),
        (Flag.WITHOUT_EVIDENCE, Flags(without_evidence=True), "tanpa bukti"),
    ],
)
def test_a_flag_carries_its_measure(flag: Flag, measures: Flags, text: str) -> None:
    assert sentences.flag(flag, measures) == text


def test_every_flag_has_its_text() -> None:
    everything = Flags(45, 0, 61, 2, 60, without_evidence=True)
    assert len(sentences.flag_texts(everything)) == len(Flag)


def test_the_flags_of_a_milestone_read_gravest_first() -> None:
    at = datetime(2022, 1, 10, tzinfo=UTC)
    moved = Revision(
        at, at.date(), a_schedule(finish=date(2022, 5, 21)), PAST, "lahan", "188/2022", "admin"
    )
    milestone = a_milestone(
        state=a_state(0.5, effective_on=date(2022, 4, 30)), current=PAST, revisions=(moved,)
    )
    assert sentences.flag_texts(flags(milestone, AS_OF, Basis.APPROVED, DEFAULT_THRESHOLDS)) == (
        "terlambat 10 hari",
        "tanpa laporan 61 hari",
        "bergeser 1 kali, 30 hari",
    )


def test_a_milestone_without_flags_has_no_text() -> None:
    assert sentences.flag_texts(Flags()) == ()


def test_the_plan_note_says_how_far_the_plan_is_agreed_and_is_silent_once_it_is() -> None:
    assert sentences.plan_note(a_programme(plan_status="DRAF")) == "Rencana: DRAF"
    assert sentences.plan_note(a_programme(plan_status="")) == ""


def test_the_longest_wait_is_named() -> None:
    first = a_sentra("S01", (a_milestone("S01-M01", state=a_state(0.5)),))
    due = a_schedule(finish=date(2022, 6, 1))
    second = a_sentra(
        "S02", (a_milestone("S02-M01"), a_milestone("S02-M02", state=a_state(0.2), first=due))
    )
    told = needs.overdue(brief(a_board((first, second)), a_moment()))
    assert told == "3 tonggak terlambat di 2 sentra; terlama di Sentra S01, 181 hari"


def test_without_anything_late_it_says_so() -> None:
    done = a_sentra("S01", (a_milestone("S01-M01", state=a_state(1.0)),))
    told = needs.overdue(brief(a_board((done,)), a_moment()))
    assert told == "Tidak ada tonggak yang terlambat"


def test_a_moment_as_known_then_says_so() -> None:
    then = Moment(AS_OF, Basis.APPROVED, known_on=date(2022, 7, 4))
    assert sentences.moment(then).startswith(
        "Posisi per 30 Juni 2022, seperti diketahui 4 Juli 2022"
    )
    assert sentences.known_only(AS_OF).startswith("Seperti diketahui 30 Juni 2022:")


@pytest.mark.parametrize(
    ("later", "moved", "text"),
    [
        (Later(7, 0), 3.21, "7 laporan dicatat sesudah 30 Juni 2022 menambah 3,2 pp."),
        (Later(0, 3), -0.5, "3 keputusan dicatat sesudah 30 Juni 2022 mengurangi 0,5 pp."),
        (
            Later(7, 3),
            0.04,
            "7 laporan dan 3 keputusan dicatat sesudah 30 Juni 2022 tidak mengubah capaian.",
        ),
        (
            Later(0, 3, 1),
            0,
            "3 keputusan dan 1 penarikan dicatat sesudah 30 Juni 2022 tidak mengubah capaian.",
        ),
    ],
)
def test_what_came_later_says_how_much_it_moves(later: Later, moved: float, text: str) -> None:
    assert sentences.hindsight(Hindsight(AS_OF, later, moved)) == text


def test_the_age_of_the_data_and_the_delay_of_reports_are_told_in_days() -> None:
    assert sentences.freshness(Freshness(0.62, 19, 1200, 30)) == (
        "62,0% bobot yang berjalan dilaporkan dalam 30 hari terakhir "
        "(umur data tengah 19 hari, terlama 1.200 hari)"
    )
    assert sentences.delay(Delay(4, 12, 91, None, None)) == (
        "tengah 12 hari, terlama 91 hari sesudah tanggal posisinya"
    )


def test_figures_that_do_not_subtract_as_printed_come_with_a_note() -> None:
    def told(done: float) -> str:
        year = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31), weight=100.0)
        own = a_milestone("S01-M01", a_state(done), first=year)
        return sentences.rounding(brief_of(sentra_of(own)).sentra)

    notes = {told(done / 10_000) for done in range(3600, 3650, 4)}
    assert notes == {"", "Deviasi dihitung sebelum angka dibulatkan, jadi dapat berselisih 0,1 pp"}
