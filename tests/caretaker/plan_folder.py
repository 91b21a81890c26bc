"""A folder of plan files, worked on as a person does in Excel, and what commands say of it."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from models.audit.queries import trail
from models.plan.files.reading import read_plan
from models.plan.files.rows import MILESTONES
from models.plan.sentra_plans import sentra_plans
from rules.audit.actions import Action
from rules.audit.trail import Wanted
from rules.periods import WITA
from rules.plan.table import PlanRow, SentraPlan
from rules.values import SentraCode
from settings import PLAN_FOLDER
from tests.people import Office

NOW = datetime(2021, 5, 3, 9, tzinfo=WITA)
UNCHANGED = "Tidak ada perubahan: berkas sama dengan rencana yang berlaku.\n"
DECISION = {"decision": "050/9/2021", "reason": "Lahan", "holds_from": date(2021, 5, 1)}


@dataclass(frozen=True)
class Said:
    """What a command answered, or in what it was refused."""

    code: int
    out: str
    err: str


Ask = Callable[..., Said]


def table(folder: Path, name: str) -> list[list[str]]:
    return list(csv.reader(StringIO((folder / name).read_bytes().decode(), newline="")))


def put(folder: Path, name: str, rows: list[list[str]]) -> None:
    text = StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    (folder / name).write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())


def write(folder: Path, name: str, number: int, /, **cells: str) -> None:
    """Write cells into a row, as Excel counts it, and save as an Indonesian Excel does."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as opened:
        text = opened.read()
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    for column, cell in cells.items():
        rows[number - 1][rows[0].index(column)] = cell
    put(folder, name, rows)


def row_of(code: str) -> int:
    """The row of a milestone in the files as they are shipped, as Excel counts it."""
    rows = read_plan(PLAN_FOLDER)[MILESTONES]
    return next(row.number for row in rows if row["code"] == code)


def plans(office: Office) -> dict[SentraCode, SentraPlan]:
    with office.store.read() as connection:
        return sentra_plans(connection, office.people.pengamat)


def planned(office: Office, code: str) -> PlanRow:
    own = plans(office)[SentraCode(code.partition("-")[0])]
    return next(row for row in own.rows if row.code == code)


def acts(office: Office, action: Action) -> list[str]:
    with office.store.read() as connection:
        found = trail(connection, office.people.admin, Wanted(action=action))
    return [one.subject for one in found]
