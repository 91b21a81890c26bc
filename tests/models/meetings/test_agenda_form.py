from dataclasses import replace
from datetime import date

from hypothesis import given, strategies as st

from models.meetings.agenda_form import (
    changes_from_json,
    from_json,
    key_figures_from_json,
    known_on_from_json,
    position_to_json,
    to_json,
)
from rules.changes.change_report import ChangeKind
from rules.changes.tally import Tally
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.agenda_reasons import AgendaReasons, Regression, RegressionKind
from rules.meetings.resolutions import ResolutionId
from rules.progress.key_figures import KeyFigures
from rules.progress.needs import NeedKind
from rules.values import AgencyCode, MilestoneCode, SentraCode
from rules.vocabulary import Light

SHARES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
CODES = TEXTS.map(MilestoneCode)
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
REGRESSIONS = st.builds(
    Regression,
    st.sampled_from(RegressionKind),
    CODES,
    TEXTS.map(AgencyCode),
    FIGURES,
    FIGURES,
    st.integers(0, 10_000),
    st.just("") | TEXTS,
    st.booleans(),
)
REASONS = st.builds(
    AgendaReasons,
    light=st.sampled_from(Light),
    light_before=st.none() | st.sampled_from(Light),
    regressions=st.lists(REGRESSIONS, max_size=3).map(tuple),
    late=st.lists(CODES, max_size=3).map(tuple),
    need=st.none() | st.sampled_from(NeedKind),
    need_on=st.none() | CODES,
)
ITEMS = st.builds(
    AgendaItem,
    kind=st.sampled_from(AgendaKind),
    sentra=st.none() | TEXTS.map(SentraCode),
    agency=st.none() | TEXTS.map(AgencyCode),
    milestones=st.lists(CODES, max_size=4).map(tuple),
    since=st.none() | st.dates(),
    days=st.integers(0, 10_000),
    actual=SHARES,
    planned=SHARES,
    deviation_before=SHARES,
    resolution=st.none() | st.integers(1, 2**31 - 1).map(ResolutionId),
    days_late=st.integers(0, 10_000),
    reasons=st.none() | REASONS,
)


COUNTS = st.integers(0, 1000)
COUNTED = (COUNTS, COUNTS, COUNTS, COUNTS)
BLOCKING = st.lists(st.tuples(TEXTS.map(AgencyCode), COUNTS), max_size=3).map(tuple)
KEY_FIGURES = st.builds(KeyFigures, FIGURES, FIGURES, FIGURES, *COUNTED, blocking_agencies=BLOCKING)


@given(st.lists(ITEMS, max_size=5).map(tuple))
def test_an_agenda_comes_back_as_it_was_kept(items: tuple[AgendaItem, ...]) -> None:
    assert from_json(to_json(items)) == items


@given(KEY_FIGURES)
def test_the_figures_of_a_meeting_come_back_as_they_were_kept(figures: KeyFigures) -> None:
    assert key_figures_from_json(position_to_json(figures, date(2022, 7, 4))) == figures
    told = Tally(date(2022, 3, 31), ((ChangeKind.PROGRESSED, 3),), ((ChangeKind.FINISHED, 2),))
    kept = position_to_json(figures, date(2022, 7, 4), told)
    assert key_figures_from_json(kept) == figures
    assert changes_from_json(kept) == told


def test_figures_frozen_before_holders_were_kept_still_come_back() -> None:
    kept = (
        '{"actual":0.5,"attention":2,"critical":1,"deviation":-8.0,"due_soon":3,"overdue":4,'
        '"planned":0.58}'
    )
    assert key_figures_from_json(kept) == KeyFigures(0.5, 0.58, -8.0, 1, 2, 4, 3)
    assert known_on_from_json(kept, date(2022, 6, 30)) == date(2022, 6, 30)
    assert changes_from_json(kept) is None


def test_the_figures_of_a_meeting_are_kept_under_their_first_names() -> None:
    figures = KeyFigures(0.5, 0.58, -8.0, 1, 2, 4, 3, ((AgencyCode("PUPR"), 2),))
    assert position_to_json(figures, date(2022, 7, 4)) == (
        '{"actual":0.5,"attention":2,"critical":1,"deviation":-8.0,"due_soon":3,'
        '"holding":[["PUPR",2]],"known_on":"2022-07-04","overdue":4,"planned":0.58}'
    )


def test_equal_agendas_are_kept_as_equal_text() -> None:
    item = AgendaItem(AgendaKind.CRITICAL, sentra=SentraCode("S02"), since=date(2022, 3, 9))
    assert to_json([item]) == (
        '[{"actual":null,"agency":null,"days":0,"days_late":0,"deviation_before":null,'
        '"grounds":null,"kind":"critical","milestones":[],"planned":null,"resolution":null,'
        '"sentra":"S02","since":"2022-03-09"}]'
    )


def test_only_a_regression_that_was_learnt_is_kept_as_one() -> None:
    fell = Regression(RegressionKind.FELL, MilestoneCode("S02-M01"), AgencyCode("PUPR"))
    own = (fell, replace(fell, is_learnt=True))
    reasons = AgendaReasons(Light.CRITICAL, regressions=own)
    kept = to_json([AgendaItem(AgendaKind.CRITICAL, reasons=reasons)])
    assert kept.count("is_learnt") == 1
    (item,) = from_json(kept)
    assert item.reasons == reasons


def test_the_reasons_of_an_item_are_kept_under_their_first_names() -> None:
    reasons = AgendaReasons(
        Light.CRITICAL,
        regressions=(
            Regression(
                RegressionKind.OBSTRUCTED,
                MilestoneCode("S02-M01"),
                AgencyCode("PUPR"),
                quote="Lahan belum bebas",
            ),
        ),
    )
    kept = to_json([AgendaItem(AgendaKind.CRITICAL, sentra=SentraCode("S02"), reasons=reasons)])
    assert (
        '"grounds":{"late":[],"light":"critical","light_before":null,"need":null,"need_on":null,'
        '"setbacks":[{"against":0.0,"days":0,"kind":"obstructed","milestone":"S02-M01",'
        '"owner":"PUPR","progress":0.0,"told":"Lahan belum bebas"}]}'
    ) in kept


def test_an_agenda_frozen_before_grounds_were_kept_still_comes_back() -> None:
    kept = (
        '[{"actual":0.364,"agency":"BPKAD","days":79,"deviation_before":-16.0,"kind":"critical",'
        '"milestones":["S05-M04"],"planned":0.534,"resolution":null,"sentra":"S05",'
        '"since":"2022-04-12"}]'
    )
    assert from_json(kept) == (
        AgendaItem(
            AgendaKind.CRITICAL,
            sentra=SentraCode("S05"),
            agency=AgencyCode("BPKAD"),
            milestones=(MilestoneCode("S05-M04"),),
            since=date(2022, 4, 12),
            days=79,
            actual=0.364,
            planned=0.534,
            deviation_before=-16.0,
        ),
    )
