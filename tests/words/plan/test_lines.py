from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from rules.plan.errors import PlanProblem, PlanRowProblem
from rules.plan.table import PlanRow, weight_sum
from rules.shapes import LINEAR, STEP, Shape
from rules.values import AgencyCode, MilestoneCode
from rules.vocabulary import IndicatorKind, SourceKind
from tests.builders import a_board, a_plan_row, a_shape
from words.plan import line_tools
from words.plan.lines import Column, lines_of, read

AGENCIES = a_board().agencies
GOOD = {
    Column.CODE.value: "s01-m01",
    Column.TITLE.value: " Rumah produksi ",
    Column.STAGE.value: "3",
    Column.LEAD.value: "dpmd",
    Column.SUPPORTING.value: "Badan Perencanaan; ",
    Column.START.value: "1 April 2021",
    Column.FINISH.value: "30/06/2021",
    Column.WEIGHT.value: "7,14",
    Column.TARGET.value: "1.250",
    Column.UNIT.value: "unit",
    Column.INDICATOR.value: "",
    Column.EVIDENCE.value: "Berita acara",
    Column.SOURCE_KIND.value: "REGULASI",
    Column.SOURCE.value: "",
}


def only(**cells: str) -> PlanRow:
    (row,) = read([GOOD | cells], AGENCIES.values()).rows
    return row


def wrong(**cells: str) -> set[PlanProblem]:
    found = read([GOOD | cells], AGENCIES.values())
    return {one.problem for one in found.problems}


def test_a_line_is_read_as_people_type_it() -> None:
    row = only()

    assert (row.code, row.title, row.stage) == ("S01-M01", "Rumah produksi", 3)
    assert (row.lead, row.supporting) == ("DPMD", ("BAPELITBANG",))
    assert (row.schedule.start, row.schedule.finish) == (date(2021, 4, 1), date(2021, 6, 30))
    assert (row.schedule.weight, row.target) == (7.14, Decimal(1250))
    assert (row.indicator, row.source_kind) == (IndicatorKind.FINAL_VALUE, SourceKind.REGULATION)


def test_codes_of_other_plans_are_words_and_may_be_empty() -> None:
    row = only(sipd_code=" 2.17.02 ", renstra_code="R-1")
    assert (row.renstra_code, row.renja_code, row.sipd_code) == ("R-1", "", "2.17.02")


def test_a_stage_is_known_by_number_and_by_name() -> None:
    assert only(stage="sarana-prasarana").stage == 3
    assert only(stage="delapan").stage == 0


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("Lurus", LINEAR),
        (" langkah ", STEP),
        ("TW I 2022: 40%; TW II 2022: 100%", a_shape(TW1_2022=0.4, TW2_2022=1)),
        ("tw 1/2022 = 33,33 ; triwulan ii 2022:100%;", a_shape(TW1_2022=0.3333, TW2_2022=1)),
    ],
)
def test_a_shape_is_read_as_people_write_it(words: str, shape: Shape) -> None:
    assert only(shape=words).schedule.shape == shape


def test_only_a_new_milestone_without_words_for_its_shape_gets_the_usual_one() -> None:
    document = {"unit": "dokumen"}
    assert only(**document).schedule.shape == LINEAR
    assert only(**document, code="").schedule.shape == STEP
    assert only(**document, code="", shape="lurus").schedule.shape == LINEAR
    assert only(**document, code="", indicator="kumulatif").schedule.shape == LINEAR
    assert only(code="").schedule.shape == LINEAR


def test_an_agency_that_nobody_knows_keeps_its_words_for_the_rules_to_name() -> None:
    assert only(lead="Dinas Gaib").lead == AgencyCode("Dinas Gaib")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"start": "kemarin"}, PlanProblem.START_UNREADABLE),
        ({"start": ""}, PlanProblem.START_UNREADABLE),
        ({"finish": "31/02/2021"}, PlanProblem.FINISH_UNREADABLE),
        ({"finish": "30/06/21"}, PlanProblem.FINISH_UNREADABLE),
        ({"weight": "7,145"}, PlanProblem.WEIGHT_UNREADABLE),
        ({"weight": ""}, PlanProblem.WEIGHT_UNREADABLE),
        ({"weight": "9" * 40}, PlanProblem.WEIGHT_UNREADABLE),
        ({"shape": f"TW I 2022: {'9' * 40}%"}, PlanProblem.SHAPE_UNREADABLE),
        ({"weight": "tujuh"}, PlanProblem.WEIGHT_UNREADABLE),
        ({"target": "banyak"}, PlanProblem.TARGET_UNREADABLE),
        ({"indicator": "rata-rata"}, PlanProblem.INDICATOR_UNKNOWN),
        ({"source_kind": "kabar"}, PlanProblem.SOURCE_UNKNOWN),
        ({"shape": "cekung"}, PlanProblem.SHAPE_UNREADABLE),
        ({"shape": "TW V 2022: 100%"}, PlanProblem.SHAPE_UNREADABLE),
        ({"shape": "TW I 2022: 40%; 100%"}, PlanProblem.SHAPE_UNREADABLE),
        ({"shape": "TW I 2022: 33,333%"}, PlanProblem.SHAPE_UNREADABLE),
        ({"shape": "TW I 0000: 40%"}, PlanProblem.SHAPE_UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_named(cells: dict[str, str], problem: PlanProblem) -> None:
    assert wrong(**cells) == {problem}


def test_problems_stand_at_their_line_and_of_the_table_once_all_is_read() -> None:
    lines: list[dict[str, str]] = [{}, GOOD, {}, GOOD | {"start": "x"}]
    found = read(lines, AGENCIES.values())
    judged = [
        PlanRowProblem(1, PlanProblem.TITLE_NEEDED),
        PlanRowProblem(0, PlanProblem.WEIGHTS_NOT_100),
    ]

    assert found.placed(judged) == (
        PlanRowProblem(2, PlanProblem.TITLE_NEEDED),
        PlanRowProblem(4, PlanProblem.START_UNREADABLE),
    )
    assert read([GOOD], AGENCIES.values()).placed(judged)[0].row == 0


def test_what_comes_first_is_named_by_code_each_once() -> None:
    assert only(after=" s01-m02;S02-M01; s01-m02; ").after == ("S01-M02", "S02-M01")
    assert only().after == ()


ROWS = st.builds(
    a_plan_row,
    after=st.sampled_from([(), (MilestoneCode("S01-M02"), MilestoneCode("S02-M01"))]),
    code=st.sampled_from(["S01-M01", None]),
    title=st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30),
    stage=st.integers(1, 7),
    supporting=st.sampled_from([(), (AgencyCode("BAPELITBANG"),)]),
    shape=st.sampled_from([LINEAR, STEP])
    | st.integers(0, 10_000).map(lambda part: a_shape(TW4_2022=part / 10_000, TW1_2023=1)),
    weight=st.integers(1, 10_000).map(lambda parts: parts / 100),
    target=st.integers(0, 10**9).map(lambda value: Decimal(value) / 100),
    indicator=st.sampled_from(IndicatorKind),
    source_kind=st.sampled_from(SourceKind),
)


@given(st.lists(ROWS, max_size=5))
def test_rows_laid_out_as_lines_are_read_as_they_were(rows: list[PlanRow]) -> None:
    found = read(lines_of(rows, AGENCIES), AGENCIES.values())
    assert found.rows == tuple(rows)
    assert not found.problems


def titles(lines: list[Any]) -> list[str]:
    return [line.get(Column.TITLE, "") for line in lines]


def test_lines_are_copied_moved_and_taken_out() -> None:
    lines = [GOOD | {"title": name} for name in "abc"]

    copied = line_tools.copied(lines, 1)
    assert (titles(copied), copied[2][Column.CODE]) == (["a", "b", "b", "c"], "")
    assert titles(line_tools.moved(lines, 0, 1)) == ["b", "a", "c"]
    assert titles(line_tools.moved(lines, 0, -1)) == titles(lines)
    assert titles(line_tools.without(lines, 2)) == ["a", "b"]
    assert (
        titles(line_tools.copied(lines, 9))
        == titles(line_tools.moved(lines, 9, 1))
        == ["a", "b", "c"]
    )


def test_weights_of_lines_are_made_even_or_scaled_and_blank_lines_stay_blank() -> None:
    lines = [GOOD | {"weight": "30"}, {}, GOOD | {"weight": "x"}, GOOD | {"weight": "10"}]
    assert line_tools.balanced([GOOD | {"weight": "9" * 400}])[0]["weight"] == "100"
    uneven = line_tools.balanced([GOOD | {"weight": "7,142857"}, GOOD | {"weight": "14,285714"}])
    assert [line["weight"] for line in uneven] == ["33,32", "66,68"]

    for change in (line_tools.evened, line_tools.balanced):
        found = change(lines)
        assert found[1] == {}
        read_rows = read(found, AGENCIES.values()).rows
        assert weight_sum(row.schedule.weight for row in read_rows) == 100
    assert [line.get("weight") for line in line_tools.balanced(lines)] == [
        "74,99",
        None,
        "0,01",
        "25",
    ]


LINES = [
    GOOD | {"code": "S01-M01", "weight": "10", "target": "7"},
    GOOD | {"code": "S01-M02", "weight": "20", "after": "S01-M01; S01-M03", "start": "1/3/2021"},
    GOOD | {"code": "S01-M03", "weight": "70", "finish": "31/12/2021"},
]


def test_a_line_is_split_into_even_parts_that_name_it() -> None:
    parts = line_tools.even_parts(LINES[0], 3)
    assert [(one[Column.WEIGHT], one[Column.TARGET]) for one in parts] == [
        ("3,34", "3"),
        ("3,33", "2"),
        ("3,33", "2"),
    ]
    found = line_tools.split(LINES, 0, parts)
    assert [one.get(Column.CODE) for one in found] == ["", "", "", "S01-M02", "S01-M03"]
    assert [one.get(Column.ORIGINS, "") for one in found] == [*["S01-M01"] * 3, "", ""]
    assert found[0][Column.TITLE] == "Rumah produksi (1 dari 3)"
    # Nothing comes after what is no more; what else it comes after stays.
    assert found[3][Column.AFTER] == "S01-M03"


def test_parts_of_what_is_new_come_from_what_it_comes_from() -> None:
    once = line_tools.split(LINES, 0, line_tools.even_parts(LINES[0], 2))
    twice = line_tools.split(once, 1, line_tools.even_parts(once[1], 2))
    assert [one.get(Column.ORIGINS, "") for one in twice] == [*["S01-M01"] * 3, "", ""]


@pytest.mark.parametrize(
    ("target", "found"),
    [("2,5", ["1,25", "1,25"]), ("banyak", ["banyak"] * 2), ("-1", ["-1"] * 2), ("", [""] * 2)],
)
def test_targets_that_cannot_be_parted_are_repeated(target: str, found: list[str]) -> None:
    parts = line_tools.even_parts(LINES[0] | {"target": target}, 2)
    assert [one[Column.TARGET] for one in parts] == found


def test_merged_lines_span_the_days_of_all_and_weigh_what_all_weigh() -> None:
    found = line_tools.merged(LINES, [2, 0], "Satu rumah")
    assert [one[Column.CODE] for one in found] == ["", "S01-M02"]
    one = found[0]
    assert (one[Column.TITLE], one[Column.WEIGHT]) == ("Satu rumah", "80")
    assert (one[Column.START], one[Column.FINISH]) == ("01/04/2021", "31/12/2021")
    assert one[Column.ORIGINS] == "S01-M01; S01-M03"
    assert found[1][Column.AFTER] == ""


def test_days_that_cannot_be_read_are_merged_as_the_first_says() -> None:
    lines = [line | {"start": "kapan"} for line in LINES]
    assert line_tools.merged(lines, [0, 1], "Satu")[0][Column.START] == "kapan"


def test_what_a_row_comes_from_is_read_and_written() -> None:
    row = only(code="", origins="s01-m01; S01-M02")
    assert row.origins == ("S01-M01", "S01-M02")
    assert lines_of([row], AGENCIES)[0][Column.ORIGINS] == "S01-M01; S01-M02"
