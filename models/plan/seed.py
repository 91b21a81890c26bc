"""The first filling of a store: the plan files become its programme, sentra and first plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

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
from rules.vocabulary import IndicatorKind, PlaceKind, SourceKind

Ids = Mapping[str, int]


def load_plan(
    connection: Connection, folder: Path, *, is_example: bool, pinned_on: date | None
) -> None:
    """Load the plan of `folder` into an empty store; its milestones have no report yet.

    Raises UnreadablePlan with every problem of every file, and then loads nothing.
    """
    files = read_plan(folder)
    programme_id = _insert_programme(
        connection, files[PROGRAMME][0], is_example=is_example, pinned_on=pinned_on
    )
    agencies = _insert_agencies(connection, files[AGENCIES])
    sentra = _insert_sentra(connection, files[SENTRA], programme_id)
    _insert_places(connection, files[PLACES], sentra)
    _insert_milestones(connection, files, programme_id, sentra=sentra, agencies=agencies)


def _insert_programme(
    connection: Connection, row: Row, *, is_example: bool, pinned_on: date | None
) -> int:
    connection.execute(
        insert(programme).values(
            code=row["code"],
            name=row["name"],
            start_on=date.fromisoformat(row["start"]),
            finish_on=date.fromisoformat(row["finish"]),
            rpjmd=row["rpjmd"],
            letter=row["letter"],
            source=row["source"],
            plan_status=row["plan_status"],
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
                "code": row["code"],
                "label": row["label"],
                "name": row["name"],
                "valid_from": _day(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
                "source": row["source"],
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
    connection.execute(
        insert(sentra),
        [
            {
                "programme_id": programme_id,
                "code": row["code"],
                "name": row["name"],
                "product": row["product"],
                "weight": Decimal(row["weight"]),
                "legal_basis": row["legal_basis"],
                "source": row["source"],
            }
            for row in rows
        ],
    )
    return _ids(connection, sentra)


def _insert_places(connection: Connection, rows: Rows, sentra: Ids) -> None:
    kinds = words(PlaceKind)
    connection.execute(
        insert(place),
        [
            {
                "sentra_id": sentra[row["sentra"]],
                "village_code": row["village_code"],
                "name": row["name"],
                "kind": kinds[row["kind"]],
                "district": row["district"],
                "source_name": row["source_name"],
                "source_kind": kinds[row["source_kind"]],
                "source_district": row["source_district"],
                "latitude": float(row["latitude"]),
                "longitude": float(row["longitude"]),
                "note": row["note"],
            }
            for row in rows
        ],
    )


def _insert_milestones(
    connection: Connection, files: PlanFiles, programme_id: int, *, sentra: Ids, agencies: Ids
) -> None:
    rows = files[MILESTONES]
    connection.execute(
        insert(milestone),
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


def _milestone_cells(row: Row) -> dict[str, object]:
    return {
        "code": row["code"],
        "sequence": int(row["sequence"]),
        "title": row["title"],
        "stage": int(row["stage"]),
        "unit": row["unit"],
        "target": Decimal(row["target"]),
        "indicator": words(IndicatorKind)[row["indicator"]],
        "expected_evidence": row["expected_evidence"],
        "source_kind": words(SourceKind)[row["source_kind"]],
        "source": row["source"],
        "first_start_on": date.fromisoformat(row["start"]),
        "first_finish_on": date.fromisoformat(row["finish"]),
        "first_weight": Decimal(row["weight"]),
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
