"""Which passwords are good enough: long and not easily guessed, or the way BSSN asks for.

NIST SP 800-63B-4 asks for length and a blocklist and forbids rules of composition and age; the
reading of BSSN Regulation 4/2021 that offices use asks for both. Either way, what is easily guessed
(words of the trade, a person's own name, runs on the keyboard) counts nothing towards a password.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from rules.accounts.errors import AccountProblem

LEAST: Final = 15
LEAST_BSSN: Final = 12
LONGEST: Final = 200
REMEMBERED: Final = 5
"""How many earlier passwords may not come back in the BSSN style."""
AGE_LIMIT: Final = timedelta(days=183)
"""Half a year, after which a password of the BSSN style must be changed."""

_LEAST_OWN: Final = 8
_LEAST_DIFFERENT: Final = 6
_SHORTEST_RUN: Final = 4
_SHORTEST_NAME: Final = 3

_COMMON: Final = (
    *("katasandi", "kata", "sandi", "password", "passphrase", "passw0rd", "rahasia", "rahasiaku"),
    *("correcthorsebatterystaple", "thequickbrownfox", "letmein", "welcome", "iloveyou"),
    *("bismillah", "alhamdulillah", "indonesia", "merdeka", "bhinnekatunggalika", "pancasila"),
    *("akucintakamu", "sayang", "cinta", "selamatdatang", "selamatpagi", "terserah"),
    *("administrator", "admin", "operator", "pimpinan", "kepala", "dinas", "kabupaten"),
    *("penajampaserutara", "penajam", "paser", "utara", "ppu", "sentra", "pantausentra", "pantau"),
    *("dpmd", "kaltim", "kalimantan", "timur", "kalimantantimur", "borneo", "nusantara", "ikn"),
    *("bapelitbang", "diskukmperindag", "balikpapan", "sepaku", "babulu", "waru"),
)
_YEAR: Final = re.compile(r"(19|20)\d\d")
_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_RUNS: Final = tuple(run for row in _ROWS for run in (row + row, (row + row)[::-1]))
_SIGN: Final = re.compile(r"[^\w\s]|_")


class PasswordStyle(StrEnum):
    """Which rule an installation follows; the value is what the setting says."""

    LONG = "panjang"
    BSSN = "bssn"


def password_problems(
    password: str, *, username: str, name: str, style: PasswordStyle
) -> tuple[AccountProblem, ...]:
    """Return what is wrong with `password` for the person so named: nothing, or one thing."""
    if style is PasswordStyle.BSSN and not _is_composed(password):
        return (AccountProblem.PASSWORD_COMPOSITION,)
    if len(password) < LEAST and style is PasswordStyle.LONG:
        return (AccountProblem.PASSWORD_TOO_SHORT,)
    if len(password) > LONGEST:
        return (AccountProblem.PASSWORD_TOO_LONG,)
    problem = _guessed(_plain(password), names=_names(username, name))
    return () if problem is None else (problem,)


def is_outworn(set_at: datetime, *, at: datetime, style: PasswordStyle) -> bool:
    """Whether a password set at `set_at` must be changed before its owner goes on."""
    return style is PasswordStyle.BSSN and at - set_at > AGE_LIMIT


def _is_composed(password: str) -> bool:
    return (
        len(password) >= LEAST_BSSN
        and any(letter.isupper() for letter in password)
        and any(letter.islower() for letter in password)
        and any(letter.isdigit() for letter in password)
        and _SIGN.search(password) is not None
    )


def _guessed(plain: str, *, names: Iterable[str]) -> AccountProblem | None:
    """Return why too little of the password is the person's own, gravest cause first."""
    without_names = _without(plain, names)
    if len(without_names) < _LEAST_OWN < len(plain):
        return AccountProblem.PASSWORD_NAMES_USER
    if len(set(without_names)) < _LEAST_DIFFERENT:
        return AccountProblem.PASSWORD_REPEATS
    without_runs = _without_runs(without_names)
    if len(without_runs) < _LEAST_OWN:
        return AccountProblem.PASSWORD_KEYBOARD
    if len(_YEAR.sub("", _without(without_runs, _COMMON))) < _LEAST_OWN:
        return AccountProblem.PASSWORD_COMMON
    return None


def _plain(password: str) -> str:
    """Return letters and digits alone: spaces, signs and capitals between them hide nothing."""
    folded = unicodedata.normalize("NFKC", password).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _names(username: str, name: str) -> list[str]:
    words = {_plain(word) for text in (username, name) for word in re.split(r"[\W_]+", text)}
    words |= {_plain(username), _plain(name)}
    return [word for word in words if len(word) >= _SHORTEST_NAME]


def _without(plain: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        plain = plain.replace(word, "")
    return plain


def _without_runs(plain: str) -> str:
    """Return what is left without pieces of four and more that a finger slides along."""
    kept, start = [], 0
    while start < len(plain):
        length = _run_at(plain, start)
        if length < _SHORTEST_RUN:
            kept.append(plain[start])
            length = 1
        start += length
    return "".join(kept)


def _run_at(plain: str, start: int) -> int:
    """Return how long the longest run or repetition is that begins at `start`."""
    first = plain[start]
    repeated = len(plain) - start - len(plain[start:].lstrip(first))
    end = start + 1
    while end < len(plain) and any(plain[start : end + 1] in run for run in _RUNS):
        end += 1
    return max(repeated, end - start)
