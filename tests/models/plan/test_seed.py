"""Loading the plan: all of it, or nothing with every fault named where it stands."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.plan.files.reading import read_plan
from models.plan.files.rows import MILESTONES
from models.plan.seed import load_plan
from models.schema.plan import (
    agency,
    agency_alias,
    milestone,
    milestone_support,
    place,
    programme,
    sentra,
)
from models.schema.reporting import report_event
from models.store.store import Store
from rules.plan.errors import RowProblem, UnreadablePlan
from rules.shapes import LINEAR, STEP
from rules.vocabulary import IndicatorKind, SourceKind
from run import ROOT
from tests.people import FOUNDED_AT

DATA = ROOT / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan, to be spoiled."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied)
    return copied


def test_the_whole_plan_is_loaded(store: Store) -> None:
    load(store, DATA)

    assert counts(store) == {
        "programme": 1,
        "agency": 32,
        "agency_alias": 3,
        "sentra": 9,
        "place": 13,
        "milestone": 125,
        "milestone_support": 270,
    }


def test_a_real_programme_starts_without_a_report_and_without_a_pinned_clock(store: Store) -> None:
    load(store, DATA)

    with store.read() as connection:
        events = connection.scalar(select(func.count()).select_from(report_event))
        row = connection.execute(select(programme)).one()
    assert events == 0
    assert (row.is_example, row.pinned_on, row.version) == (False, None, 1)


def test_a_milestone_keeps_what_its_row_says(store: Store) -> None:
    load(store, DATA)

    with store.read() as connection:
        row = connection.execute(
            select(milestone, agency.c.code.label("lead"))
            .join(agency, agency.c.id == milestone.c.lead_id)
            .where(milestone.c.code == "S04-M08")
        ).one()
    assert (row.lead, row.stage, row.target, row.unit) == ("DISKUKMPERINDAG", 3, 1, "unit")
    assert (row.first_start_on, row.first_finish_on) == (date(2022, 1, 1), date(2022, 6, 30))
    assert (row.first_weight, row.indicator, row.source_kind) == (
        12.0,
        IndicatorKind.FINAL_VALUE,
        SourceKind.REGULATION,
    )


def test_supporting_agencies_keep_their_order(store: Store) -> None:
    load(store, DATA)

    with store.read() as connection:
        support = milestone_support.join(agency).join(
            milestone, milestone.c.id == milestone_support.c.milestone_id
        )
        codes = connection.scalars(
            select(agency.c.code)
            .select_from(support)
            .where(milestone.c.code == "S06-M08")
            .order_by(milestone_support.c.position)
        ).all()
    assert codes == ["PUPR", "PEMDES", "DISBUDPAR"]


def test_a_faulty_plan_leaves_the_store_empty(store: Store, folder: Path) -> None:
    spoil(folder, "milestones.csv", 126, "lead", "DINSOS")

    with pytest.raises(UnreadablePlan):
        load(store, folder)

    assert set(counts(store).values()) == {0}


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "reason"),
    [
        ("programme.csv", 2, "finish", "2020-12-31", "selesai sebelum mulai"),
        ("programme.csv", 2, "letter", "", "kosong"),
        ("agencies.csv", 3, "valid_from", "tahun lalu", "bukan tanggal"),
        ("sentra.csv", 5, "weight", "setara", "bukan angka"),
        ("sentra.csv", 5, "weight", "0", "di luar batas"),
        ("places.csv", 4, "kind", "dusun", "pilih: kelurahan, desa"),
        ("places.csv", 8, "kind", "kelurahan", "bukan kode kelurahan"),
        ("places.csv", 11, "village_code", "6409011015", "bukan kode wilayah"),
        ("places.csv", 2, "latitude", "-1.36,592", "seperti 6,5 atau 6.5"),
        ("places.csv", 2, "sentra", "S10", "tidak ada di daftar sentra"),
        ("places.csv", 3, "village_code", "64.09.01.1002", "sudah dipakai di baris 2"),
        ("milestones.csv", 2, "start", "06/30/2021", "hari/bulan/tahun seperti 30/06/2021"),
        ("milestones.csv", 2, "start", "30/06/21", "bukan tanggal"),
        ("milestones.csv", 2, "start", "44287", "bukan tanggal"),
        ("milestones.csv", 2, "start", "2020-12-31", "di luar masa program"),
        ("milestones.csv", 3, "finish", "2021-06-30", "selesai sebelum mulai"),
        ("milestones.csv", 4, "code", "S01-M01", "sudah dipakai di baris 2"),
        ("milestones.csv", 5, "sequence", "3", "sudah dipakai di baris 4"),
        ("milestones.csv", 5, "sequence", "empat", "bukan nomor urut"),
        ("milestones.csv", 6, "stage", "8", "pilih: 1, 2, 3, 4, 5, 6, 7"),
        ("milestones.csv", 7, "weight", "8.125", "terlalu rinci"),
        ("milestones.csv", 8, "target", "-1", "di luar batas"),
        ("milestones.csv", 9, "indicator", "rata-rata", "pilih: kumulatif, nilai akhir"),
        ("milestones.csv", 10, "source_kind", "undang-undang", "pilih: regulasi"),
        ("milestones.csv", 11, "lead", "DINSOS", "tidak ada di daftar OPD"),
        ("milestones.csv", 12, "support", "DPMD; DINSOS", "'DINSOS' tidak ada di daftar OPD"),
        ("milestones.csv", 12, "support", "DPMD; DPMD", "disebut dua kali"),
        ("milestones.csv", 8, "target", "1.250,5,0", "bukan angka"),
        ("milestones.csv", 8, "target", "1,25.0,5", "bukan angka"),
        ("milestones.csv", 8, "target", "1E+05", "bukan angka"),
        ("milestones.csv", 8, "target", "1,25001", "terlalu rinci"),
        ("agencies.csv", 2, "label", "", "kosong"),
        ("milestones.csv", 13, "code", "S01-M12-PANJANG-SEKALI", "lebih dari 20 huruf"),
    ],
)
def test_a_wrong_cell_is_named_with_what_mends_it(
    folder: Path, file: str, row: int, column: str, value: str, reason: str
) -> None:
    spoil(folder, file, row, column, value)

    (found,) = problems(folder)

    assert (found.file, found.row, found.column) == (file, row, column)
    assert reason in found.reason


def test_a_repeated_agency_is_named_together_with_the_rows_that_lose_theirs(folder: Path) -> None:
    spoil(folder, "agencies.csv", 33, "code", "DPMD")

    repeated, lost = problems(folder)

    assert (repeated.file, repeated.row, repeated.column) == ("agencies.csv", 33, "code")
    assert "sudah dipakai di baris 2" in repeated.reason
    assert (lost.file, lost.column) == ("milestones.csv", "support")


def test_weights_that_miss_100_are_named_at_their_sentra(folder: Path) -> None:
    spoil(folder, "milestones.csv", 2, "weight", "6.5")

    (found,) = problems(folder)

    assert (found.file, found.row, found.column) == ("sentra.csv", 2, "code")
    assert "berjumlah 100.5, bukan 100" in found.reason


def test_faults_of_all_files_come_together(folder: Path) -> None:
    spoil(folder, "sentra.csv", 3, "name", "")
    spoil(folder, "milestones.csv", 40, "start", "kapan-kapan")
    spoil(folder, "milestones.csv", 41, "unit", "")

    found = [(one.file, one.row, one.column) for one in problems(folder)]

    assert found == [
        ("sentra.csv", 3, "name"),
        ("milestones.csv", 40, "start"),
        ("milestones.csv", 41, "unit"),
    ]


def test_a_file_may_say_how_plans_rise(store: Store, folder: Path) -> None:
    add_column(folder, "milestones.csv", "shape")
    spoil(folder, "milestones.csv", 2, "shape", "langkah")

    load(store, folder)

    with store.read() as connection:
        codes = milestone.c.code.in_(["S01-M01", "S01-M02"])
        shapes = select(milestone.c.first_shape).where(codes).order_by(milestone.c.code)
        assert list(connection.scalars(shapes)) == [STEP, LINEAR]


@pytest.mark.parametrize(
    ("words", "reason"),
    [("cekung", "bukan bentuk"), ("TW I 2021: 100%", "pada triwulan tanggal selesai")],
)
def test_a_shape_that_cannot_be_is_named(folder: Path, words: str, reason: str) -> None:
    add_column(folder, "milestones.csv", "shape")
    spoil(folder, "milestones.csv", 2, "shape", words)

    (found,) = problems(folder)

    assert (found.row, found.column) == (2, "shape")
    assert reason in found.reason


def test_a_file_may_say_what_comes_first(store: Store, folder: Path) -> None:
    add_column(folder, "milestones.csv", "after")
    spoil(folder, "milestones.csv", 3, "after", "S01-M01; S02-M01")

    load(store, folder)

    with store.read() as connection:
        after = connection.scalar(select(milestone.c.after).where(milestone.c.code == "S01-M02"))
    assert after == "S01-M01;S02-M01"


def test_a_file_may_carry_the_codes_of_other_plans(store: Store, folder: Path) -> None:
    add_column(folder, "milestones.csv", "sipd_code")
    spoil(folder, "milestones.csv", 3, "sipd_code", "2.17.02.5")

    load(store, folder)

    with store.read() as connection:
        kept = select(milestone.c.sipd_code, milestone.c.renja_code)
        found = connection.execute(kept.where(milestone.c.code == "S01-M02")).one()
    assert tuple(found) == ("2.17.02.5", "")


@pytest.mark.parametrize(
    ("words", "reason"), [("S99-M01", "tonggak yang tidak ada"), ("S01-M01", "berputar")]
)
def test_an_order_that_cannot_be_is_named(folder: Path, words: str, reason: str) -> None:
    add_column(folder, "milestones.csv", "after")
    spoil(folder, "milestones.csv", 2, "after", words)

    (found,) = problems(folder)

    assert (found.row, found.column) == (2, "after")
    assert reason in found.reason


def test_a_second_programme_is_refused(folder: Path) -> None:
    lines = (folder / "programme.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "programme.csv").write_text("".join([*lines, lines[1]]), encoding="utf-8")

    (found,) = problems(folder)

    assert (found.file, found.row) == ("programme.csv", 3)
    assert "hanya satu program" in found.reason


def test_a_validity_that_ends_before_it_begins_is_refused(folder: Path) -> None:
    spoil(folder, "agencies.csv", 2, "valid_from", "2022-01-01")
    spoil(folder, "agencies.csv", 2, "valid_to", "2021-12-31")

    (found,) = problems(folder)

    assert (found.file, found.row, found.column) == ("agencies.csv", 2, "valid_to")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "places.csv").unlink()

    (found,) = problems(folder)

    assert found.file == "places.csv"
    assert "berkas tidak ada" in found.reason


def test_a_missing_column_is_named(folder: Path) -> None:
    file = folder / "sentra.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("legal_basis", "dasar", 1), encoding="utf-8")

    (found,) = problems(folder)

    assert (found.file, found.row, found.column) == ("sentra.csv", 1, "legal_basis")


def test_a_file_in_another_encoding_says_how_to_save_it(folder: Path) -> None:
    (folder / "sentra.csv").write_bytes("code,name\nS01,Kafé\n".encode("latin-1"))

    (found,) = problems(folder)

    assert "CSV UTF-8" in found.reason


def test_a_quote_that_never_closes_is_named(folder: Path) -> None:
    file = folder / "sentra.csv"
    file.write_text(file.read_text(encoding="utf-8") + 'S10,"Madu,Madu\n', encoding="utf-8")

    (found,) = problems(folder)

    assert "tanda kutip" in found.reason


def test_a_comma_too_many_is_named_at_its_row(folder: Path) -> None:
    file = folder / "sentra.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[3] += ",lagi"
    file.write_text("\n".join(lines), encoding="utf-8")

    (found,) = problems(folder)

    assert (found.file, found.row) == ("sentra.csv", 4)
    assert "lebih banyak" in found.reason


def test_an_empty_file_lacks_every_column(folder: Path) -> None:
    (folder / "sentra.csv").write_text("", encoding="utf-8")

    columns = {one.column for one in problems(folder)}

    assert {"code", "name", "weight"} <= columns


def test_faults_of_a_broken_file_and_of_a_whole_one_come_together(folder: Path) -> None:
    (folder / "places.csv").unlink()
    spoil(folder, "milestones.csv", 40, "start", "kapan-kapan")

    assert [one.file for one in problems(folder)] == ["places.csv", "milestones.csv"]


def test_milestones_without_a_code_get_the_next_numbers_of_their_sentra(
    store: Store, folder: Path
) -> None:
    titles = {row: read_plan(DATA)[MILESTONES][row - 2]["title"] for row in (2, 5)}
    for row in titles:
        spoil(folder, "milestones.csv", row, "code", "")

    load(store, folder)

    in_s01 = milestone.c.sentra_id == (
        select(sentra.c.id).where(sentra.c.code == "S01").scalar_subquery()
    )
    with store.read() as connection:
        rows = connection.execute(select(milestone.c.title, milestone.c.code).where(in_s01))
        codes = {row.title: row.code for row in rows}
    assert [codes[title] for title in titles.values()] == ["S01-M15", "S01-M16"]


def test_empty_lines_are_passed_over_but_counted_as_excel_counts_them(folder: Path) -> None:
    file = folder / "sentra.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[0], "", ",,,,,", *lines[1:]]), encoding="utf-8")
    spoil_text(file, "Kapal Rakyat", "")

    (found,) = problems(folder)

    assert (found.row, found.column) == (5, "name")


def load(store: Store, folder: Path) -> None:
    with store.write() as connection:
        load_plan(connection, folder, is_example=False, pinned_on=None, at=FOUNDED_AT)


def counts(store: Store) -> dict[str, int]:
    kept = (
        programme,
        agency,
        agency_alias,
        sentra,
        place,
        milestone,
        milestone_support,
    )
    with store.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in kept
        }


def problems(folder: Path) -> tuple[RowProblem, ...]:
    try:
        read_plan(folder)
    except UnreadablePlan as unreadable:
        return unreadable.problems
    return ()


def spoil(folder: Path, name: str, row: int, column: str, value: str) -> None:
    """Write `value` into one cell, its row as Excel counts it."""
    file = folder / name
    with file.open(encoding="utf-8", newline="") as opened:
        lines = list(csv.reader(opened))
    lines[row - 1][lines[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(lines)


def spoil_text(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def add_column(folder: Path, file: str, column: str) -> None:
    """Give every row one more cell, blank."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    longer = [f"{lines[0]},{column}", *(f"{line}," for line in lines[1:])]
    (folder / file).write_text("\n".join(longer), encoding="utf-8")
