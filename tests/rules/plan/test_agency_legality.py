from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.plan.agencies import AgencyDraft, NewAgency, draft_of
from rules.plan.agency_legality import (
    AgencyGround,
    Merger,
    problems_of_draft,
    problems_of_merger,
    problems_of_new,
    problems_of_undoing,
)
from rules.plan.errors import AgencyProblem
from rules.plan.table import PlanDecision
from rules.values import Agency, AgencyCode

TODAY = date(2021, 8, 1)
OLD, OTHER = AgencyCode("LAMA"), AgencyCode("LAIN")
KNOWN = {code: Agency(code, code.title(), f"Dinas {code}", (), None, None) for code in (OLD, OTHER)}
GROUND = AgencyGround(KNOWN, TODAY, {})
NEW = NewAgency(AgencyDraft("Baru", "Dinas Baru"), "Perda 5/2021")
BY_LAW = PlanDecision("Perda 5/2021", TODAY, "Penataan")


def test_what_is_whole_is_legal() -> None:
    assert problems_of_new(NEW, GROUND) == ()
    renamed = replace(draft_of(KNOWN[OLD]), label="Lama sekali")
    assert problems_of_draft(OLD, renamed, BY_LAW, GROUND) == ()
    assert problems_of_draft(OLD, renamed, None, GROUND) == ()
    for into in (OTHER, NEW):
        assert problems_of_merger(Merger((OLD,), into, BY_LAW), GROUND) == ()
    assert (
        problems_of_undoing(replace(KNOWN[OLD], successor=OTHER, merged_on=TODAY), "Keliru") == ()
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"label": ""}, AgencyProblem.LABEL_NEEDED),
        ({"label": "Лама"}, AgencyProblem.LABEL_WITHOUT_LETTERS),
        ({"label": "x" * 61}, AgencyProblem.LABEL_TOO_LONG),
        ({"label": "lain"}, AgencyProblem.LABEL_TAKEN),
        ({"label": "L.A.I.N"}, None),
        ({"name": ""}, AgencyProblem.NAME_NEEDED),
        ({"name": "x" * 2001}, AgencyProblem.NAME_TOO_LONG),
        ({"aliases": ("x" * 2001,)}, AgencyProblem.ALIASES_TOO_LONG),
        ({"valid_from": TODAY, "valid_to": TODAY}, None),
        (
            {"valid_from": TODAY, "valid_to": TODAY - timedelta(1)},
            AgencyProblem.VALID_TO_BEFORE_FROM,
        ),
    ],
)
def test_an_agency_says_what_is_wrong_with_it(
    fields: dict[str, object], problem: AgencyProblem | None
) -> None:
    draft = replace(NEW.draft, **fields)  # type: ignore[arg-type]
    assert problems_of_new(replace(NEW, draft=draft), GROUND) == ((problem,) if problem else ())


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        (0, None),
        (1, AgencyProblem.HOLDS_FROM_FUTURE),
        (-10, None),
        (-11, AgencyProblem.HOLDS_FROM_TOO_EARLY),
    ],
)
def test_a_decision_holds_from_the_last_change_to_today(
    days: int, problem: AgencyProblem | None
) -> None:
    ground = replace(GROUND, latest={OLD: TODAY - timedelta(10)})
    decision = replace(BY_LAW, holds_from=TODAY + timedelta(days))
    found = problems_of_merger(Merger((OTHER,), OLD, decision), ground)
    assert found == ((problem,) if problem else ())


def test_who_is_gone_on_the_day_is_neither_merged_nor_a_successor() -> None:
    gone = replace(GROUND, agencies=KNOWN | {OLD: replace(KNOWN[OLD], valid_to=TODAY)})
    tomorrow = replace(BY_LAW, holds_from=TODAY + timedelta(1))
    later = replace(gone, today=TODAY + timedelta(5))
    assert problems_of_merger(Merger((OLD,), OTHER, BY_LAW), gone) == ()
    assert problems_of_merger(Merger((OLD,), OTHER, tomorrow), later) == (
        AgencyProblem.MERGED_GONE,
    )
    assert problems_of_merger(Merger((OTHER,), OLD, tomorrow), later) == (AgencyProblem.INTO_GONE,)
    assert problems_of_merger(Merger((OLD, OTHER), OLD, BY_LAW), GROUND) == (
        AgencyProblem.INTO_ITSELF,
    )
    assert problems_of_merger(Merger((), OLD, BY_LAW), GROUND) == (AgencyProblem.MERGED_NEEDED,)


def test_grounds_are_given_in_so_many_letters() -> None:
    nothing, endless = PlanDecision(" ", TODAY, " "), PlanDecision("x" * 2001, TODAY, "x" * 2001)
    assert problems_of_merger(Merger((OLD,), OTHER, nothing), GROUND) == (
        AgencyProblem.DECISION_NUMBER_NEEDED,
        AgencyProblem.REASON_NEEDED,
    )
    assert problems_of_merger(Merger((OLD,), OTHER, endless), GROUND) == (
        AgencyProblem.DECISION_NUMBER_TOO_LONG,
        AgencyProblem.REASON_TOO_LONG,
    )
    assert problems_of_new(replace(NEW, source=" "), GROUND) == (AgencyProblem.SOURCE_NEEDED,)
    assert problems_of_new(replace(NEW, source="x" * 2001), GROUND) == (
        AgencyProblem.SOURCE_TOO_LONG,
    )
    assert problems_of_undoing(KNOWN[OLD], "") == (
        AgencyProblem.NOT_MERGED,
        AgencyProblem.REASON_NEEDED,
    )
    same = draft_of(KNOWN[OLD])
    assert problems_of_draft(OLD, same, None, GROUND) == (AgencyProblem.NOTHING_CHANGED,)
