"""Plan and history as plain rows, for whoever wants to recompute every figure.

Everything that was recorded by a day, and nothing that was computed from it.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import Connection

from models.meetings import queries as meeting_queries
from models.progress import queries as progress_queries
from models.reporting import queries as reporting_queries
from models.reporting.queries import RecordedObstacle
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting
from rules.meetings.resolutions import Resolution
from rules.periods import wita_day
from rules.reporting.report import ReportEvent
from rules.values import (
    Actor,
    Board,
    Milestone,
    MilestoneCode,
    Programme,
    Revision,
    Schedule,
    Sentra,
)

Row = dict[str, object]

CONVENTIONS: Final = """\
Bobot tonggak satu sentra berjumlah 100; capaian dan rencana adalah pangsa 0 sampai 1.
Hari memakai WITA (UTC+8) dan termasuk hari itu sendiri; saat pencatatan dalam UTC.
Keadaan tonggak pada suatu hari: laporan dengan tanggal posisi terakhir, lalu id terbesar, di \
antara laporan yang dicatat sampai hari itu dan dihitung pada dasar yang dipilih.
Dasar disetujui: keputusan terakhir sampai hari itu adalah approved.
Dasar termasuk laporan: keputusan terakhir sampai hari itu bukan returned atau withdrawn, atau \
belum ada keputusan.
Tonggak tanpa laporan yang dihitung: belum mulai, 0.
Tonggak batal (cancelled) keluar dari pembilang dan penyebut.
Capaian sentra = jumlah(bobot berjalan x progress) / jumlah(bobot berjalan).
Rencana sentra = jumlah(bobot x r) / jumlah(bobot) menurut rencana yang dipilih; r naik lurus \
dari 0 pada hari mulai ke 1 pada hari selesai; mulai = selesai berarti langsung 1.
Rencana berjalan: revisi terakhir yang dicatat sampai hari itu, atau rencana awal.
Program = rata-rata sentra dengan bobot sentra. Deviasi = 100 x (capaian - rencana).
Kendala terbuka sejak tanggal posisi laporan opened_by bila laporan itu dihitung, dan tertutup \
pada tanggal posisi laporan closed_by pertama yang dihitung.
Keputusan rapat (resolutions) dengan owner dan due_on adalah tindak lanjut: terbuka sampai \
kejadian closed, dan terbuka lagi sesudah reopened; noted tidak mengubahnya.
Dalam CSV, teks yang diawali = + - @ diberi tanda ' di depan agar tidak menjadi rumus.
""".splitlines()


def records(connection: Connection, actor: Actor, as_of: date) -> dict[str, list[Row]]:
    """Return every table of the record by its name, rows in the order of recording.

    Decisions stand among the reports: `kind` approved, returned or withdrawn, about `report_id`.
    """
    board = progress_queries.board(connection, actor, as_of)
    meetings = sorted(meeting_queries.meetings(connection, actor, as_of), key=lambda one: one.id)
    follow_ups = meeting_queries.follow_ups(connection, actor, as_of)
    milestones = [one for sentra in board.sentra for one in sentra.milestones]
    revisions = reporting_queries.revisions(connection, actor, as_of)
    return {
        "programme": [_programme(board.programme)],
        "agencies": _agencies(board),
        "sentra": [_sentra(one) for one in board.sentra],
        "milestones": [_milestone(one) for one in milestones],
        "revisions": _revisions(revisions),
        "reports": [_report(one) for one in reporting_queries.events(connection, actor, as_of)],
        "obstacles": [
            _obstacle(one) for one in reporting_queries.obstacles(connection, actor, as_of)
        ],
        "meetings": [_meeting(one) for one in meetings],
        "resolutions": [_resolution(each) for one in meetings for each in one.resolutions],
        "follow_up_events": _follow_up_events(follow_ups),
    }


def _programme(value: Programme) -> Row:
    return {
        "code": value.code,
        "name": value.name,
        "start": value.start.isoformat(),
        "finish": value.finish.isoformat(),
        "rpjmd": value.rpjmd,
        "letter": value.letter,
        "plan_status": value.plan_status,
        "source": value.source,
        "is_example": value.is_example,
        "chain_head": value.chain_head,
    }


def _agencies(board: Board) -> list[Row]:
    return [
        {"code": one.code, "label": one.label, "name": one.name} for one in board.agencies.values()
    ]


def _sentra(one: Sentra) -> Row:
    return {"code": one.code, "name": one.name, "product": one.product, "weight": one.weight}


def _milestone(one: Milestone) -> Row:
    return {
        "code": one.code,
        "sentra": one.sentra,
        "sequence": one.sequence,
        "title": one.title,
        "stage": one.stage,
        "lead": one.lead,
        "supporting": ";".join(one.supporting),
        "unit": one.unit,
        "target": str(one.target),
        "indicator": one.indicator,
        **_schedule("first", one.first),
        **_schedule("current", one.current),
    }


def _revisions(by_milestone: Mapping[MilestoneCode, tuple[Revision, ...]]) -> list[Row]:
    rows = [(code, one) for code, revisions in by_milestone.items() for one in revisions]
    return [
        {
            "milestone": code,
            **_schedule("before", one.before),
            **_schedule("after", one.after),
            "reason": one.reason,
            "decision_number": one.decision_number,
            "author": one.author,
            **_recorded(one.recorded_at),
        }
        for code, one in sorted(rows, key=lambda row: row[1].recorded_at)
    ]


def _report(one: ReportEvent) -> Row:
    return {
        "id": one.id,
        "kind": one.kind,
        "report_id": one.report_id,
        "milestone": one.milestone,
        "effective_on": one.effective_on.isoformat(),
        "status": one.status,
        "progress": one.progress,
        "realised_value": None if one.realised_value is None else str(one.realised_value),
        "evidence": one.evidence,
        "note": one.note,
        "author": one.author,
        "author_agency": one.author_agency,
        **_recorded(one.recorded_at),
    }


def _obstacle(one: RecordedObstacle) -> Row:
    return {
        "id": one.id,
        "milestone": one.milestone,
        "description": one.description,
        "owner": one.owner,
        "opened_by": one.opened_by,
        "closed_by": ";".join(str(event) for event in one.closed_by),
    }


def _meeting(one: Meeting) -> Row:
    moment = one.moment
    ended_at = one.closed_at or one.cancelled_at
    return {
        "id": one.id,
        "stage": one.stage,
        "title": one.plan.title,
        "series": one.plan.series,
        "held_on": one.plan.held_on.isoformat(),
        "begins_at": f"{one.plan.begins_at:%H:%M}",
        "place": one.plan.place,
        "invited": ";".join(one.plan.agencies),
        "present": ";".join(each.agency for each in one.attendance if each.is_present),
        "author": one.author,
        "as_of": None if moment is None else moment.as_of.isoformat(),
        "basis": None if moment is None else moment.basis,
        "plan": None if moment is None else moment.plan,
        "previous": None if one.previous is None else one.previous.isoformat(),
        "opened_at": None if one.opened_at is None else _instant(one.opened_at),
        "ended_at": None if ended_at is None else _instant(ended_at),
        "chain_head": one.chain_head,
        "agenda": ";".join(each.key for each in one.agenda),
    }


def _resolution(one: Resolution) -> Row:
    return {
        "id": one.id,
        "meeting": one.meeting,
        "item": one.item,
        "sentra": one.sentra,
        "milestone": one.milestone,
        "text": one.text,
        "owner": one.owner,
        "due_on": None if one.due_on is None else one.due_on.isoformat(),
        "needs_evidence": one.needs_evidence,
        "author": one.author,
        **_recorded(one.recorded_at),
    }


def _follow_up_events(follow_ups: Iterable[FollowUp]) -> list[Row]:
    told = [(each, one) for one in follow_ups for each in one.history]
    return [
        {
            "resolution": one.resolution.id,
            "kind": each.kind,
            "note": each.note,
            "evidence": each.evidence,
            "files": ";".join(file.kept.sha256 for file in each.files),
            "author": each.author,
            **_recorded(each.recorded_at),
        }
        for each, one in sorted(told, key=lambda pair: pair[0].recorded_at)
    ]


def _schedule(name: str, value: Schedule) -> Row:
    return {
        f"{name}_start": value.start.isoformat(),
        f"{name}_finish": value.finish.isoformat(),
        f"{name}_weight": value.weight,
    }


def _recorded(at: datetime) -> Row:
    return {"recorded_at": _instant(at), "recorded_on": wita_day(at).isoformat()}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
