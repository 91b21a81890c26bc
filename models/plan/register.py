"""The programme and its sentra with their places: the register as it was loaded."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, select

from models.audit.chain import SHOWN
from models.plan import selects
from models.schema.plan import sentra
from rules.errors import UnknownCode
from rules.values import Place, Programme, Sentra, SentraCode

_KINDS: Final = {"milestone": "tonggak capaian", "sentra": "sentra"}


def programme_value(row: Row[*tuple[Any, ...]]) -> Programme:
    """Turn a programme row into its value."""
    return Programme(
        code=row.code,
        name=row.name,
        start=row.start_on,
        finish=row.finish_on,
        rpjmd=row.rpjmd,
        letter=row.letter,
        source=row.source,
        plan_status=row.plan_status,
        is_example=row.is_example,
        pinned_on=row.pinned_on,
        version=row.version,
        chain_head=row.chain_head[:SHOWN],
        region=row.region,
        rpjmd_number=row.rpjmd_number,
        vision=row.vision,
        is_one_of_several=bool(row.is_one_of_several),
    )


def places(connection: Connection, sentra_ids: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    """Return the places of each sentra, in the order of the source."""
    found = defaultdict(list)
    for row in connection.execute(selects.places(), {"sentra": list(sentra_ids)}).all():
        found[row.sentra_id].append(
            Place(
                village_code=row.village_code,
                name=row.name,
                kind=row.kind,
                district=row.district,
                source_name=row.source_name,
                source_kind=row.source_kind,
                source_district=row.source_district,
                latitude=row.latitude,
                longitude=row.longitude,
                note=row.note,
            )
        )
    return {sentra_id: tuple(values) for sentra_id, values in found.items()}


def sentra_by_row(connection: Connection, programme_id: int) -> dict[int, Sentra]:
    """Return the sentra of a programme by row id, still without milestones."""
    rows = connection.execute(
        select(sentra).where(sentra.c.programme_id == programme_id).order_by(sentra.c.code)
    ).all()
    found = places(connection, [row.id for row in rows])
    return {
        row.id: Sentra(
            code=SentraCode(row.code),
            name=row.name,
            product=row.product,
            weight=row.weight,
            legal_basis=row.legal_basis,
            places=found.get(row.id, ()),
            milestones=(),
            history={},
        )
        for row in rows
    }


def id_of(connection: Connection, table: Table, programme_id: int, code: str) -> int:
    """Return the number of the sentra or milestone with `code` in a programme.

    Raises UnknownCode.
    """
    asked = {"programme": programme_id, "code": code}
    found = connection.execute(selects.id_in(table), asked).scalar_one_or_none()
    if found is None:
        raise UnknownCode(_KINDS[table.name], code)
    return int(found)


def agency_id(connection: Connection, code: str) -> int:
    """Return the number of the agency with `code`. Raises UnknownCode."""
    found = connection.execute(selects.agency_id(), {"code": code}).scalar_one_or_none()
    if found is None:
        raise UnknownCode("OPD", code)
    return int(found)
