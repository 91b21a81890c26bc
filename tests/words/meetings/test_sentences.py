from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from rules.meetings.agenda import Ask
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.agenda_reasons import AgendaReasons, Regression, RegressionKind
from rules.meetings.follow_ups import FollowUpKind
from rules.meetings.meeting import Stage
from rules.meetings.resolutions import ResolutionId
from rules.progress.briefing import brief
from rules.progress.needs import Need, NeedKind
from rules.values import AgencyCode, MilestoneCode, SentraCode
from rules.vocabulary import Light
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
from words.meetings.sentences import (
    agenda_label,
    ask,
    asks_finding,
    empty_agenda,
    follow_up_state,
    follow_ups_finding,
    item,
    stage_label,
    told_label,
    when,
)

DPMD, BAPELITBANG, S01 = AgencyCode("DPMD"), AgencyCode("BAPELITBANG"), SentraCode("S01")
WAITING = a_follow_up(1, decided_on=date(2022, 5, 31), due_on=date(2022, 6, 14))
CODES = tuple(MilestoneCode(f"S01-M0{number}") for number in range(1, 7))
AGENCIES = a_board().agencies
LABELLED = a_dossier(
    brief(
        a_board(
            agencies={**AGENCIES, BAPELITBANG: replace(AGENCIES[BAPELITBANG], label="Bappeda")}
        ),
        a_moment(),
    )
)
"""A dossier in which the label of an agency is not its code."""


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
            AgendaItem(AgendaKind.FOLLOW_UP, resolution=ResolutionId(1), days=14),
            (
                "Menuntaskan pembebasan lahan (DPMD, tenggat 14 Juni 2022; dari rapat 31 Mei 2022, "
                "umur 14 hari)."
            ),
        ),
        (
            AgendaItem(AgendaKind.FOLLOW_UP, resolution=ResolutionId(1), days=30, days_late=16),
            (
                "Menuntaskan pembebasan lahan (DPMD, tenggat 14 Juni 2022, terlambat 16 hari; "
                "dari rapat 31 Mei 2022, umur 30 hari)."
            ),
        ),
        (
            AgendaItem(AgendaKind.FOLLOW_UP, resolution=ResolutionId(9), days=30),
            "Tindak lanjut rapat, umur 30 hari.",
        ),
        (
            AgendaItem(AgendaKind.CRITICAL, sentra=S01, actual=0.364, planned=0.534),
            "Sentra S01: capaian 36,4%, rencana 53,4%, deviasi −17,0 pp.",  # noqa: RUF001
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
                "Sentra S01: capaian 50,0%, rencana 60,0%, deviasi −10,0 pp "  # noqa: RUF001
                "(rapat terakhir −4,0 pp); terlambat: Kajian kelayakan selesai. "  # noqa: RUF001
                "Menunggu DPMD sejak 12 April 2022 (79 hari)."
            ),
        ),
        (
            AgendaItem(AgendaKind.SLIPPED, sentra=S01, milestones=CODES[:2], days=76),
            (
                "Sentra S01: rencana selesai mundur sampai 76 hari "
                "(Kajian kelayakan selesai; Kajian kelayakan selesai)."
            ),
        ),
        (
            AgendaItem(AgendaKind.SILENT, agency=DPMD, milestones=CODES, days=82),
            (
                "DPMD: 6 tonggak tanpa laporan, terlama 82 hari "
                "(Sentra S01: Kajian kelayakan selesai; Sentra S01: Kajian kelayakan selesai; "
                "S01-M03; S01-M04; dan 2 lainnya)."
            ),
        ),
        (
            AgendaItem(AgendaKind.WITHOUT_EVIDENCE, agency=DPMD, milestones=CODES[:2]),
            (
                "DPMD: 2 tonggak diklaim tanpa bukti (Sentra S01: Kajian kelayakan selesai; "
                "Sentra S01: Kajian kelayakan selesai)."
            ),
        ),
        (
            AgendaItem(AgendaKind.SLIPPED, milestones=CODES[:1], days=1),
            ": rencana selesai mundur sampai 1 hari (Kajian kelayakan selesai).",
        ),
        (
            AgendaItem(AgendaKind.WITHOUT_EVIDENCE, milestones=CODES[:1]),
            ": 1 tonggak diklaim tanpa bukti (Sentra S01: Kajian kelayakan selesai).",
        ),
    ],
)
def test_an_item_of_the_agenda_reads_as_a_sentence(value: AgendaItem, told: str) -> None:
    assert item(value, a_dossier(follow_ups=(WAITING,))) == told


FIGURES = "capaian 66,9%, rencana 74,0%, deviasi −7,1 pp (rapat terakhir −7,9 pp)"  # noqa: RUF001


def a_regression(kind: RegressionKind, **fields: Any) -> Regression:
    return Regression(kind, CODES[0], BAPELITBANG, **fields)


def worsened(
    *regressions: Regression, agency: AgencyCode | None = BAPELITBANG, **fields: Any
) -> str:
    """What is told of a sentra that stood at −7.9 pp in the last meeting."""  # noqa: RUF002
    value = AgendaItem(
        AgendaKind.WORSENED,
        sentra=S01,
        agency=agency,
        since=fields.pop("since", None),
        days=fields.pop("days", 0),
        actual=0.669,
        planned=0.740,
        deviation_before=-7.9,
        reasons=AgendaReasons(Light.ATTENTION, regressions=regressions, **fields),
    )
    return item(value, LABELLED)


@pytest.mark.parametrize(
    ("regression", "told", "deed"),
    [
        (
            a_regression(RegressionKind.OBSTRUCTED, quote="Baja  naik\njauh."),
            "kendala baru Kajian kelayakan selesai: Baja naik jauh",
            "menyelesaikan kendala Kajian kelayakan selesai",
        ),
        (
            a_regression(RegressionKind.FELL, against=0.4, progress=0.2),
            "Kajian kelayakan selesai mundur dari 40,0% ke 20,0%",
            "menindaklanjuti Kajian kelayakan selesai",
        ),
        (
            a_regression(RegressionKind.FELL, against=0.4, progress=0.2, is_learnt=True),
            "Kajian kelayakan selesai mundur dari 40,0% ke 20,0% (baru dilaporkan)",
            "menindaklanjuti Kajian kelayakan selesai",
        ),
        (
            a_regression(RegressionKind.UNCOUNTED, against=0.4),
            "laporan Kajian kelayakan selesai tidak lagi dihitung, capaiannya dari 40,0% ke 0,0%",
            "memperbaiki laporan Kajian kelayakan selesai",
        ),
        (
            a_regression(RegressionKind.CANCELLED, against=0.4),
            "Kajian kelayakan selesai dibatalkan pada 40,0%",
            "menindaklanjuti pembatalan Kajian kelayakan selesai",
        ),
        (
            a_regression(RegressionKind.BEHIND, against=0.5, progress=0.1),
            "paling tertinggal Kajian kelayakan selesai: capaian 10,0%, rencana 50,0%",
            "mengejar Kajian kelayakan selesai",
        ),
    ],
)
def test_an_item_says_what_set_a_sentra_back_and_who_must_act(
    regression: Regression, told: str, deed: str
) -> None:
    assert worsened(regression) == f"Sentra S01: {told}; {FIGURES}. Bappeda perlu {deed}."


def test_an_item_says_from_which_light_to_which() -> None:
    told = worsened(agency=None, light_before=Light.ON_PLAN)
    assert told == f"Sentra S01: dari sesuai rencana menjadi perlu perhatian; {FIGURES}."


def test_whoever_owns_an_obstacle_is_named_where_another_agency_must_act() -> None:
    blocked = a_regression(RegressionKind.OBSTRUCTED, quote="Baja naik")
    need = {"need": NeedKind.OVERDUE, "need_on": CODES[1], "since": date(2022, 4, 12), "days": 79}
    assert worsened(blocked, agency=DPMD, late=CODES[1:2], **need) == (
        f"Sentra S01: kendala baru Kajian kelayakan selesai: Baja naik (Bappeda); {FIGURES}; "
        "terlambat: Kajian kelayakan selesai. DPMD perlu menyelesaikan Kajian kelayakan selesai, "
        "lewat jatuh tempo sejak 12 April 2022 (79 hari)."
    )


def test_of_many_setbacks_the_first_are_told_and_of_long_words_the_beginning() -> None:
    long = a_regression(RegressionKind.OBSTRUCTED, quote="panjang " * 50)
    told = worsened(*[a_regression(RegressionKind.FELL, against=0.4)] * 2, long, long, long)
    assert told.count("mundur dari") == 2
    assert "…; dan 2 lainnya; capaian" in told
    assert len(told) < 500


@pytest.mark.parametrize(
    ("reason", "told"),
    [("Lelang diulang.", " (Lelang diulang)"), ("", "")],
)
def test_a_slip_says_by_how_much_and_why(reason: str, told: str) -> None:
    moved = a_regression(RegressionKind.SLIPPED, days=62, quote=reason)
    value = AgendaItem(
        AgendaKind.SLIPPED,
        sentra=S01,
        agency=BAPELITBANG,
        milestones=CODES[:1],
        days=62,
        reasons=AgendaReasons(Light.ATTENTION, regressions=(moved,)),
    )
    assert item(value, LABELLED) == (
        f"Sentra S01: rencana selesai Kajian kelayakan selesai mundur 62 hari{told}. "
        "Bappeda perlu menjaga jadwal baru Kajian kelayakan selesai."
    )


def test_an_empty_agenda_says_what_was_looked_for() -> None:
    first, later = a_dossier(), a_dossier(compares_with_meeting=True)
    assert empty_agenda(first) == (
        "Tidak ada butir agenda dari data: tidak ada tindak lanjut yang belum selesai, sentra "
        "kritis, OPD tanpa laporan, atau klaim tanpa bukti."
    )
    assert "sentra yang memburuk atau bergeser sejak rapat terakhir, OPD" in empty_agenda(later)


def test_a_follow_up_says_its_age_and_how_late_it_is() -> None:
    assert follow_up_state(WAITING, AS_OF) == "umur 30 hari, terlambat 16 hari"
    assert follow_up_state(WAITING, date(2022, 6, 14)) == "umur 14 hari"
    assert follow_up_state(a_follow_up(closed=True), AS_OF) == "selesai"


def test_follow_ups_are_counted_with_the_late_ones() -> None:
    fresh, closed = a_follow_up(2, due_on=date(2022, 7, 14)), a_follow_up(3, closed=True)
    told = [
        follow_ups_finding(a_dossier(follow_ups=own))
        for own in ((), (closed,), (closed, closed), (fresh, closed), (WAITING, fresh, closed))
    ]
    assert told == [
        "Belum ada tindak lanjut rapat",
        "Satu-satunya tindak lanjut rapat sudah selesai",
        "Seluruh 2 tindak lanjut rapat sudah selesai",
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
    assert told == f"DPMD {deed} Sentra S01: Kajian kelayakan selesai paling lambat 14 Juli 2022."


def test_the_decisions_asked_for_are_counted() -> None:
    late = a_milestone("S01-M01", a_state(0.2), first=a_schedule())
    asked = a_dossier(brief(a_board([a_sentra("S01", [late])]), a_moment()))
    assert asks_finding(asked) == "1 keputusan diminta dari rapat"
    none = a_dossier(brief(a_board([]), a_moment()))
    assert asks_finding(none) == "Tidak ada keputusan yang diminta pada posisi ini"
