"""The plan of the store as rows of the plan files, so that they load again unchanged."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, select

from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PLACES,
    PROGRAMME,
    SENTRA,
    decimal_cell,
)
from models.plan.queries import whole_plan
from models.plan.sentra_plans import plans_in
from models.schema.plan import agency, sentra
from rules.access import Permission, require
from rules.plan.agencies import Agencies
from rules.plan.table import PlanRow
from rules.values import Actor, Place, Programme, Sentra, SentraCode
from rules.vocabulary import label
from words.formats import shape

WrittenRow = Mapping[str, str | Decimal]
"""The cells of a row by column; what may begin with a minus is a number, not a text."""

Written = Mapping[str, list[WrittenRow]]
"""The rows of every plan file by its name."""

_DRAFT: Final = "DRAF"
_ADOPTED: Final = "DITETAPKAN"
_PLACE_SOURCE: Final = "Basis data Pantau Sentra"
_PIN_DECIMALS: Final = 6


def written_plan(connection: Connection, actor: Actor, as_of: date, known_on: date) -> Written:
    """Return the plan in force on one day, as known by the end of another.

    Raises NotAllowed, NoProgramme.
    """
    require(actor, Permission.VIEW)
    whole = whole_plan(connection)
    plans = plans_in(connection, whole, as_of, known_on)
    adoption = whole.adoption
    is_adopted = adoption is not None and adoption.holds(as_of, known_on)
    status = _ADOPTED if is_adopted else _DRAFT
    is_own = sentra.c.programme_id == whole.programme_id
    on_that_day = whole.sentra_on(as_of, known_on).values()
    in_plan = tuple(own for own in on_that_day if own.dissolved_on is None)
    return {
        PROGRAMME: [_programme(whole.programme_on(as_of, known_on))],
        AGENCIES: list(_agencies(whole.agencies_on(as_of, known_on), _sources(connection, agency))),
        SENTRA: list(_sentra(in_plan, _sources(connection, sentra, is_own))),
        PLACES: [_place(own.code, place) for own in in_plan for place in own.places],
        MILESTONES: [
            _milestone(code, number, row, status)
            for code, plan in plans.items()
            for number, row in enumerate(plan.rows, 1)
        ],
    }


def _sources(
    connection: Connection, table: Table, *which: ColumnElement[bool]
) -> Mapping[str, str]:
    found = select(table.c.code, table.c.source).where(*which)
    return {row.code: row.source for row in connection.execute(found)}


def _programme(own: Programme) -> WrittenRow:
    return {
        "code": own.code,
        "name": own.name,
        "region": own.region,
        "start": own.start.isoformat(),
        "finish": own.finish.isoformat(),
        "rpjmd": own.rpjmd,
        "rpjmd_number": own.rpjmd_number,
        "letter": own.letter,
        "vision": own.vision,
        "plan_status": own.plan_status,
        "source": own.source,
    }


def _agencies(agencies: Agencies, sources: Mapping[str, str]) -> Iterable[WrittenRow]:
    for own in agencies.values():
        yield {
            "code": own.code,
            "label": own.label,
            "name": own.name,
            "aliases": "; ".join(own.aliases),
            "valid_from": _day(own.valid_from),
            "valid_to": _day(own.valid_to),
            "source": sources[own.code],
        }


def _sentra(in_plan: Iterable[Sentra], sources: Mapping[str, str]) -> Iterable[WrittenRow]:
    for own in in_plan:
        yield {
            "code": own.code,
            "name": own.name,
            "product": own.product,
            "weight": decimal_cell(Decimal(str(own.weight))),
            "legal_basis": own.legal_basis,
            "source": sources[own.code],
        }


def _place(code: SentraCode, own: Place) -> WrittenRow:
    return {
        "sentra": code,
        "village_code": own.village_code,
        "name": own.name,
        "kind": label(own.kind),
        "district": own.district,
        "source_name": own.source_name,
        "source_kind": label(own.source_kind),
        "source_district": own.source_district,
        "latitude": _pin(own.latitude),
        "longitude": _pin(own.longitude),
        "note": own.note,
        "source": _PLACE_SOURCE,
    }


def _milestone(code: SentraCode, number: int, row: PlanRow, status: str) -> WrittenRow:
    return {
        "code": row.code or "",
        "sentra": code,
        "sequence": str(number),
        "stage": str(row.stage),
        "title": row.title,
        "lead": row.lead,
        "support": "; ".join(row.supporting),
        "start": row.schedule.start.isoformat(),
        "finish": row.schedule.finish.isoformat(),
        "weight": decimal_cell(Decimal(str(row.schedule.weight))),
        "unit": row.unit,
        "target": decimal_cell(row.target),
        "indicator": label(row.indicator),
        "expected_evidence": row.expected_evidence,
        "status": status,
        "source_kind": label(row.source_kind),
        "source": row.source,
        "shape": shape(row.schedule.shape),
        "after": "; ".join(row.after),
        "renstra_code": row.renstra_code,
        "renja_code": row.renja_code,
        "sipd_code": row.sipd_code,
    }


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _pin(degrees: float) -> Decimal:
    return Decimal(decimal_cell(round(Decimal(str(degrees)), _PIN_DECIMALS)))
