"""The plan files as shipped: complete, consistent, honest about where each row is from."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from models.plan.files.reading import read_plan
from models.plan.files.rows import AGENCIES, MILESTONES, PLACES, PROGRAMME, SENTRA, PlanFiles, Row
from rules.periods import quarter_of
from run import ROOT

DATA = ROOT / "data"


@pytest.fixture(scope="module")
def files() -> PlanFiles:
    return read_plan(DATA)


def test_the_plan_has_nine_sentra_and_125_milestones(files: PlanFiles) -> None:
    milestones = Counter(row["sentra"] for row in files[MILESTONES])

    assert len(files[SENTRA]) == 9
    assert milestones.total() == 125
    assert set(milestones.values()) == {13, 14}


def test_weights_of_each_sentra_sum_to_100(files: PlanFiles) -> None:
    sums: dict[str, int] = defaultdict(int)
    for row in files[MILESTONES]:
        sums[row["sentra"]] += int(row["weight"])

    assert sums == {row["code"]: 100 for row in files[SENTRA]}


def test_the_sentra_lie_in_twelve_places(files: PlanFiles) -> None:
    codes = Counter(row["village_code"] for row in files[PLACES])
    twice = [row for row in files[PLACES] if codes[row["village_code"]] == 2]

    assert len(codes) == 12
    assert [(row["name"], row["sentra"]) for row in twice] == [
        ("Jenebora", "S02"),
        ("Jenebora", "S05"),
    ]


def test_four_places_are_desa(files: PlanFiles) -> None:
    desa = {row["name"] for row in files[PLACES] if row["kind"] == "desa"}

    assert desa == {"Babulu Laut", "Bangun Mulya", "Telemow", "Api-api"}


def test_sepan_stands_in_penajam_though_the_source_says_sepaku(files: PlanFiles) -> None:
    (sepan,) = (row for row in files[PLACES] if row["name"] == "Sepan")

    assert (sepan["village_code"], sepan["district"]) == ("64.09.01.1015", "Penajam")
    assert sepan["source_district"] == "Sepaku"
    assert "BERBEDA" in sepan["note"]


def test_every_milestone_runs_at_least_the_quarter_of_its_finish(files: PlanFiles) -> None:
    for row in files[MILESTONES]:
        assert day(row, "start") <= quarter_of(day(row, "finish")).start, row["code"]


def test_starts_follow_the_rule_that_sources_md_states(files: PlanFiles) -> None:
    previous: dict[tuple[str, str], date] = {}
    for row in files[MILESTONES]:
        finish = day(row, "finish")
        opening = quarter_of(finish).start
        after_previous = previous.get((row["sentra"], row["stage"]), date.max - timedelta(days=1))
        previous[row["sentra"], row["stage"]] = finish

        assert day(row, "start") == min(opening, after_previous + timedelta(days=1)), row["code"]


def test_the_four_agencies_of_the_source_have_their_full_names(files: PlanFiles) -> None:
    named = {row["code"]: row["name"] for row in files[AGENCIES] if row["name"] != row["label"]}

    assert named == {
        "DPMD": "Dinas Pemberdayaan Masyarakat dan Desa",
        "DISKUKMPERINDAG": "Dinas Koperasi, UKM, Perindustrian dan Perdagangan",
        "BAPELITBANG": "Badan Perencanaan, Penelitian dan Pengembangan",
        "DISBUDPAR": "Dinas Kebudayaan dan Pariwisata",
    }


def test_every_agency_has_a_part_in_the_plan(files: PlanFiles) -> None:
    named = {row["lead"] for row in files[MILESTONES]}
    named.update(code for row in files[MILESTONES] for code in row.listed("support"))

    assert named == {row["code"] for row in files[AGENCIES]}


def test_every_milestone_is_marked_draft_and_the_programme_too(files: PlanFiles) -> None:
    assert {row["status"] for row in files[MILESTONES]} == {"DRAF"}
    assert files[PROGRAMME][0]["plan_status"].startswith("DRAF")


def test_rows_that_rest_on_a_regulation_await_confirmation(files: PlanFiles) -> None:
    regulation = [row for row in files[MILESTONES] if row["source_kind"] == "regulasi"]

    assert len(regulation) == 54
    assert all(row["source"].endswith("menunggu konfirmasi staf") for row in regulation)


def day(row: Row, column: str) -> date:
    return date.fromisoformat(row[column])
