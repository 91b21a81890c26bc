import json
from datetime import date
from typing import Any

from rules.progress.briefing import brief
from rules.progress.figures import figures, schedule
from rules.vocabulary import Basis, Flag, Light, Plan
from tests.builders import (
    AS_OF,
    a_board,
    a_milestone,
    a_moment,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)

LATE = a_milestone(
    "S02-M01",
    a_state(0.4, obstacles=(an_obstacle(),)),
    a_state(0.6, obstacles=(an_obstacle(),)),
    first=a_schedule(finish=date(2022, 6, 20), weight=100.0),
)
BRIEFING = brief(
    a_board([a_sentra("S01", [a_milestone(state=a_state(1))]), a_sentra("S02", [LATE])]),
    a_moment(),
)
FIGURES: dict[str, Any] = json.loads(json.dumps(figures(BRIEFING)))


def test_figures_name_their_moment() -> None:
    moment = (FIGURES["as_of"], FIGURES["basis"], FIGURES["plan"])
    assert moment == (AS_OF.isoformat(), Basis.APPROVED.value, Plan.FIRST.value)


def test_figures_of_the_programme_are_those_of_the_briefing_unrounded() -> None:
    programme = FIGURES["programme"]
    assert programme["actual"] == BRIEFING.totals.actual
    assert programme["actual_reported"] == BRIEFING.totals.reported
    assert programme["deviation_points"] == BRIEFING.totals.deviation
    assert programme["lights"] == {light.value: BRIEFING.totals.lights[light] for light in Light}
    assert programme["flags"] == {flag.value: BRIEFING.totals.flags[flag] for flag in Flag}


def test_sentra_stand_by_code_whatever_their_need() -> None:
    assert [one.sentra.code for one in BRIEFING.sentra] == ["S02", "S01"]
    assert [one["code"] for one in FIGURES["sentra"]] == ["S01", "S02"]


def test_figures_of_a_sentra_and_its_milestone_worked_by_hand() -> None:
    sentra = FIGURES["sentra"][1]
    (milestone,) = sentra["milestones"]
    assert (sentra["actual"], sentra["actual_reported"], sentra["planned"]) == (0.4, 0.6, 1.0)
    assert sentra["light"]["code"] == "critical"
    assert sentra["light"]["label"] == "kritis"
    assert sentra["flags"]["overdue"] == 1
    assert milestone["contribution_points"] == 40.0
    assert milestone["days_late"] == 10
    assert milestone["open_obstacles"] == 1
    assert milestone["status"] == {"code": "in_progress", "label": "berjalan"}
    assert "overdue" in milestone["flags"]


def test_a_schedule_has_iso_days_its_weight_and_its_shape() -> None:
    assert schedule(LATE.current) == {
        "start": "2021-01-01",
        "finish": "2022-06-20",
        "weight": 100.0,
        "shape": "linear",
    }
