"""Values for tests with sensible defaults: a test names only what it is about.

Every builder takes the fields of its value as keywords, and refuses names that are no field.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from rules.changes.change_report import changes
from rules.changes.comparison import compare
from rules.errors import SentraError
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpEvent, FollowUpKind
from rules.meetings.meeting import Meeting, MeetingPlan
from rules.meetings.resolutions import MeetingId, Resolution, ResolutionId
from rules.periods import Quarter
from rules.plan.table import PlanRow
from rules.progress.briefing import Briefing, brief
from rules.shapes import QuarterTarget, Shape
from rules.values import (
    Agency,
    AgencyCode,
    Board,
    EventId,
    Milestone,
    MilestoneCode,
    Moment,
    Obstacle,
    ObstacleId,
    PastShare,
    Place,
    Programme,
    Revision,
    Schedule,
    Sentra,
    SentraCode,
    State,
)
from rules.vocabulary import Basis, IndicatorKind, PlaceKind, Plan, ShapeKind, SourceKind, Status

AS_OF = date(2022, 6, 30)

_AGENCIES = (
    Agency(AgencyCode("DPMD"), "DPMD", "Dinas Pemberdayaan Masyarakat dan Desa", (), None, None),
    Agency(AgencyCode("BAPELITBANG"), "Bapelitbang", "Badan Perencanaan", (), None, None),
)
_PROGRAMME = Programme(
    code="SENTRA",
    name="Sembilan sentra industri kecil",
    start=date(2021, 1, 1),
    finish=date(2023, 12, 31),
    rpjmd="RPJMD 2018-2023",
    letter="518/176/2020",
    source="rencana tonggak capaian (draf)",
    plan_status="DRAF",
    is_example=False,
    pinned_on=None,
    version=1,
)
_SCHEDULE = Schedule(start=date(2021, 1, 1), finish=date(2021, 12, 31), weight=50.0)
_PLACE = Place(
    village_code="64.09.02.2004",
    name="Bangun Mulya",
    kind=PlaceKind.DESA,
    district="Waru",
    source_name="Bangun Mulya",
    source_kind=PlaceKind.DESA,
    source_district="Waru",
    latitude=-1.36232,
    longitude=116.58518,
    note="",
)
_MILESTONE = Milestone(
    code=MilestoneCode("S01-M01"),
    sentra=SentraCode("S01"),
    sequence=1,
    title="Kajian kelayakan selesai",
    stage=1,
    lead=AgencyCode("DPMD"),
    supporting=(),
    unit="dokumen",
    target=Decimal(1),
    indicator=IndicatorKind.FINAL_VALUE,
    expected_evidence="Dokumen kajian",
    source_kind=SourceKind.PROPOSAL,
    source="Usulan",
    first=_SCHEDULE,
    current=_SCHEDULE,
    revisions=(),
    states={basis: State() for basis in Basis},
    version=EventId(0),
)


def a_moment(as_of: date = AS_OF, basis: Basis = Basis.APPROVED, plan: Plan = Plan.FIRST) -> Moment:
    """Return a moment: 30 June 2022, approved reports, first plan."""
    return Moment(as_of, basis, plan)


def a_schedule(**fields: Any) -> Schedule:
    """Return a schedule: the whole of 2021, 50 points."""
    return replace(_SCHEDULE, **fields)


def revised(first: Schedule, *finishes: date) -> tuple[Revision, ...]:
    """Return revisions of May 2022 that move the planned finish of `first` from day to day."""
    found, before = [], first
    for at, finish in enumerate(finishes, 1):
        after = replace(before, finish=finish)
        recorded = datetime(2022, 5, at, tzinfo=UTC)
        day = recorded.date()
        found.append(Revision(recorded, day, before, after, "alasan", "nomor", "admin"))
        before = after
    return tuple(found)


def a_shape(**shares: float) -> Shape:
    """Return quarterly targets by quarter: `a_shape(TW1_2022=0.4, TW2_2022=1)`."""
    named = {name.removeprefix("TW").partition("_"): share for name, share in shares.items()}
    targets = (
        QuarterTarget(Quarter(int(year), int(number)), share)
        for (number, _, year), share in named.items()
    )
    return Shape(ShapeKind.TARGETS, tuple(targets))


def a_state(progress: float = 0.5, **fields: Any) -> State:
    """Return a state with a report on 31 May 2022; the status follows from `progress`."""
    status = Status.IN_PROGRESS if progress < 1 else Status.FINISHED
    reported = State(
        status=status if progress else Status.NOT_STARTED,
        progress=progress,
        report_id=EventId(1),
        effective_on=date(2022, 5, 31),
        evidence="Berita acara",
        author="operator",
    )
    return replace(reported, **fields)


def an_obstacle(**fields: Any) -> Obstacle:
    """Return an obstacle open since 1 March 2022, owned by DPMD."""
    obstacle = Obstacle(
        id=ObstacleId(1),
        description="Lahan belum bebas",
        owner=AgencyCode("DPMD"),
        opened_on=date(2022, 3, 1),
        closed_on=None,
    )
    return replace(obstacle, **fields)


def a_milestone(
    code: str = "S01-M01", state: State | None = None, reported: State | None = None, **fields: Any
) -> Milestone:
    """Return a milestone of the sentra that `code` begins with, never reported on by default.

    `state` holds on both bases, `reported` on `Basis.REPORTED` alone; `current` follows `first`.
    """
    approved = state or State()
    fields.setdefault("current", fields.get("first", _SCHEDULE))
    fields.setdefault("sequence", int(code.rpartition("-M")[2]))
    fields.setdefault("states", {Basis.APPROVED: approved, Basis.REPORTED: reported or approved})
    sentra = SentraCode(code.partition("-")[0])
    return replace(_MILESTONE, code=MilestoneCode(code), sentra=sentra, **fields)


def a_place(**fields: Any) -> Place:
    """Return a place: desa Bangun Mulya."""
    return replace(_PLACE, **fields)


def a_sentra(
    code: str = "S01", milestones: Sequence[Milestone] | None = None, **fields: Any
) -> Sentra:
    """Return a sentra of two equal milestones, unreported, with no past month ends."""
    own = milestones if milestones is not None else two_milestones(code)
    sentra = Sentra(
        code=SentraCode(code),
        name=f"Sentra {code}",
        product="kerajinan",
        weight=1.0,
        legal_basis="Surat 518/176/2020",
        places=(_PLACE,),
        milestones=tuple(own),
        history=a_history(),
    )
    return replace(sentra, **fields)


def two_milestones(sentra: str) -> tuple[Milestone, Milestone]:
    """Return two unreported milestones of 50 points, due at the ends of 2021 and 2022."""
    later = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31))
    return a_milestone(f"{sentra}-M01"), a_milestone(f"{sentra}-M02", stage=2, first=later)


def a_history(
    *points: tuple[date, float] | PastShare,
) -> dict[Plan, dict[Basis, tuple[PastShare, ...]]]:
    """Return past month ends that hold in both plans, on both bases."""
    ends = tuple(one if isinstance(one, PastShare) else PastShare(*one) for one in points)
    return {plan: dict.fromkeys(Basis, ends) for plan in Plan}


def a_programme(**fields: Any) -> Programme:
    """Return the programme 2021-2023; not an example."""
    return replace(_PROGRAMME, **fields)


def a_board(sentra: Sequence[Sentra] | None = None, **fields: Any) -> Board:
    """Return a board as of 30 June 2022 with one sentra and two agencies."""
    board = Board(
        as_of=AS_OF,
        programme=_PROGRAMME,
        sentra=tuple(sentra) if sentra is not None else (a_sentra(),),
        agencies={one.code: one for one in _AGENCIES},
    )
    return replace(board, **fields)


def a_meeting_plan(**fields: Any) -> MeetingPlan:
    """Return the plan of a meeting on 30 June 2022 at nine, with both agencies."""
    plan = MeetingPlan(
        title="Rapat koordinasi sentra",
        held_on=AS_OF,
        begins_at=time(9, 0),
        place="Ruang rapat DPMD",
        agencies=tuple(one.code for one in _AGENCIES),
    )
    return replace(plan, **fields)


def a_meeting(**fields: Any) -> Meeting:
    """Return an open meeting at the usual moment, the first of its kind, with nothing resolved."""
    meeting = Meeting(
        id=MeetingId(1),
        plan=a_meeting_plan(),
        author="Operator DPMD",
        moment=a_moment(),
        opened_at=datetime(2022, 6, 30, 1, 0, tzinfo=UTC),
        chain_head="0123456789ab",
    )
    return replace(meeting, **fields)


def a_resolution(number: int = 1, **fields: Any) -> Resolution:
    """Return a resolution of the meeting with id 1: DPMD must act until 14 July 2022."""
    resolution = Resolution(
        id=ResolutionId(number),
        meeting=MeetingId(1),
        item="",
        sentra=SentraCode("S01"),
        milestone=None,
        text="Menuntaskan pembebasan lahan",
        owner=AgencyCode("DPMD"),
        due_on=date(2022, 7, 14),
        needs_evidence=False,
        author="Operator DPMD",
        recorded_at=datetime(2022, 6, 30, 2, 0, tzinfo=UTC),
    )
    return replace(resolution, **fields)


def a_follow_up(number: int = 1, *, closed: bool = False, **fields: Any) -> FollowUp:
    """Return a follow-up of the meeting on 31 March 2022, due on 14 April 2022."""
    due_on = fields.pop("due_on", date(2022, 4, 14))
    text = fields.pop("text", "Menuntaskan pembebasan lahan")
    owner = AgencyCode(fields.pop("owner", "DPMD"))
    follow_up = FollowUp(
        resolution=a_resolution(number, text=text, owner=owner, due_on=due_on),
        owner=owner,
        due_on=due_on,
        meeting_title="Rapat koordinasi TW I",
        decided_on=date(2022, 3, 31),
        history=(_closing(),) if closed else (),
    )
    return replace(follow_up, **fields)


def _closing() -> FollowUpEvent:
    at = datetime(2022, 5, 2, 2, 0, tzinfo=UTC)
    return FollowUpEvent(FollowUpKind.CLOSED, "Lahan sudah bebas", "Berita acara", "operator", at)


def a_dossier(
    briefing: Briefing | None = None, earlier: Briefing | None = None, **fields: Any
) -> Dossier:
    """Return a dossier of `briefing`, compared with the meeting of `earlier` where one is given."""
    later = briefing or brief(a_board(), a_moment())
    dossier = Dossier(
        briefing=later,
        made_by="Operator DPMD",
        changes=None if earlier is None else changes(later, earlier),
        comparison=None if earlier is None else compare(later, earlier),
        compares_with_meeting=earlier is not None,
    )
    return replace(dossier, **fields)


_DATED = ("start", "finish", "weight", "shape")


def a_plan_row(code: str | None = "S01-M01", **fields: Any) -> PlanRow:
    """Return a row of a plan, led by DPMD; its schedule takes `_DATED`."""
    dated = {name: fields.pop(name) for name in _DATED if name in fields}
    row = PlanRow(
        code=None if code is None else MilestoneCode(code),
        title="Rumah produksi",
        stage=3,
        lead=AgencyCode("DPMD"),
        supporting=(),
        schedule=a_schedule(**dated),
        unit="unit",
        target=Decimal(1),
        indicator=IndicatorKind.FINAL_VALUE,
        expected_evidence="Berita acara",
        source_kind=SourceKind.PROPOSAL,
        source="Usulan",
    )
    return replace(row, **fields)


def every_error(kind: type[SentraError] = SentraError) -> list[type[SentraError]]:
    """Return every class of error that is raised, without those that only have what some share."""
    kinds = kind.__subclasses__()
    return [one for own in kinds for one in every_error(own)] or [kind]
