from datetime import date, time

import pytest

from rules.agenda import Ask
from rules.briefing import Need, NeedKind, brief
from rules.meetings import AgendaItem, AgendaKind, FollowUpKind, ResolutionId, Stage
from rules.values import AgencyCode, MilestoneCode, SentraCode
from tests.builders import (
    AS_OF,
    a_board,
    a_dossier,
    a_follow_up,
    a_meeting_plan,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
)
from words.meetings import (
    agenda_label,
    ask,
    asks_finding,
    follow_up_state,
    follow_ups_finding,
    item,
    stage_label,
    told_label,
    when,
)

DPMD, S01 = AgencyCode("DPMD"), SentraCode("S01")
WAITING = a_follow_up(1, decided_on=date(2022, 5, 31), due_on=date(2022, 6, 14))
CODES = tuple(MilestoneCode(f"S01-M0{number}") for number in range(1, 7))


def test_every_word_of_meetings_is_one_of_its_own() -> None:
    assert len({stage_label(one) for one in Stage}) == len(Stage)
    assert len({agenda_label(one) for one in AgendaKind}) == len(AgendaKind)
    assert len({told_label(one) for one in FollowUpKind}) == len(FollowUpKind)


def test_a_meeting_says_its_weekday_and_hour() -> None:
    plan = a_meeting_plan(begins_at=time(9, 5))
    assert when(plan) == "Kamis, 30 Juni 2022 pukul 09.05 WITA"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            AgendaItem(AgendaKind.FOLLOW_UP, resolution=ResolutionId(1), days=30),
            (
                "Menuntaskan pembebasan lahan (DPMD, tenggat 14 Juni 2022; dari rapat 31 Mei 2022, "
                "umur 30 hari)."
            ),
        ),
        (
            AgendaItem(AgendaKind.FOLLOW_UP, resolution=ResolutionId(9), days=30),
            "Tindak lanjut rapat, umur 30 hari.",
        ),
        (
            AgendaItem(AgendaKind.CRITICAL, sentra=S01, actual=0.364, planned=0.534),
            "Sentra S01: capaian 36,4% dari rencana 53,4%, deviasi −17,0 pp.",  # noqa: RUF001
        ),
        (
            AgendaItem(
                AgendaKind.WORSENED,
                sentra=S01,
                agency=DPMD,
                milestones=CODES[:1],
                since=date(2022, 4, 12),
                days=79,
                actual=0.5,
                planned=0.6,
                deviation_before=-4.0,
            ),
            (
                "Sentra S01: capaian 50,0% dari rencana 60,0%, deviasi −10,0 pp; "  # noqa: RUF001
                "pada rapat terakhir −4,0 pp; terlambat: S01-M01; "  # noqa: RUF001
                "menunggu DPMD sejak 12 April 2022 (79 hari)."
            ),
        ),
        (
            AgendaItem(AgendaKind.SLIPPED, sentra=S01, milestones=CODES[:2], days=76),
            "Sentra S01: rencana selesai mundur sampai 76 hari (S01-M01, S01-M02).",
        ),
        (
            AgendaItem(AgendaKind.SILENT, agency=DPMD, milestones=CODES, days=82),
            (
                "DPMD: 6 tonggak tanpa laporan, terlama 82 hari "
                "(S01-M01, S01-M02, S01-M03, S01-M04, dan 2 lainnya)."
            ),
        ),
        (
            AgendaItem(AgendaKind.WITHOUT_EVIDENCE, agency=DPMD, milestones=CODES[:4]),
            "DPMD: 4 tonggak diklaim tanpa bukti (S01-M01, S01-M02, S01-M03, S01-M04).",
        ),
        (
            AgendaItem(AgendaKind.SLIPPED, milestones=CODES[:1], days=1),
            ": rencana selesai mundur sampai 1 hari (S01-M01).",
        ),
        (
            AgendaItem(AgendaKind.WITHOUT_EVIDENCE, milestones=CODES[:1]),
            ": 1 tonggak diklaim tanpa bukti (S01-M01).",
        ),
    ],
)
def test_an_item_of_the_agenda_reads_as_a_sentence(value: AgendaItem, told: str) -> None:
    assert item(value, a_dossier(follow_ups=(WAITING,))) == told


def test_a_follow_up_says_its_age_and_how_late_it_is() -> None:
    assert follow_up_state(WAITING, AS_OF) == "umur 30 hari, terlambat 16 hari"
    assert follow_up_state(WAITING, date(2022, 6, 14)) == "umur 14 hari"
    assert follow_up_state(a_follow_up(closed=True), AS_OF) == "selesai"


def test_follow_ups_are_counted_with_the_late_ones() -> None:
    fresh, closed = a_follow_up(2, due_on=date(2022, 7, 14)), a_follow_up(3, closed=True)
    told = [
        follow_ups_finding(a_dossier(follow_ups=own))
        for own in ((), (closed,), (fresh, closed), (WAITING, fresh, closed))
    ]
    assert told == [
        "Belum ada tindak lanjut rapat",
        "Seluruh 1 tindak lanjut rapat sudah selesai",
        "1 tindak lanjut belum selesai",
        "2 tindak lanjut belum selesai, 1 di antaranya terlambat",
    ]


@pytest.mark.parametrize(
    ("kind", "deed"),
    [
        (NeedKind.OBSTACLE, "menyelesaikan kendala"),
        (NeedKind.OVERDUE, "menyelesaikan"),
        (NeedKind.SILENT, "melaporkan"),
    ],
)
def test_a_decision_asked_for_says_who_what_and_until_when(kind: NeedKind, deed: str) -> None:
    need = Need(kind, a_milestone(), DPMD, date(2022, 4, 12), 79)
    told = ask(Ask(a_sentra(), need, date(2022, 7, 14)), a_dossier())
    assert told == f"DPMD {deed} S01-M01 Kajian kelayakan selesai paling lambat 14 Juli 2022."


def test_the_decisions_asked_for_are_counted() -> None:
    late = a_milestone("S01-M01", a_state(0.2), first=a_schedule())
    asked = a_dossier(brief(a_board([a_sentra("S01", [late])]), a_moment()))
    assert asks_finding(asked) == "1 keputusan diminta dari rapat"
    none = a_dossier(brief(a_board([]), a_moment()))
    assert asks_finding(none) == "Tidak ada keputusan yang diminta pada posisi ini"
