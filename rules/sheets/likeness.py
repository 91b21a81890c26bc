"""How alike two titles are, and which of several somebody means.

Offices shorten titles, write them in capitals and slip letters. A title is only taken for another
when nothing else comes near (ours; tried on the titles of the draft plan).
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Generic, TypeVar

SURE: Final = 0.9
"""Likeness from which a title is taken for another, when the next is `APART` from it."""
APART: Final = 0.08
POSSIBLE: Final = 0.3
"""Likeness from which a title is offered."""
MOST_OFFERED: Final = 5

_WORD: Final = re.compile(r"[0-9a-z]+")
_LITTLE: Final = frozenset(
    {"dan", "di", "ke", "dari", "untuk", "yang", "atau", "pada", "dengan", "serta", "oleh", "para"}
)
# How alike words are that differ by a slip of the pen, and how long such words are.
_ALIKE: Final = 0.8
_LONG: Final = 4
# The same words in another order are nearly the same; titles with other numbers are others.
_LONGEST: Final = 500
_NEARLY: Final = 0.99
_OTHER_NUMBER: Final = 0.85

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Meant(Generic[Key]):
    """What a title names: `certain` alone, or the ones it may mean, the likeliest first."""

    certain: Key | None
    possible: tuple[Key, ...] = ()


def meant(words: str, titles: Mapping[Key, str]) -> Meant[Key]:
    """Return which of `titles` somebody means by `words`; nothing so long is a title."""
    if len(words) > _LONGEST:
        return Meant(None)
    own = _words(words)
    same = tuple(key for key, title in titles.items() if _words(title) == own)
    # A title in the very same words is meant, however near another comes.
    if same:
        return Meant(same[0] if len(same) == 1 else None, same)
    scored = sorted(
        ((likeness(words, title), key) for key, title in titles.items()),
        key=lambda one: -one[0],
    )
    possible = tuple(key for score, key in scored[:MOST_OFFERED] if score >= POSSIBLE)
    if not possible or scored[0][0] < SURE:
        return Meant(None, possible)
    is_alone = len(scored) == 1 or scored[0][0] - scored[1][0] >= APART
    return Meant(possible[0] if is_alone else None, possible)


@lru_cache(1 << 16)
def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 1; 1 only for the same words in the same order."""
    left, right = _words(one), _words(other)
    if left == right:
        return 1.0 if left else 0.0
    weight = sum(map(len, left)) + sum(map(len, right))
    score = (_shared(left, right) + _shared(right, left)) / weight
    # Stage I is not stage II, and 2022 is not 2023, however alike the rest is.
    most = _NEARLY if _numbers(left) == _numbers(right) else _OTHER_NUMBER
    return min(score, most)


def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return the letters of `left` in words that `right` has too, slips of the pen forgiven."""
    pool = frozenset(right)
    return sum(len(word) * _best(word, pool) for word in left)


def _best(word: str, pool: frozenset[str]) -> float:
    if word in pool:
        return 1.0
    alike = (one for one in pool if word[0] == one[0] and min(len(word), len(one)) >= _LONG)
    found = max((_ratio(word, one) for one in alike), default=0.0)
    return found if found >= _ALIKE else 0.0


@lru_cache(1 << 16)
def _ratio(word: str, other: str) -> float:
    """Return how many letters two words share; the titles of a plan are made of few words."""
    return SequenceMatcher(None, word, other).ratio()


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdecimal() or set(word) <= set("ivx"))


@lru_cache(1 << 12)
def _words(title: str) -> tuple[str, ...]:
    found = _WORD.findall(title.casefold())
    return tuple(word for word in found if word not in _LITTLE)
