"""What a programme still lacks before it can begin: five steps, judged from what is kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rules.plan.agencies import Agencies, successor_on
from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.plan.legality import ground_of, problems_of_table
from rules.plan.table import SentraPlan, weight_sum
from rules.values import AgencyCode, Programme, Sentra, SentraCode
from rules.vocabulary import Role


class BeginningStep(StrEnum):
    """What is prepared before a plan is adopted, in the order in which it is asked for."""

    PROGRAMME = "programme"
    AGENCIES = "agencies"
    SENTRA = "sentra"
    MILESTONES = "milestones"
    PEOPLE = "people"


class Gap(StrEnum):
    """One kind of thing that is missing."""

    NO_REGION = "no_region"
    NO_REGULATION = "no_regulation"
    NO_AGENCY = "no_agency"
    UNNAMED_AGENCIES = "unnamed_agencies"
    NO_SENTRA = "no_sentra"
    WITHOUT_PLACE = "without_place"
    WITHOUT_MILESTONES = "without_milestones"
    WITHOUT_LEAD = "without_lead"
    WEIGHTS_NOT_100 = "weights_not_100"
    TO_MEND = "to_mend"
    NO_LEADER = "no_leader"
    NO_OPERATOR = "no_operator"
    AGENCIES_WITHOUT_OPERATOR = "agencies_without_operator"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: how often, in which of them, and for weights their sum."""

    gap: Gap
    count: int = 1
    names: tuple[str, ...] = ()
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class StepState:
    """One step and all that it still lacks; nothing where it is done."""

    step: BeginningStep
    missing: tuple[Missing, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in: their role, and the agency for which they act."""

    role: Role
    agency: AgencyCode | None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the steps are judged by, as it is on `today`."""

    programme: Programme
    agencies: Agencies
    sentra: Sequence[Sentra]
    plans: Mapping[SentraCode, SentraPlan]
    people: Sequence[Person]
    today: date


def steps(found: Beginning) -> tuple[StepState, ...]:
    """Return the five steps in their order, each with what it lacks."""
    return tuple(StepState(step, tuple(judge(found))) for step, judge in _JUDGES.items())


def problems_of_plans(found: Beginning) -> dict[SentraCode, tuple[PlanRowProblem, ...]]:
    """Return what is wrong with the table of each sentra."""
    plans = found.plans
    ground = ground_of(found.programme, found.agencies.values(), plans.values(), found.today)
    return {code: problems_of_table(plan.rows, ground) for code, plan in plans.items()}


def _of_programme(found: Beginning) -> Iterator[Missing]:
    if not found.programme.region.strip():
        yield Missing(Gap.NO_REGION)
    if not found.programme.rpjmd_number.strip():
        yield Missing(Gap.NO_REGULATION)


def _of_agencies(found: Beginning) -> Iterator[Missing]:
    valid = [own for own in found.agencies.values() if own.is_valid(found.today)]
    if not valid:
        yield Missing(Gap.NO_AGENCY)
    leading = _leading(found)
    unnamed = [own.label for own in valid if own.code in leading and own.name == own.label]
    if unnamed:
        yield Missing(Gap.UNNAMED_AGENCIES, len(unnamed), tuple(unnamed))


def _of_sentra(found: Beginning) -> Iterator[Missing]:
    if not found.sentra:
        yield Missing(Gap.NO_SENTRA)
    homeless = tuple(own.name for own in found.sentra if not own.places)
    if homeless:
        yield Missing(Gap.WITHOUT_PLACE, len(homeless), homeless)


def _of_milestones(found: Beginning) -> Iterator[Missing]:
    empty = tuple(plan.name for plan in found.plans.values() if not plan.rows)
    if empty:
        yield Missing(Gap.WITHOUT_MILESTONES, len(empty), empty)
    wrong = problems_of_plans(found)
    counted = Counter(one.problem for own in wrong.values() for one in own)
    if leads := counted.pop(PlanProblem.LEAD_UNKNOWN, 0):
        yield Missing(Gap.WITHOUT_LEAD, leads)
    for code, plan in found.plans.items():
        if any(one.problem is PlanProblem.WEIGHTS_NOT_100 for one in wrong[code]):
            total = weight_sum(row.schedule.weight for row in plan.rows)
            yield Missing(Gap.WEIGHTS_NOT_100, 1, (plan.name,), total)
    told = {PlanProblem.EMPTY, PlanProblem.WEIGHTS_NOT_100}
    rest = sum(count for problem, count in counted.items() if problem not in told)
    if rest:
        names = tuple(
            found.plans[code].name
            for code, own in wrong.items()
            if any(one.problem not in told for one in own)
        )
        yield Missing(Gap.TO_MEND, rest, names)
    if not found.plans:
        yield Missing(Gap.NO_SENTRA)


def _of_people(found: Beginning) -> Iterator[Missing]:
    roles = {person.role for person in found.people}
    if Role.LEADER not in roles:
        yield Missing(Gap.NO_LEADER)
    if not roles & {Role.DPMD_OPERATOR, Role.AGENCY_OPERATOR}:
        yield Missing(Gap.NO_OPERATOR)
    elif Role.DPMD_OPERATOR not in roles:
        silent = sorted(found.agencies[code].label for code in _leading(found) - _acting(found))
        if silent:
            yield Missing(Gap.AGENCIES_WITHOUT_OPERATOR, len(silent), tuple(silent))


def _leading(found: Beginning) -> set[AgencyCode]:
    """The agencies that lead a milestone of the plan."""
    leads = {row.lead for plan in found.plans.values() for row in plan.rows}
    return leads & found.agencies.keys()


def _acting(found: Beginning) -> set[AgencyCode]:
    """The agencies for which somebody may report."""
    return {
        successor_on(found.agencies, person.agency, found.today)
        for person in found.people
        if person.role is Role.AGENCY_OPERATOR and person.agency is not None
    }


_JUDGES: Final[Mapping[BeginningStep, Callable[[Beginning], Iterator[Missing]]]] = {
    BeginningStep.PROGRAMME: _of_programme,
    BeginningStep.AGENCIES: _of_agencies,
    BeginningStep.SENTRA: _of_sentra,
    BeginningStep.MILESTONES: _of_milestones,
    BeginningStep.PEOPLE: _of_people,
}
