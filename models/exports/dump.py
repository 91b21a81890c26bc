"""Plan and history as plain rows, for whoever wants to recompute every figure.

Everything that happened by a day and was recorded by another; nothing that was computed from it.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import Connection

from models.exports.annexes import Row, annexes, follow_up_files, places, recorded
from models.meetings import queries as meeting_queries
from models.progress import queries as progress_queries
from models.reporting import queries as reporting_queries
from models.reporting.queries import RecordedObstacle
from rules.meetings.follow_ups import FollowUp
from rules.meetings.meeting import Meeting
from rules.meetings.resolutions import Resolution
from rules.progress.shares import weight_in
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
from rules.vocabulary import Plan

CONVENTIONS: Final = """\
Bobot tonggak satu sentra berjumlah 100; capaian dan rencana adalah pangsa 0 sampai 1.
Hari memakai WITA (UTC+8) dan termasuk hari itu sendiri; saat pencatatan dalam UTC. Catatan yang \
dibuat dengan jam yang salah memuat saat kesalahan itu diluruskan.
Dua waktu: as_of adalah hari yang ditanyakan, known_on hari sampai mana sesuatu harus sudah \
dicatat (kosong: semua yang dicatat sampai berkas ini dibuat).
Keadaan tonggak pada as_of: laporan dengan tanggal posisi terakhir, lalu id terbesar, di antara \
laporan yang berlaku (effective_on) sampai as_of, dicatat sampai known_on, dan dihitung pada \
dasar yang dipilih.
Dasar disetujui: keputusan terakhir yang dicatat sampai known_on adalah approved.
Dasar termasuk laporan: keputusan terakhir yang dicatat sampai known_on bukan returned atau \
withdrawn, atau belum ada keputusan.
Tonggak tanpa laporan yang dihitung: belum mulai, 0.
Tonggak batal (cancelled) keluar dari pembilang dan penyebut.
Capaian sentra = jumlah(bobot x progress) / jumlah(bobot), dengan bobot rencana yang dipilih: \
terhadap rencana berjalan current_weight, terhadap rencana awal first_reckoned_weight (bobot \
rencana awal; lain hanya bila diubah sebelum perubahan memuat keputusan).
Rencana sentra = jumlah(bobot x r) / jumlah(bobot) menurut rencana yang dipilih; r naik lurus \
dari 0 pada hari mulai ke 1 pada hari selesai; mulai = selesai berarti langsung 1. Bentuk (shape) \
step: 0 sebelum hari selesai; 2022-1:40 berarti r = 0,4 pada akhir triwulan I 2022, lurus di \
antaranya.
Rencana berjalan: perubahan terakhir yang berlaku sampai as_of dan dicatat sampai known_on, atau \
rencana awal.
Tonggak yang dipecah atau digabung: became menyebut penggantinya; pada as_of ia tidak dihitung \
dalam rencana mana pun. Pada yang baru, origins menyebut asalnya, dan first_of bagian rencana awal \
yang diwarisinya (kode/mulai/selesai/bobot/bentuk, dipisahkan |): rencana awalnya jumlah bagian itu.
Program = rata-rata sentra dengan bobot sentra, tanpa yang sudah dibubarkan (dissolved_on) dan \
yang tidak punya bobot dalam rencana yang dipilih. Deviasi = 100 x (capaian - rencana).
Kendala terbuka sejak tanggal posisi laporan opened_by bila laporan itu dihitung, dan tertutup \
pada tanggal posisi laporan closed_by pertama yang dihitung; pada tonggak selesai atau batal \
paling lambat pada tanggal posisi keadaannya.
Keputusan rapat (resolutions) dengan owner dan due_on adalah tindak lanjut: terbuka sampai \
kejadian closed, dan terbuka lagi sesudah reopened; noted tidak mengubahnya.
Tanpa bukti (F-12): laporan yang berlaku menyatakan finished, atau naik 0,25 atau lebih dari \
laporan sebelumnya pada dasar yang sama, dan evidence-nya kosong serta tidak ada baris \
evidence_files dengan report yang sama.
Data awal (batches): semua laporannya (batch_reports) dikirim bersama dan diputuskan bersama; \
keputusan terakhir atas laporan mana pun darinya adalah keputusan atas semuanya, pada recorded_at \
keputusan itu.
Triwulan ditutup (F-16): quarter_figures dihitung pada last_day dari laporan yang disetujui dan \
rencana yang tercatat sampai recorded_at penutupannya, dibulatkan ke sepermiliar.
plan_history memuat tiap baris rencana sebagaimana ditulis tiap perbuatan; yang terakhir berlaku.
Dalam CSV, teks yang diawali = + - @ diberi tanda ' di depan agar tidak menjadi rumus.
""".splitlines()


def tables_of_record(
    connection: Connection, actor: Actor, as_of: date, known_on: date | None = None
) -> dict[str, list[Row]]:
    """Return every table of the record by its name, rows in the order of recording.

    Decisions stand among the reports: `kind` approved, returned or withdrawn, about `report_id`.
    """
    board = progress_queries.board(connection, actor, as_of, known_on)
    # What is said in a meeting happens as it is recorded.
    recorded_by = min(as_of, known_on or as_of)
    meetings = sorted(
        meeting_queries.meetings(connection, actor, recorded_by), key=lambda meeting: meeting.id
    )
    follow_ups = meeting_queries.follow_ups(connection, actor, recorded_by)
    milestones = board.milestones.values()
    known = (as_of, known_on)
    revisions = reporting_queries.revisions(connection, actor, *known)
    return {
        "programme": [_programme(board.programme)],
        "agencies": _agencies(board),
        "sentra": [_sentra(sentra) for sentra in board.every_sentra],
        "milestones": [_milestone(milestone) for milestone in milestones],
        "revisions": _revisions(revisions),
        "reports": [
            _report(event) for event in reporting_queries.events(connection, actor, *known)
        ],
        "obstacles": [
            _obstacle(obstacle)
            for obstacle in reporting_queries.obstacles(connection, actor, *known)
        ],
        "meetings": [_meeting(meeting) for meeting in meetings],
        "resolutions": [
            _resolution(resolution) for meeting in meetings for resolution in meeting.resolutions
        ],
        "follow_up_events": _follow_up_events(follow_ups),
        "follow_up_files": follow_up_files(follow_ups),
        "places": places(board.every_sentra),
        **annexes(connection, actor, *known),
    }


def _programme(value: Programme) -> Row:
    return {
        "code": value.code,
        "name": value.name,
        "start": value.start.isoformat(),
        "finish": value.finish.isoformat(),
        "rpjmd": value.rpjmd,
        "letter": value.letter,
        "region": value.region,
        "rpjmd_number": value.rpjmd_number,
        "vision": value.vision,
        "plan_status": value.plan_status,
        "source": value.source,
        "is_example": value.is_example,
        "chain_head": value.chain_head,
    }


def _agencies(board: Board) -> list[Row]:
    return [
        {
            "code": agency.code,
            "label": agency.label,
            "name": agency.name,
            "aliases": ";".join(agency.aliases),
            "valid_from": None if agency.valid_from is None else agency.valid_from.isoformat(),
            "valid_to": None if agency.valid_to is None else agency.valid_to.isoformat(),
            "successor": agency.successor,
            "merged_on": None if agency.merged_on is None else agency.merged_on.isoformat(),
        }
        for agency in board.agencies.values()
    ]


def _sentra(sentra: Sentra) -> Row:
    return {
        "code": sentra.code,
        "name": sentra.name,
        "product": sentra.product,
        "weight": sentra.weight,
        "legal_basis": sentra.legal_basis,
        "dissolved_on": sentra.dissolved_on and sentra.dissolved_on.isoformat(),
    }


def _milestone(milestone: Milestone) -> Row:
    return {
        "code": milestone.code,
        "sentra": milestone.sentra,
        "sequence": milestone.sequence,
        "title": milestone.title,
        "stage": milestone.stage,
        "lead": milestone.lead,
        "supporting": ";".join(milestone.supporting),
        "unit": milestone.unit,
        "target": str(milestone.target),
        "indicator": milestone.indicator,
        "expected_evidence": milestone.expected_evidence,
        "source_kind": milestone.source_kind,
        "source": milestone.source,
        "after": ";".join(milestone.after),
        "renstra_code": milestone.renstra_code,
        "renja_code": milestone.renja_code,
        "sipd_code": milestone.sipd_code,
        **_schedule("first", milestone.first),
        "first_reckoned_weight": weight_in(milestone, Plan.FIRST),
        "first_of": _first_of(milestone),
        "origins": ";".join(milestone.lineage.origins),
        "became": ";".join(milestone.lineage.became),
        **_schedule("current", milestone.current),
    }


def _first_of(milestone: Milestone) -> str:
    """What a milestone answers for of the first plan where it was made of others."""
    return "|".join(
        "/".join((one.milestone, *map(str, _schedule("", one.schedule).values())))
        for one in milestone.lineage.first
    )


def _revisions(by_milestone: Mapping[MilestoneCode, tuple[Revision, ...]]) -> list[Row]:
    rows = [(code, revision) for code, revisions in by_milestone.items() for revision in revisions]
    return [
        {
            "milestone": code,
            **_schedule("before", revision.before),
            **_schedule("after", revision.after),
            "reason": revision.reason,
            "decision_number": revision.decision_number,
            "author": revision.author,
            **recorded(revision.recorded_at),
        }
        for code, revision in sorted(rows, key=lambda row: row[1].recorded_at)
    ]


def _report(event: ReportEvent) -> Row:
    return {
        "id": event.id,
        "kind": event.kind,
        "report_id": event.report_id,
        "milestone": event.milestone,
        "effective_on": event.effective_on.isoformat(),
        "status": event.status,
        "progress": event.progress,
        "realised_value": None if event.realised_value is None else str(event.realised_value),
        "evidence": event.evidence,
        "note": event.note,
        "decision_number": event.decision_number,
        "author": event.author,
        "author_agency": event.author_agency,
        **recorded(event.recorded_at),
    }


def _obstacle(obstacle: RecordedObstacle) -> Row:
    return {
        "id": obstacle.id,
        "milestone": obstacle.milestone,
        "description": obstacle.description,
        "owner": obstacle.owner,
        "opened_by": obstacle.opened_by,
        "closed_by": ";".join(str(event) for event in obstacle.closed_by),
    }


def _meeting(meeting: Meeting) -> Row:
    moment = meeting.moment
    ended_at = meeting.closed_at or meeting.cancelled_at
    return {
        "id": meeting.id,
        "stage": meeting.stage,
        "title": meeting.plan.title,
        "series": meeting.plan.series,
        "held_on": meeting.plan.held_on.isoformat(),
        "begins_at": f"{meeting.plan.begins_at:%H:%M}",
        "place": meeting.plan.place,
        "invited": ";".join(meeting.plan.agencies),
        "present": ";".join(entry.agency for entry in meeting.attendance if entry.is_present),
        "author": meeting.author,
        "as_of": None if moment is None else moment.as_of.isoformat(),
        "basis": None if moment is None else moment.basis,
        "plan": None if moment is None else moment.plan,
        "previous": None if meeting.previous is None else meeting.previous.isoformat(),
        "opened_at": None if meeting.opened_at is None else _instant(meeting.opened_at),
        "ended_at": None if ended_at is None else _instant(ended_at),
        "chain_head": meeting.chain_head,
        "agenda": ";".join(item.key for item in meeting.agenda),
    }


def _resolution(resolution: Resolution) -> Row:
    return {
        "id": resolution.id,
        "meeting": resolution.meeting,
        "item": resolution.item,
        "sentra": resolution.sentra,
        "milestone": resolution.milestone,
        "text": resolution.text,
        "owner": resolution.owner,
        "due_on": None if resolution.due_on is None else resolution.due_on.isoformat(),
        "needs_evidence": resolution.needs_evidence,
        "author": resolution.author,
        **recorded(resolution.recorded_at),
    }


def _follow_up_events(follow_ups: Iterable[FollowUp]) -> list[Row]:
    told = [(event, follow_up) for follow_up in follow_ups for event in follow_up.history]
    return [
        {
            "resolution": follow_up.resolution.id,
            "kind": event.kind,
            "note": event.note,
            "evidence": event.evidence,
            "files": ";".join(file.kept.sha256 for file in event.files),
            "author": event.author,
            **recorded(event.recorded_at),
        }
        for event, follow_up in sorted(told, key=lambda pair: pair[0].recorded_at)
    ]


def _schedule(name: str, value: Schedule) -> Row:
    return {
        f"{name}_start": value.start.isoformat(),
        f"{name}_finish": value.finish.isoformat(),
        f"{name}_weight": value.weight,
        f"{name}_shape": value.shape.code,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
