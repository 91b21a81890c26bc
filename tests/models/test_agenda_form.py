from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.agenda_form import from_json, position_from_json, position_to_json, to_json
from rules.meetings import AgendaItem, AgendaKind, Position, ResolutionId
from rules.values import AgencyCode, MilestoneCode, SentraCode

SHARES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ITEMS = st.builds(
    AgendaItem,
    kind=st.sampled_from(AgendaKind),
    sentra=st.none() | TEXTS.map(SentraCode),
    agency=st.none() | TEXTS.map(AgencyCode),
    milestones=st.lists(TEXTS.map(MilestoneCode), max_size=4).map(tuple),
    since=st.none() | st.dates(),
    days=st.integers(0, 10_000),
    actual=SHARES,
    planned=SHARES,
    deviation_before=SHARES,
    resolution=st.none() | st.integers(1, 2**31 - 1).map(ResolutionId),
)


FIGURES = st.floats(allow_nan=False, allow_infinity=False)
COUNTS = st.integers(0, 1000)
POSITIONS = st.builds(Position, FIGURES, FIGURES, FIGURES, COUNTS, COUNTS, COUNTS, COUNTS)


@given(st.lists(ITEMS, max_size=5).map(tuple))
def test_an_agenda_comes_back_as_it_was_kept(items: tuple[AgendaItem, ...]) -> None:
    assert from_json(to_json(items)) == items


@given(POSITIONS)
def test_the_figures_of_a_meeting_come_back_as_they_were_kept(figures: Position) -> None:
    assert position_from_json(position_to_json(figures)) == figures


def test_equal_agendas_are_kept_as_equal_text() -> None:
    item = AgendaItem(AgendaKind.CRITICAL, sentra=SentraCode("S02"), since=date(2022, 3, 9))
    assert to_json([item]) == (
        '[{"actual":null,"agency":null,"days":0,"deviation_before":null,"kind":"critical",'
        '"milestones":[],"planned":null,"resolution":null,"sentra":"S02","since":"2022-03-09"}]'
    )
