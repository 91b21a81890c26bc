from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rules.accounts.errors import IllegalPost, PostProblem
from rules.accounts.posts import Holding, Post, holding_problems, post_problems, relieved
from rules.vocabulary import Appointment
from tests.rules.laws import LAW

FIRST, NEXT = date(2021, 1, 1), date(2022, 3, 1)
DAY = timedelta(days=1)


def _held(
    start: date = FIRST, finish: date | None = None, name: str = "Rahmat", nip: str = ""
) -> Holding:
    return Holding(name, Appointment.DEFINITIVE, start, finish, nip)


def _post(*held: Holding) -> Post:
    return Post("kepala-dpmd", "Kepala DPMD", held)


def test_both_days_of_a_holding_count() -> None:
    held = _held(finish=NEXT)
    post = _post(held)
    assert post.holder(FIRST - DAY) is None
    assert post.holder(FIRST) == post.holder(NEXT) == held
    assert post.holder(NEXT + DAY) is None


def test_without_a_last_day_somebody_stays() -> None:
    assert _post(_held()).holder(date(2099, 1, 1)) == _held()


@pytest.mark.parametrize(
    ("code", "title", "taken", "problems"),
    [
        ("kepala-dpmd", "Kepala DPMD", False, ()),
        ("kepala2", "K", False, ()),
        ("Kepala", "K", False, (PostProblem.CODE_MALFORMED,)),
        ("kepala dpmd", "K", False, (PostProblem.CODE_MALFORMED,)),
        ("", "K", False, (PostProblem.CODE_MALFORMED,)),
        ("k" * 61, "K", False, (PostProblem.CODE_MALFORMED,)),
        ("kepala", "K", True, (PostProblem.CODE_TAKEN,)),
        ("kepala", "  ", False, (PostProblem.TITLE_MISSING,)),
    ],
)
def test_a_post_has_a_code_of_its_own_and_a_title(
    code: str, title: str, *, taken: bool, problems: tuple[PostProblem, ...]
) -> None:
    assert post_problems(code, title, taken=taken) == problems


@pytest.mark.parametrize(
    ("new", "problems"),
    [
        (_held(name=" "), (PostProblem.NAME_MISSING,)),
        (_held(nip="1987"), (PostProblem.NIP_MALFORMED,)),
        (_held(nip="198701012010011001"), ()),
        (_held(NEXT, FIRST), (PostProblem.FINISH_BEFORE_START,)),
        (_held(FIRST, FIRST), ()),
    ],
)
def test_a_holding_is_checked_by_itself(new: Holding, problems: tuple[PostProblem, ...]) -> None:
    assert holding_problems(new, ()) == problems


@pytest.mark.parametrize(
    ("start", "finish", "overlaps"),
    [
        (NEXT + DAY, None, False),
        (NEXT, None, True),
        (FIRST - DAY, FIRST - DAY, False),
        (FIRST - DAY, FIRST, True),
        (FIRST - DAY, None, True),
        (FIRST + DAY, FIRST + DAY, True),
    ],
)
def test_nobody_joins_somebody_in_a_post(
    start: date, finish: date | None, *, overlaps: bool
) -> None:
    found = holding_problems(_held(start, finish), [_held(FIRST, NEXT)])
    assert found == ((PostProblem.OVERLAP,) if overlaps else ())


def test_a_handover_ends_the_holding_the_day_before() -> None:
    assert relieved(_post(_held()), NEXT) == _held(finish=NEXT - DAY)


def test_a_vacant_post_cannot_be_handed_over() -> None:
    with pytest.raises(IllegalPost) as refusal:
        relieved(_post(_held(finish=NEXT)), NEXT + DAY)
    assert refusal.value.problems == (PostProblem.NOBODY_TO_RELIEVE,)


def test_a_post_is_not_handed_over_on_the_day_it_was_taken() -> None:
    with pytest.raises(IllegalPost) as refusal:
        relieved(_post(_held()), FIRST)
    assert refusal.value.problems == (PostProblem.OVERLAP,)


_days = st.dates(min_value=FIRST, max_value=FIRST + timedelta(days=40))
_asked = st.lists(st.tuples(_days, st.none() | _days), max_size=12)


@LAW
@given(_asked, _asked)
def test_on_each_day_at_most_one_person_holds_a_post(
    seats: list[tuple[date, date | None]], handovers: list[tuple[date, date | None]]
) -> None:
    post = _post()
    for start, finish in seats:
        if not holding_problems(_held(start, finish), post.holdings):
            post = replace(post, holdings=(*post.holdings, _held(start, finish)))
    for start, finish in handovers:
        try:
            ended = relieved(post, start)
        except IllegalPost:
            continue
        others = [one for one in post.holdings if one.start != ended.start]
        if not holding_problems(_held(start, finish), [*others, ended]):
            post = replace(post, holdings=(*others, ended, _held(start, finish)))
    for number in range(-1, 45):
        day = FIRST + timedelta(days=number)
        assert sum(one.covers(day) for one in post.holdings) <= 1
