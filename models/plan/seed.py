"""The first filling of a store: the plan files become its programme, sentra and first plan."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

from models.audit import commands as audit
from models.audit.vouched import PLAN
from models.plan.files.reading import read_plan
from models.plan.files.rows import (
    AGENCIES,
    MILESTONES,
    PLACES,
    PROGRAMME,
    SENTRA,
    PlanFiles,
    Row,
    Rows,
    words,
)
from models.schema.plan import (
    agency,
    agency_alias,
    milestone,
    milestone_support,
    place,
    programme,
    sentra,
)
from rules.audit.actions import Action
from rules.plan.table import next_code
from rules.values import MilestoneCode, SentraCode
from rules.vocabulary import IndicatorKind, PlaceKind, SourceKind
from words.formats import parse_shape
from words.plan.lines import codes_in

Ids = Mapping[str, int]


def load_plan(
    connection: Connection,
    folder: Path,
    *,
    is_example: bool,
    pinned_on: date | None,
    at: datetime,
) -> None:
    """Load the plan of `folder` into an empty store; its milestones have no report yet.

    The first act of the audit trail vouches for every row of it. Raises UnreadablePlan with every
    problem of every file, and then loads nothing.
    """
    _load(connection, read_plan(folder), is_example=is_example, pinned_on=pinned_on, at=at)


def load_empty(connection: Connection, folder: Path, *, at: datetime) -> None:
    """Load the programme and agencies of `folder` alone. Raises UnreadablePlan as for the whole."""
    files = {**read_plan(folder), SENTRA: (), PLACES: (), MILESTONES: ()}
    _load(connection, files, is_example=False, pinned_on=None, at=at)


def _load(
    connection: Connection,
    files: PlanFiles,
    *,
    is_example: bool,
    pinned_on: date | None,
    at: datetime,
) -> None:
    programme_id = _insert_programme(
        connection, files[PROGRAMME][0], is_example=is_example, pinned_on=pinned_on
    )
    agencies = _insert_agencies(connection, files[AGENCIES])
    sentra = _insert_sentra(connection, files[SENTRA], programme_id)
    _insert_places(connection, files[PLACES], sentra)
    _insert_milestones(connection, files, programme_id, sentra=sentra, agencies=agencies)
    _record(connection, files, at)


def _record(connection: Connection, files: PlanFiles, at: datetime) -> None:
    row, act = files[PROGRAMME][0], Action.PLAN_LOADED
    told = {
        "name": row["name"],
        "sentra_count": len(files[SENTRA]),
        "milestone_count": len(files[MILESTONES]),
    }
    rows = {table.name: audit.kept(connection, table) for table in PLAN}
    detail = {"before": {}, "after": told, "rows": rows}
    audit.record(connection, None, act, subject=row["code"], detail=detail, at=at)


def _insert_programme(
    connection: Connection, row: Row, *, is_example: bool, pinned_on: date | None
) -> int:
    connection.execute(
        insert(programme).values(
            **row.only("code", "name", "region", "rpjmd", "rpjmd_number", "letter", "vision"),
            **row.only("source", "plan_status"),
            start_on=date.fromisoformat(row["start"]),
            finish_on=date.fromisoformat(row["finish"]),
            is_example=is_example,
            pinned_on=pinned_on,
            version=1,
        )
    )
    return _ids(connection, programme)[row["code"]]


def _insert_agencies(connection: Connection, rows: Rows) -> Ids:
    connection.execute(
        insert(agency),
        [
            {
                **row.only("code", "label", "name", "source"),
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
            }
            for row in rows
        ],
    )
    agencies = _ids(connection, agency)
    _insert_all(
        connection,
        agency_alias,
        (
            {"agency_id": agencies[row["code"]], "alias": alias}
            for row in rows
            for alias in dict.fromkeys(row.listed("aliases"))
        ),
    )
    return agencies


def _insert_sentra(connection: Connection, rows: Rows, programme_id: int) -> Ids:
    _insert_all(
        connection,
        sentra,
        [
            {
                **row.only("code", "name", "product", "legal_basis", "source"),
                "programme_id": programme_id,
                "weight": Decimal(row["weight"]),
            }
            for row in rows
        ],
    )
    return _ids(connection, sentra)


def _insert_places(connection: Connection, rows: Rows, sentra: Ids) -> None:
    kinds = words(PlaceKind)
    _insert_all(
        connection,
        place,
        [
            {
                **row.only("village_code", "name", "district", "note"),
                **row.only("source_name", "source_district"),
                "sentra_id": sentra[row["sentra"]],
                "kind": kinds[row["kind"]],
                "source_kind": kinds[row["source_kind"]],
                "latitude": float(row["latitude"]),
                "longitude": float(row["longitude"]),
            }
            for row in rows
        ],
    )


def _insert_milestones(
    connection: Connection, files: PlanFiles, programme_id: int, *, sentra: Ids, agencies: Ids
) -> None:
    rows = _numbered(files[MILESTONES])
    _insert_all(
        connection,
        milestone,
        [
            {
                "programme_id": programme_id,
                "sentra_id": sentra[row["sentra"]],
                "lead_id": agencies[row["lead"]],
                **_milestone_cells(row),
            }
            for row in rows
        ],
    )
    milestones = _ids(connection, milestone)
    _insert_all(
        connection,
        milestone_support,
        (
            {
                "milestone_id": milestones[row["code"]],
                "agency_id": agencies[code],
                "position": position,
            }
            for row in rows
            for position, code in enumerate(row.listed("support"), start=1)
        ),
    )


def _numbered(rows: Rows) -> Rows:
    """Give each milestone without a code the next number of its sentra."""
    codes = {MilestoneCode(row["code"]) for row in rows}
    found = []
    for row in rows:
        code = row["code"] or next_code(SentraCode(row["sentra"]), codes)
        codes.add(MilestoneCode(code))
        found.append(Row(row.number, {**row.cells, "code": code}))
    return tuple(found)


def _milestone_cells(row: Row) -> dict[str, object]:
    return {
        **row.only("code", "title", "unit", "expected_evidence", "source"),
        **row.only("renstra_code", "renja_code", "sipd_code"),
        "sequence": int(row["sequence"]),
        "stage": int(row["stage"]),
        "target": Decimal(row["target"]),
        "indicator": words(IndicatorKind)[row["indicator"]],
        "source_kind": words(SourceKind)[row["source_kind"]],
        "first_start_on": date.fromisoformat(row["start"]),
        "first_finish_on": date.fromisoformat(row["finish"]),
        "first_weight": Decimal(row["weight"]),
        "after": ";".join(codes_in(row["after"])) or None,
        "first_shape": parse_shape(row["shape"]),
    }


def _insert_all(
    connection: Connection, table: Table, values: Iterable[Mapping[str, object]]
) -> None:
    """Insert the rows, if any: an empty list would insert one row of defaults."""
    if rows := list(values):
        connection.execute(insert(table), rows)


def _ids(connection: Connection, table: Table) -> Ids:
    rows = connection.execute(select(table.c.code, table.c.id))
    return {row.code: row.id for row in rows}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
