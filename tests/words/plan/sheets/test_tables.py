"""Sheets of plans as offices keep them, read into tables: each value right, or asked about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.plan.table import PlanRow, SentraPlan, weight_sum
from rules.sheets.cells import Merged, Raw
from rules.sheets.layout import Field
from rules.values import Agency, AgencyCode, Schedule, SentraCode
from tests.builders import a_plan_row
from tests.rules.sheets.builders import a_sheet
from words.plan.sheets.found import Given, Reading, SheetPlan, Weighing
from words.plan.sheets.sentences import hidden, located, names, schedule, weigh
from words.plan.sheets.tables import read, year_told
from words.sheets.applying import apply
from words.sheets.grid import Grid
from words.sheets.guessing import guess

BATIK, TERASI = SentraCode("S04"), SentraCode("S05")
DPMD, PUPR, DINKES = map(AgencyCode, ("DPMD", "PUPR", "DINKES"))
AGENCIES = {
    code: Agency(code, label, name, (), None, None)
    for code, label, name in (
        (DPMD, "DPMD", "Dinas Pemberdayaan Masyarakat dan Desa"),
        (PUPR, "PUPR", "Dinas Pekerjaan Umum"),
        (DINKES, "Dinkes", "Dinas Kesehatan"),
    )
}
HALF = Schedule(date(2022, 1, 15), date(2022, 6, 30), 50.0)
LATER = Schedule(date(2021, 10, 1), date(2023, 3, 31), 50.0)
GALLERY = a_plan_row("S04-M01", title="Galeri batik", lead=DPMD, supporting=(PUPR,), schedule=HALF)
COURSE = a_plan_row(
    "S04-M02", title="Pelatihan membatik", lead=DPMD, supporting=(), schedule=LATER, stage=4
)
PLANS = {
    BATIK: SentraPlan(BATIK, "Batik", (GALLERY, COURSE), 0, None, frozenset()),
    TERASI: SentraPlan(TERASI, "Terasi", (), 0, None, frozenset()),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")
HEADS = ("No", "Kegiatan", "OPD", "Satuan", "Target")
LIST = (*HEADS, "Sentra", "Tahap", "Bobot", "Bukti", "Waktu", "Pendukung", "Mulai", "Selesai")
ALL_GIVEN = Given(3, DPMD, "paket", Decimal(1), "BA", Weighing.EVEN)


def marks(first: int, last: int) -> tuple[Raw, ...]:
    return tuple("x" if first <= month <= last else None for month in range(1, 13))


def matrix(*rows: tuple[Raw, ...], year: str = "2022") -> tuple[tuple[Raw, ...], ...]:
    return ((f"RENCANA AKSI {year}",), (*HEADS, *MONTHS), *rows)


def listed(*rows: Mapping[str, Raw]) -> tuple[tuple[Raw, ...], ...]:
    """Return a list, its cells by the heads of LIST."""
    return (("RENCANA 2022",), LIST, *(tuple(row.get(head) for head in LIST) for row in rows))


def taken(
    rows: tuple[tuple[Raw, ...], ...],
    answers: Mapping[tuple[str, Field], Any] | None = None,
    given: Given = Given(),  # noqa: B008 - frozen
    plans: Mapping[SentraCode, SentraPlan] = PLANS,
    **marked: Any,
) -> tuple[SheetPlan, Reading]:
    """Return what a sheet makes of the plan; `answers` by the address of a cell and the field."""
    takes_hidden = marked.pop("takes_hidden", True)
    sheet = a_sheet(*rows, **marked)
    found = guess(sheet)
    assert found is not None
    layout = replace(found.layout, year=year_told(found.layout, Grid(sheet)))
    told = answers or {}

    def answered(place: Any, field: Field) -> tuple[Any] | None:
        key = (place.address, field)
        return (told[key],) if key in told else None

    by = Reading("m.xlsx", sheet, layout, plans, AGENCIES, answered, given, takes_hidden)
    return read(apply(layout, sheet), by), by


def asked(found: SheetPlan) -> dict[str, tuple[Any, ...]]:
    return {
        f"{one.question.where.address} {one.field}": one.question.choices
        for one in found.asked.values()
    }


def mends(found: SheetPlan) -> str:
    return "; ".join(one.mend for one in found.problems)


def table(found: SheetPlan, code: SentraCode = BATIK) -> tuple[PlanRow, ...]:
    return found.tables[code]


def test_what_says_the_same_as_the_plan_changes_nothing() -> None:
    found, _ = taken(
        matrix(
            (None, "Sentra Batik"),
            (1.0, "Galeri batik", "PUPR / DPMD", None, None, *marks(1, 6)),
            (2.0, "Pelatihan membatik", "dpmd"),
        )
    )
    assert not found.asked
    assert not found.problems
    assert table(found) == PLANS[BATIK].rows
    assert found.rows[BATIK] == (4, 5)


def test_a_schedule_at_the_edge_of_a_years_sheet_may_go_on_beyond_it() -> None:
    rows = matrix(
        (None, "Sentra Batik"), (1.0, "Pelatihan membatik", None, None, None, *marks(1, 12))
    )
    found, _ = taken(rows)
    first, last = date(2022, 1, 1), date(2022, 12, 31)
    assert asked(found) == {
        "F4 start": (LATER.start, first),
        "Q4 finish": (LATER.finish, last),
    }
    settled, _ = taken(rows, {("F4", Field.START): first, ("Q4", Field.FINISH): None})
    assert table(settled)[1].schedule == replace(LATER, start=first)


def test_a_new_milestone_is_what_its_row_says_and_else_what_was_given() -> None:
    rows = matrix((None, "Sentra Terasi"), (1.0, "Kemasan", None, None, "2 desain", *marks(4, 6)))
    lacking, _ = taken(rows)
    assert lacking.lacking == {Field.LEAD, Field.EVIDENCE, Field.STAGE}
    assert lacking.unsure == {TERASI}

    found, _ = taken(rows, given=ALL_GIVEN)

    (row,) = table(found, TERASI)
    assert (row.title, row.stage, row.lead, row.unit) == ("Kemasan", 3, DPMD, "desain")
    assert (row.target, row.expected_evidence) == (Decimal(2), "BA")
    assert row.schedule == replace(
        row.schedule, start=date(2022, 4, 1), finish=date(2022, 6, 30), weight=100.0
    )
    assert row.source == "m.xlsx · Lembar1 · baris 4"


def test_what_nobody_said_of_a_new_milestone_is_asked_or_told() -> None:
    rows = matrix((None, "Sentra Terasi"), (1.0, "Garam", "Bappeda", "kg", 1.0))
    given = replace(ALL_GIVEN, stage=0)
    found, _ = taken(rows, given=given)
    assert asked(found)["C4 lead"][0] is None, "nobody is near enough to be taken at once"
    assert set(asked(found)) == {"C4 lead", "B4 stage"}

    left, _ = taken(rows, {("C4", Field.LEAD): None, ("B4", Field.STAGE): None}, given)

    assert "jadwalnya kosong" in mends(left)
    dated = matrix((None, "Sentra Terasi"), (1.0, "Garam", "Bappeda", "kg", 1.0, *marks(1, 2)))
    left, _ = taken(dated, {("C4", Field.LEAD): None, ("B4", Field.STAGE): None}, given)
    assert "belum punya penanggung jawab dan tahap" in mends(left)


def test_a_milestone_that_may_be_known_is_asked_about() -> None:
    rows = matrix(
        (None, "Sentra Batik"),
        (1.0, "Galeri batik kecamatan", "DPMD", "unit", 1.0, *marks(1, 2)),
        (2.0, "Membatik pelatihan lanjut", "DPMD", "orang", 1.0, *marks(1, 2)),
    )
    found, by = taken(rows, given=ALL_GIVEN)
    choices = asked(found)
    assert choices["B4 milestone"] == ("S04-M01", "")
    assert names(by)[""] == "tonggak baru"
    assert found.unsure == {BATIK}

    new, _ = taken(rows, {("B4", Field.CODE): "", ("B5", Field.CODE): None}, given=ALL_GIVEN)

    assert [row.title for row in table(new)][2:] == ["Galeri batik kecamatan"]


def test_two_rows_are_never_one_milestone() -> None:
    found, _ = taken(
        matrix((None, "Sentra Batik"), (1.0, "Galeri batik", "DPMD"), (2.0, "galeri BATIK", "DPMD"))
    )
    assert "sudah disebut di baris 4" in mends(found)


def test_codes_name_milestones_and_other_titles_are_asked_about() -> None:
    plans = {
        **PLANS,
        BATIK: replace(PLANS[BATIK], rows=(GALLERY, replace(COURSE, sipd_code="3.31.02"))),
    }
    heads = ("Kode", "Kegiatan", "OPD", "Mulai", "Selesai")
    rows = (
        ("SENTRA BATIK 2022",),
        heads,
        ("S04-M01", "Rumah produksi", None, "Februari", "April"),
        ("3.31.02", "Pelatihan membatik", "DPMD"),
        ("3.31.02.01", "Pameran", "DPMD", "1 Maret 2022", "31/3/2022"),
    )
    found, _ = taken(rows, given=ALL_GIVEN, plans=plans)
    assert asked(found) == {"B3 title": ("Rumah produksi",)}

    settled, _ = taken(rows, {("B3", Field.TITLE): "Rumah produksi"}, ALL_GIVEN, plans)

    gallery, course, fair = table(settled)
    assert gallery.title == "Rumah produksi"
    assert (gallery.schedule.start, gallery.schedule.finish) == (
        date(2022, 2, 1),
        date(2022, 4, 30),
    )
    assert course.sipd_code == "3.31.02"
    assert (fair.sipd_code, fair.title) == ("3.31.02.01", "Pameran")


def test_a_sentra_that_nobody_knows_is_asked_about_once() -> None:
    rows = matrix(
        (None, "Sentra Batik"),
        (None, "Tahap persiapan"),
        (1.0, "Galeri batik", "DPMD"),
        (None, "Sentra Gamelan"),
        (1.0, "Pelatihan membatik", "DPMD", None, None, *marks(1, 1)),
        (2.0, "Pendataan", "DPMD", "orang", 1.0, *marks(1, 1)),
    )
    found, _ = taken(rows)
    assert asked(found) == {"B6 sentra": (BATIK, TERASI)}

    left, _ = taken(rows, {("B6", Field.SENTRA): None})

    assert table(left) == PLANS[BATIK].rows


def test_a_sheet_that_names_no_sentra_asks_for_it_once_unless_there_is_one_alone() -> None:
    rows = matrix((1.0, "Galeri batik", "DPMD"), (2.0, "Pelatihan membatik", "DPMD"))
    assert asked(taken(rows)[0]) == {"A1 sentra": (None, BATIK, TERASI)}
    alone, _ = taken(rows, plans={BATIK: PLANS[BATIK]})
    assert table(alone) == PLANS[BATIK].rows
    first, _ = taken(matrix((None, "Gamelan"), (1.0, "Galeri batik", "DPMD")))
    assert asked(first) == {"B3 sentra": (None, BATIK, TERASI)}


def test_a_list_says_it_in_columns() -> None:
    found, _ = taken(
        listed(
            {
                "No": 1.0,
                "Kegiatan": "Pameran",
                "OPD": "PUPR",
                "Satuan": "kali",
                "Target": 2.0,
                "Sentra": "Batik",
                "Tahap": "pemasaran",
                "Bobot": 10.0,
                "Bukti": "Foto",
                "Waktu": "TW II",
                "Pendukung": "Dinkes; DPMD",
            },
            {
                "No": 2.0,
                "Kegiatan": "Galeri batik",
                "OPD": "DPMD",
                "Tahap": "Tahap 3",
                "Bobot": 40.0,
                "Target": 5.0,
                "Satuan": "galeri",
                "Bukti": "BAST",
                "Pendukung": "Dinas Kesehatan",
                "Mulai": "1 Februari 2022",
            },
        )
    )
    assert not found.asked
    gallery, course, fair = table(found)
    assert (fair.stage, fair.lead, fair.supporting) == (6, PUPR, (DINKES, DPMD))
    assert (fair.schedule.start, fair.schedule.finish) == (date(2022, 4, 1), date(2022, 6, 30))
    assert (gallery.stage, gallery.supporting, int(gallery.target)) == (3, (DINKES,), 5)
    assert (gallery.unit, gallery.expected_evidence) == ("galeri", "BAST")
    assert gallery.schedule.start == date(2022, 2, 1)
    weights = [row.schedule.weight for row in (gallery, course, fair)]
    assert weights == [40.0, 50.0, 10.0]


def test_what_a_list_says_in_doubt_is_asked_about_or_told() -> None:
    found, _ = taken(
        listed(
            {"No": 1.0, "Kegiatan": "Galeri batik", "Sentra": "Batik", "Tahap": "ke bulan",
             "Pendukung": "Dinkes, PKK", "OPD": "#N/A?", "Bobot": "1.234"},
            {"No": 2.0, "Kegiatan": "Pelatihan membatik", "Sentra": "Batik", "Tahap": "sda",
             "Waktu": "segera", "Pendukung": "Dinkes dan Dinas Kesehatan Kota"},
            {"No": 3.0, "Kegiatan": "Pameran", "Sentra": "Gamelan"},
            {"No": 4.0, "Kegiatan": "sda", "Sentra": "Batik", "Waktu": "sda"},
        )
    )  # fmt: skip
    choices = asked(found)
    assert choices["G3 stage"] == (1, 2, 3, 4, 5, 6, 7)
    assert choices["K3 supporting"][-1] == (DINKES,)
    assert choices["F5 sentra"][0] is None
    assert Field.STAGE in {one.field for one in found.asked.values()}
    assert "waktu tidak terbaca" in mends(found)


def test_a_year_that_nobody_tells_is_asked_for() -> None:
    rows = (
        ("RENCANA BATIK",),
        ("No", "Kegiatan", "Sentra", "Waktu"),
        (1.0, "Galeri batik", "Batik", "TW II"),
    )
    found, _ = taken(rows)
    assert found.lacks_year
    assert found.unsure == {BATIK}


@pytest.mark.parametrize(
    ("weighing", "weights"),
    [
        (Weighing.EVEN, [33.34, 33.33, 33.33]),
        (Weighing.BALANCED, [33.34, 33.33, 33.33]),
        (None, []),
    ],
)
def test_weights_that_are_missing_are_made_whole_as_somebody_chose(
    weighing: Weighing | None, weights: list[float]
) -> None:
    rows = matrix((None, "Sentra Batik"), (1.0, "Pameran", "DPMD", "kali", 1.0, *marks(1, 2)))
    found, by = taken(rows, given=replace(ALL_GIVEN, weighing=weighing))
    assert found.weighed == [BATIK]
    assert weigh(found.weighed) == "Bobot S04 belum berjumlah 100; isi dengan cara apa?"
    if weighing is None:
        wrong = {BATIK: (PlanRowProblem(0, PlanProblem.WEIGHTS_NOT_100),)}
        assert located(wrong, found, by) == [], "it is asked already"
    else:
        assert [row.schedule.weight for row in table(found)] == weights


def test_weights_as_shares_or_percent_are_points_of_100() -> None:
    rows = listed(
        {"No": 1.0, "Kegiatan": "Galeri batik", "Sentra": "Batik", "Bobot": 0.4},
        {"No": 2.0, "Kegiatan": "Pelatihan membatik", "Sentra": "Batik", "Bobot": 0.6},
    )
    for percents in (frozenset[str](), frozenset({"H3", "H4"})):
        found, _ = taken(rows, percents=percents)
        assert not found.asked
        assert [row.schedule.weight for row in table(found)] == [40.0, 60.0]
        assert weight_sum(row.schedule.weight for row in table(found)) == 100


def test_hidden_rows_are_counted_and_left_where_that_is_said() -> None:
    rows = matrix((None, "Sentra Batik"), (1.0, "Galeri batik", "PUPR", "x"))
    for takes, count in ((True, 1), (False, 0)):
        found, _ = taken(rows, hidden_rows=frozenset({4}), takes_hidden=takes)
        assert found.hidden == [4]
        assert len(found.tables) == count
    assert hidden(range(1, 15)).endswith(
        "dan 2 lagi tersembunyi atau tersaring di lembar itu; ikutkan?"
    )
    assert hidden([4]).startswith("Baris 4 tersembunyi")


def test_problems_of_tables_stand_at_the_cells_that_made_them() -> None:
    found, by = taken(matrix((None, "Sentra Batik"), (1.0, "Pelatihan membatik", "PUPR", "x")))
    wrong = {
        BATIK: (
            PlanRowProblem(2, PlanProblem.LEAD_UNKNOWN),
            PlanRowProblem(2, PlanProblem.EVIDENCE_NEEDED),
            PlanRowProblem(0, PlanProblem.TOO_MANY),
        )
    }
    told = located(wrong, found, by)
    assert [one.where.address for one in told] == ["C4", "B4", "B4"]
    assert told[2].mend.startswith("S04: ")
    found.unsure.add(BATIK)
    assert len(located(wrong, found, by)) == 2, "the whole of a table is told once it is settled"


def test_columns_of_a_schedule_are_told() -> None:
    _, by = taken(matrix((1.0, "Galeri batik", "DPMD")))
    assert schedule(by.layout) == "Jadwal dibaca dari tanda di kolom F sampai Q."
    assert schedule(replace(by.layout, spans={})) == ""


def test_merged_sentra_and_two_rows_of_heads_are_read_as_they_are_seen() -> None:
    rows = (
        ("RENCANA AKSI",),
        ("No", "Sentra", "Kegiatan", "OPD", "2022", None, None, None),
        (None, None, None, None, "TW I", "TW II", "TW III", "TW IV"),
        (1.0, "Batik", "Galeri batik", "DPMD", None, "v", "v"),
        (2.0, None, "Pelatihan membatik", "PUPR", "v", None, "v"),
    )
    found, _ = taken(rows, merged=(Merged(2, 5, 2, 8), Merged(4, 2, 5, 2)))
    assert set(asked(found)) == {"E5 start", "G5 finish"}
    gallery, course = table(taken(rows, {("E5", Field.START): None, ("G5", Field.FINISH): None},
                                  merged=(Merged(2, 5, 2, 8), Merged(4, 2, 5, 2)))[0])  # fmt: skip
    assert (gallery.schedule.start, gallery.schedule.finish) == (
        date(2022, 4, 1),
        date(2022, 9, 30),
    )
    assert course.lead == PUPR


def test_cells_without_a_stored_value_are_told_wherever_they_stand() -> None:
    row: dict[str, Raw] = {"No": 1.0, "Kegiatan": "Galeri batik", "Sentra": "Batik", "OPD": "DPMD"}
    for address, head in (("F3", "Sentra"), ("B3", "Kegiatan"), ("C3", "OPD"), ("K3", "Pendukung")):
        rows = listed({**row, head: None}, {"No": 2.0, "Kegiatan": "Pameran", "Sentra": "Batik"})
        found, _ = taken(rows, formulas={address: "VLOOKUP(A1;B:C;2)"})
        assert mends(found).count("rumus tanpa hasil") == 1, head


def test_a_counted_row_without_a_title_is_told() -> None:
    heads = ("Kode", "Kegiatan", "OPD", "Sentra")
    found, _ = taken((("RENCANA",), heads, ("9.9", None, "DPMD", "Batik")))
    assert "judul tonggak kosong" in mends(found)


def test_days_of_their_own_columns_are_days_beside_months_that_are_marked() -> None:
    heads = (*HEADS, "Mulai", "Selesai", *MONTHS)
    row = (1.0, "Galeri batik", "DPMD", None, None, "20 Januari 2022", "30 Juli 2022")
    found, _ = taken((("RENCANA SENTRA BATIK 2022",), heads, row))
    (gallery, _) = table(found)
    assert (gallery.schedule.start, gallery.schedule.finish) == (
        date(2022, 1, 20),
        date(2022, 7, 30),
    )
