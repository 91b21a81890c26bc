"""The programme and its sentra as they are in force now, and the acts that made them so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from models.plan.acts import Fields
from models.plan.queries import WholePlan, whole_plan
from models.plan.registers.commands import version_of
from rules.access import Permission, require
from rules.plan.acts import PlanAct, PlanSubject
from rules.plan.places import villages
from rules.values import Actor, Place, Programme, Sentra, SentraCode


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What an act made of the programme or of one sentra: the fields before and after."""

    act: PlanAct
    subject: PlanSubject
    code: str
    before: Fields
    after: Fields


@dataclass(frozen=True, slots=True)
class PlanRegister:
    """The programme and its sentra now; `dissolved` ones last, `entries` latest act first.

    Versions are the number of the latest act on each; `sentra_version` is that on any sentra. The
    plan is a draft where `adopted_on` is None. `villages` are those of any sentra that there ever
    was, each once.
    """

    programme: Programme
    sentra: tuple[Sentra, ...]
    dissolved: tuple[Sentra, ...]
    programme_version: int
    sentra_version: int
    versions: Mapping[SentraCode, int]
    adopted_on: date | None
    villages: tuple[Place, ...]
    entries: tuple[RegisterEntry, ...]


def plan_register(connection: Connection, actor: Actor) -> PlanRegister:
    """Return the programme and its sentra with their history. Raises NotAllowed, NoProgramme."""
    require(actor, Permission.VIEW)
    whole = whole_plan(connection)
    every = whole.sentra_on(date.max, date.max)
    of_each = {
        own.code: version_of(whole, (PlanSubject.SENTRA, number)) for number, own in every.items()
    }
    rows = tuple((PlanSubject.SENTRA, number) for number in whole.added_sentra)
    adoption = whole.adoption
    return PlanRegister(
        programme=whole.programme,
        sentra=tuple(own for own in every.values() if own.dissolved_on is None),
        dissolved=tuple(own for own in every.values() if own.dissolved_on is not None),
        programme_version=version_of(whole, (PlanSubject.PROGRAMME, whole.programme_id)),
        sentra_version=version_of(whole, *rows),
        versions=of_each,
        adopted_on=None if adoption is None else adoption.since,
        villages=villages((*whole.added_sentra.values(), *every.values())),
        entries=tuple(_entries(whole)),
    )


def _entries(whole: WholePlan) -> list[RegisterEntry]:
    codes = {
        (PlanSubject.PROGRAMME, whole.programme_id): whole.added_programme.code,
        **{(PlanSubject.SENTRA, number): own.code for number, own in whole.added_sentra.items()},
    }
    found = [
        RegisterEntry(own.act, subject[0], code, own.before, own.after)
        for subject, code in codes.items()
        for own in whole.acts.of(*subject)
    ]
    return sorted(found, key=lambda entry: (-entry.act.number, entry.code))
