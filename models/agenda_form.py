"""What a meeting freezes as it is kept: canonical JSON of agenda and position, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from models.chain import canonical
from rules.meetings import AgendaItem, AgendaKind, Position, ResolutionId
from rules.values import AgencyCode, MilestoneCode, SentraCode


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
    return Position(**json.loads(kept))


def _facts(one: AgendaItem) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "sentra": one.sentra,
        "agency": one.agency,
        "milestones": list(one.milestones),
        "since": None if one.since is None else one.since.isoformat(),
        "days": one.days,
        "actual": one.actual,
        "planned": one.planned,
        "deviation_before": one.deviation_before,
        "resolution": one.resolution,
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
    )
