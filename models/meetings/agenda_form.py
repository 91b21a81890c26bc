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
    return canonical([_facts(item) for item in items])


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


def _facts(item: AgendaItem) -> dict[str, object]:
    return {
        "kind": item.kind,
        "sentra": item.sentra,
        "agency": item.agency,
        "milestones": list(item.milestones),
        "since": None if item.since is None else item.since.isoformat(),
        "days": item.days,
        "actual": item.actual,
        "planned": item.planned,
        "deviation_before": item.deviation_before,
        "resolution": item.resolution,
        "days_late": item.days_late,
        "grounds": None if item.grounds is None else asdict(item.grounds),
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
            Setback(**(setback | {"kind": SetbackKind(setback["kind"])}))
            for setback in facts["setbacks"]
        ),
        late=tuple(MilestoneCode(code) for code in facts["late"]),
        need=None if need is None else NeedKind(need),
        need_on=None if need_on is None else MilestoneCode(need_on),
    )
