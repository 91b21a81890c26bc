"""What a meeting freezes as it is kept: canonical JSON of agenda and position, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from models.audit.chain import canonical
from rules.changes.change_report import ChangeKind
from rules.changes.tally import Tally
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.agenda_reasons import AgendaReasons, Regression, RegressionKind
from rules.meetings.resolutions import ResolutionId
from rules.progress.key_figures import KeyFigures
from rules.progress.needs import NeedKind
from rules.values import AgencyCode, MilestoneCode, SentraCode
from rules.vocabulary import Light

_KEPT_NAMES: Final = {"blocking_agencies": "holding", "quote": "told", "regressions": "setbacks"}
"""Fields that are kept under the name they had when meetings were first opened."""
_USUAL: Final = ("is_learnt", False)
"""What is not kept, as agendas frozen by earlier versions have it."""


def to_json(items: Iterable[AgendaItem]) -> str:
    """Return the items as text; `from_json` gives equal ones back."""
    return canonical([_facts(item) for item in items])


def from_json(kept: str) -> tuple[AgendaItem, ...]:
    """Return the items that `to_json` wrote."""
    return tuple(_item(facts) for facts in json.loads(kept))


def position_to_json(figures: KeyFigures, known_on: date, changes: Tally | None = None) -> str:
    """Return a position as text: figures, by when things had to be known, what had changed."""
    facts = asdict(figures, dict_factory=_kept) | {"known_on": known_on.isoformat()}
    return canonical(facts if changes is None else facts | {"changes": _changes(changes)})


def key_figures_from_json(kept: str) -> KeyFigures:
    """Return the figures that `position_to_json` wrote."""
    facts = json.loads(kept)
    for other in ("known_on", "changes"):
        facts.pop(other, None)
    # Positions frozen by earlier versions have no holders.
    blocking = ((AgencyCode(agency), count) for agency, count in facts.pop("holding", ()))
    return KeyFigures(**facts, blocking_agencies=tuple(blocking))


def known_on_from_json(kept: str, as_of: date) -> date:
    """Return the day of knowledge of a position; of those frozen by earlier versions, `as_of`."""
    known_on = json.loads(kept).get("known_on")
    return as_of if known_on is None else date.fromisoformat(known_on)


def changes_from_json(kept: str) -> Tally | None:
    """Return what had changed at a position; None where nothing was compared, or kept."""
    facts = json.loads(kept).get("changes")
    if facts is None:
        return None
    happened, learnt = (
        tuple((ChangeKind(kind), count) for kind, count in facts[name])
        for name in ("happened", "learnt")
    )
    return Tally(date.fromisoformat(facts["since"]), happened, learnt)


def _changes(value: Tally) -> dict[str, object]:
    return {
        "since": value.since.isoformat(),
        "happened": [list(pair) for pair in value.happened],
        "learnt": [list(pair) for pair in value.learnt],
    }


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
        "grounds": None if item.reasons is None else asdict(item.reasons, dict_factory=_kept),
    }


def _kept(fields: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {_KEPT_NAMES.get(name, name): value for name, value in fields if (name, value) != _USUAL}


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
        reasons=_reasons(facts.get("grounds")),
    )


def _reasons(facts: Mapping[str, Any] | None) -> AgendaReasons | None:
    if facts is None:
        return None
    before, need, need_on = facts["light_before"], facts["need"], facts["need_on"]
    return AgendaReasons(
        light=Light(facts["light"]),
        light_before=None if before is None else Light(before),
        regressions=tuple(_regression(**kept) for kept in facts["setbacks"]),
        late=tuple(MilestoneCode(code) for code in facts["late"]),
        need=None if need is None else NeedKind(need),
        need_on=None if need_on is None else MilestoneCode(need_on),
    )


def _regression(kind: str, told: str, **facts: Any) -> Regression:  # noqa: ANN401 - as JSON has it
    return Regression(RegressionKind(kind), quote=told, **facts)
