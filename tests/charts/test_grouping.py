from datetime import date

import pytest

from charts.grouping import Grouping, arranged, heading
from rules.progress.briefing import Briefing, brief
from rules.values import AgencyCode
from tests.builders import a_board, a_milestone, a_moment, a_schedule, a_sentra

LATER = a_schedule(finish=date(2022, 9, 30))
SOONER = a_schedule(finish=date(2021, 6, 30))
BOARD = a_board(
    (
        a_sentra(
            "S02",
            (
                a_milestone("S02-M01", first=LATER, stage=2),
                a_milestone("S02-M02", first=SOONER, lead=AgencyCode("BAPELITBANG")),
            ),
            name="Kapal Rakyat",
        ),
        a_sentra("S01", (a_milestone("S01-M01", first=SOONER),), name="Batik"),
    )
)


def _briefing() -> Briefing:
    return brief(BOARD, a_moment())


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        (
            Grouping.SENTRA,
            [
                ("Batik", "S01-M01"),
                ("Kapal Rakyat", "S02-M02"),
                ("Kapal Rakyat", "S02-M01"),
            ],
        ),
        (
            Grouping.AGENCY,
            [("Bapelitbang", "S02-M02"), ("DPMD", "S01-M01"), ("DPMD", "S02-M01")],
        ),
    ],
)
def test_milestones_stand_below_their_heading_by_planned_finish(
    grouping: Grouping, expected: list[tuple[str, str]]
) -> None:
    briefing = _briefing()
    heading_of = heading(grouping, briefing, BOARD.agencies)

    shown = arranged(briefing.flagged(()), heading_of)

    assert [(heading_of(one), one.milestone.code) for one in shown] == expected


def test_stages_stand_in_their_order_under_their_names() -> None:
    briefing = _briefing()
    heading_of = heading(Grouping.STAGE, briefing, BOARD.agencies)

    shown = arranged(briefing.flagged(()), heading_of)

    assert [one.milestone.stage for one in shown] == [1, 1, 2]
    assert heading_of(shown[0]).startswith("1. ")
    assert heading_of(shown[-1]).startswith("2. ")


def test_arranging_neither_loses_nor_doubles_a_milestone() -> None:
    briefing = _briefing()
    for grouping in Grouping:
        shown = arranged(briefing.flagged(()), heading(grouping, briefing, BOARD.agencies))
        assert sorted(one.milestone.code for one in shown) == ["S01-M01", "S02-M01", "S02-M02"]
