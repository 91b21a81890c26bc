"""The register of agencies of a test's office: one adds, describes and merges in a line each."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from models.plan.agencies import commands as agencies
from models.plan.agencies.commands import register_version
from models.plan.agencies.queries import AgencyEntry, register
from rules.plan.agencies import AgencyDraft, NewAgency, draft_of
from rules.plan.agency_legality import Merger
from rules.plan.table import PlanDecision
from rules.values import Actor, AgencyCode
from tests.people import Office

PERINDAG, DISBUDPAR, DPMD = map(AgencyCode, ("DISKUKMPERINDAG", "DISBUDPAR", "DPMD"))
BY_LAW = PlanDecision("Perda 5/2021", date(2021, 7, 1), "Penataan perangkat daerah")


def a_new_agency(label: str = "Dinas Baru", **fields: Any) -> NewAgency:
    """Return an agency to be added."""
    return NewAgency(AgencyDraft(label, f"{label} Kabupaten", **fields), "Perda 5/2021")


class AgencyDesk:
    """The register of an office, worked on by its admin unless a test says otherwise."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def add(self, new: NewAgency, *, by: Actor | None = None, at: datetime | None = None) -> Any:
        """Add an agency."""
        return self._do(agencies.add_agency, new, by=by, at=at)

    def change(
        self,
        code: str,
        decision: PlanDecision | None = None,
        *,
        seen: int | None = None,
        by: Actor | None = None,
        at: datetime | None = None,
        **fields: Any,
    ) -> None:
        """Change an agency; the fields are those of its description."""
        entry = self.entry(code)
        draft = replace(draft_of(entry.value), **fields)
        version = entry.version if seen is None else seen
        own = AgencyCode(code)
        self._do(agencies.change_agency, own, draft, decision, by=by, at=at, seen=version)

    def merge(
        self,
        merged: str | tuple[str, ...],
        into: str | NewAgency,
        decision: PlanDecision = BY_LAW,
        *,
        seen: int | None = None,
        by: Actor | None = None,
        at: datetime | None = None,
    ) -> Any:
        """Merge agencies into an existing or a new one."""
        codes = (merged,) if isinstance(merged, str) else merged
        successor = into if isinstance(into, NewAgency) else AgencyCode(into)
        merger = Merger(tuple(map(AgencyCode, codes)), successor, decision)
        version = register_version(self.entries()) if seen is None else seen
        return self._do(agencies.merge_agencies, merger, by=by, at=at, seen=version)

    def undo(
        self,
        code: str,
        reason: str = "Keliru dicatat",
        *,
        seen: int | None = None,
        by: Actor | None = None,
        at: datetime | None = None,
    ) -> None:
        """Take back the merger of an agency."""
        version = self.entry(code).version if seen is None else seen
        own = AgencyCode(code)
        self._do(agencies.undo_merger, own, reason, by=by, at=at, seen=version)

    def entries(self) -> dict[AgencyCode, AgencyEntry]:
        """Return the register."""
        with self.office.store.read() as connection:
            return register(connection, self.office.people.pengamat)

    def entry(self, code: str) -> AgencyEntry:
        """Return one agency of the register."""
        return self.entries()[AgencyCode(code)]

    def _do(
        self, command: Any, *told: Any, by: Actor | None, at: datetime | None, **how: Any
    ) -> Any:
        actor = by or self.office.people.admin
        with self.office.store.write() as connection:
            return command(connection, actor, *told, **how, at=self.office._at(at))
