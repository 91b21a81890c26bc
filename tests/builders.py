"""Values for tests with sensible defaults: a test names only what it is about.

Every builder takes the fields of its value as keywords, and refuses names that are no field.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from rules.values import (
    Agency,
    AgencyCode,
    Board,
    EventId,
    Milestone,
    MilestoneCode,
    Moment,
    MonthEnd,
    Obstacle,
    ObstacleId,
    Place,
    Programme,
    Schedule,
    Sentra,
    SentraCode,
    State,
)
from rules.vocabulary import Basis, IndicatorKind, PlaceKind, Plan, SourceKind, Status

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
        history=dict.fromkeys(Basis, ()),
    )
    return replace(sentra, **fields)


def two_milestones(sentra: str) -> tuple[Milestone, Milestone]:
    """Return two unreported milestones of 50 points, due at the ends of 2021 and 2022."""
    later = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31))
    return a_milestone(f"{sentra}-M01"), a_milestone(f"{sentra}-M02", stage=2, first=later)


def a_history(*points: tuple[date, float]) -> dict[Basis, tuple[MonthEnd, ...]]:
    """Return past month ends that hold on both bases."""
    ends = tuple(MonthEnd(day, actual) for day, actual in points)
    return dict.fromkeys(Basis, ends)


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
