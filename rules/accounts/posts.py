"""Who holds a post on which day. Days are inclusive; a post has one holder a day, or none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from rules.accounts.errors import IllegalPost, PostProblem
from rules.values import AccountId
from rules.vocabulary import Appointment

_CODE: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_CODE: Final = 60
_NIP: Final = re.compile(r"\d{18}")


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in a post from `start` to `finish`; without a finish until somebody follows."""

    name: str
    appointment: Appointment
    start: date
    finish: date | None = None
    nip: str = ""
    account_id: AccountId | None = None

    def covers(self, day: date) -> bool:
        """Whether this person holds the post on `day`."""
        return self.start <= day and (self.finish is None or day <= self.finish)

    def overlaps(self, other: "Holding") -> bool:
        """Whether there is a day on which both would hold the post."""
        return (other.finish is None or self.start <= other.finish) and (
            self.finish is None or other.start <= self.finish
        )


@dataclass(frozen=True, slots=True)
class Post:
    """A post and everybody who held it, earliest first."""

    code: str
    title: str
    holdings: tuple[Holding, ...]

    def holder(self, day: date) -> Holding | None:
        """Return who holds the post on `day`; None while it is vacant."""
        return next((holding for holding in self.holdings if holding.covers(day)), None)


def post_problems(code: str, title: str, *, taken: bool) -> tuple[PostProblem, ...]:
    """Return what is wrong with a new post."""
    is_code = _CODE.fullmatch(code) and len(code) <= _LONGEST_CODE
    found = (
        (PostProblem.CODE_MALFORMED, not is_code),
        (PostProblem.CODE_TAKEN, taken),
        (PostProblem.TITLE_MISSING, not title.strip()),
    )
    return tuple(problem for problem, is_so in found if is_so)


def holding_problems(new: Holding, others: Iterable[Holding]) -> tuple[PostProblem, ...]:
    """Return what is wrong with a holding beside those that the post has already."""
    is_backwards = new.finish is not None and new.finish < new.start
    found = (
        (PostProblem.NAME_MISSING, not new.name.strip()),
        (PostProblem.NIP_MALFORMED, bool(new.nip) and not _NIP.fullmatch(new.nip)),
        (PostProblem.FINISH_BEFORE_START, is_backwards),
        (PostProblem.OVERLAP, not is_backwards and any(new.overlaps(other) for other in others)),
    )
    return tuple(problem for problem, is_so in found if is_so)


def relieved(post: Post, start: date) -> Holding:
    """Return the holding that ends when somebody else takes over on `start`, with its last day.

    Raises IllegalPost where nobody holds the post then, or only since that very day.
    """
    before = post.holder(start)
    if before is None:
        raise IllegalPost((PostProblem.NOBODY_TO_RELIEVE,))
    if before.start == start:
        raise IllegalPost((PostProblem.OVERLAP,))
    return replace(before, finish=start - timedelta(days=1))
