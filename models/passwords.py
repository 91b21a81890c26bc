"""Passwords become Argon2id hashes, and checking one costs the same whoever is asked for."""

import unicodedata
from functools import cache
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# Above OWASP's least for Argon2id (19 MiB, 2 rounds); about a tenth of a second on an office PC.
MEMORY_KIB: Final = 32 * 1024
ROUNDS: Final = 3
LANES: Final = 1

hasher: Final = PasswordHash(
    (Argon2Hasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES),)
)


def hashed(password: str) -> str:
    """Return what may be kept of `password`."""
    return hasher.hash(_one_form(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether `password` is the one behind `password_hash`; never, where there is no hash.

    A missing hash is compared with a stand-in, so the time taken does not tell who has an account.
    """
    is_right = hasher.verify(_one_form(password), password_hash or stand_in())
    return is_right and password_hash is not None


def _one_form(password: str) -> str:
    """Keyboards write the same letter in several ways; all of them are the same password."""
    return unicodedata.normalize("NFC", password)


@cache
def stand_in() -> str:
    """Return the hash of no password of anybody, made once a process."""
    return hasher.hash("tidak ada kata sandi ini")
