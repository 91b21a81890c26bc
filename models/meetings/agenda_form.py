"""What a meeting freezes as it is kept: canonical JSON of agenda and position, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from models.audit.chain import canonical
from rules.meetings.agenda_reasons import Grounds, Setback, SetbackKind
from rules.meetings.values import AgendaItem, AgendaKind, Position, ResolutionId
from rules.progress.briefing import NeedKind
from rules.values import AgencyCode, MilestoneCode, SentraCode
from rules.vocabulary import Light


def to_json(items: Iterable[AgendaItem]) -> str:
    """Return the items as text; `from_json` gives equal ones back."""
    return canonical([_facts(one) for one in items])


def from_json(kept: str) -> tuple[AgendaItem, ...]:
    """Return the items that `to_json` wrote."""
    return tuple(_item(facts) for facts in json.loads(kept))


def position_to_json(position: Position) -> str:
    """Return the figures as text; `position_from_json` gives equal ones back."""
    return canonical(asdict(position))


def position_from_json(kept: str) -> Position:
    """Return the figures that `position_to_json` wrote."""
    facts = json.loads(kept)
    # Positions frozen by earlier versions have no holders.
    holding = ((AgencyCode(agency), count) for agency, count in facts.pop("holding", ()))
    return Position(**facts, holding=tuple(holding))


def _facts(one: AgendaItem) -> dict[str, object]:
    return {
        "kind": one.kind,
        "sentra": one.sentra,
        "agency": one.agency,
        "milestones": list(one.milestones),
        "since": None if one.since is None else one.since.isoformat(),
        "days": one.days,
        "actual": one.actual,
        "planned": one.planned,
        "deviation_before": one.deviation_before,
        "resolution": one.resolution,
        "days_late": one.days_late,
        "grounds": None if one.grounds is None else asdict(one.grounds),
    }


def _item(facts: Mapping[str, Any]) -> AgendaItem:
    sentra, agency, since = facts["sentra"], facts["agency"], facts["since"]
    return AgendaItem(
        kind=AgendaKind(facts["kind"]),
        sentra=None if sentra is None else SentraCode(sentra),
        agency=None if agency is None else AgencyCode(agency),
        milestones=tuple(MilestoneCode(code) for code in facts["milestones"]),
        since=None if since is None else date.fromisoformat(since),
        days=facts["days"],
        actual=facts["actual"],
        planned=facts["planned"],
        deviation_before=facts["deviation_before"],
        resolution=None if facts["resolution"] is None else ResolutionId(facts["resolution"]),
        # Agendas frozen by earlier versions have neither.
        days_late=facts.get("days_late", 0),
        grounds=_grounds(facts.get("grounds")),
    )


def _grounds(facts: Mapping[str, Any] | None) -> Grounds | None:
    if facts is None:
        return None
    before, need, need_on = facts["light_before"], facts["need"], facts["need_on"]
    return Grounds(
        light=Light(facts["light"]),
        light_before=None if before is None else Light(before),
        setbacks=tuple(
            Setback(**(one | {"kind": SetbackKind(one["kind"])})) for one in facts["setbacks"]
        ),
        late=tuple(MilestoneCode(code) for code in facts["late"]),
        need=None if need is None else NeedKind(need),
        need_on=None if need_on is None else MilestoneCode(need_on),
    )
