from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from models.accounts import throttle
from models.schema.accounts import sign_in_attempt
from models.store.store import Store

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def _admit(
    store: Store, username: str = "siti", address: str = "10.0.0.1", at: datetime = NOON
) -> datetime | None:
    with store.write() as connection:
        return throttle.admit(connection, username=username, address=address, at=at)


def _forgive(store: Store, username: str, address: str, at: datetime) -> None:
    with store.write() as connection:
        throttle.forgive(connection, username=username, address=address, at=at)


def _kept(store: Store) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(sign_in_attempt)) or 0


@pytest.fixture(autouse=True)
def few_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_OF_ONE", 10)


def test_the_sixth_try_waits_at_its_address_alone(store: Store) -> None:
    for number in range(5):
        assert _admit(store, at=NOON + number * timedelta(0, 1)) is None
    assert _admit(store, at=NOON + timedelta(0, 9)) == NOON + QUARTER
    assert _admit(store, "rina") is None
    assert _admit(store, address="10.9.9.9") is None


@pytest.mark.parametrize("is_of_one_name", [True, False])
def test_many_tries_of_one_name_or_one_address_wait_too(
    store: Store, *, is_of_one_name: bool
) -> None:
    for number in range(11):
        name, place = ("siti", f"10.0.1.{number}") if is_of_one_name else (f"n{number}", "10.0.0.1")
        refused = _admit(store, name, place)
        assert (refused is None) is (number < 10)
    assert _admit(store, "rina", "10.9.9.9") is None


def test_asking_counts_nothing_and_tells_the_same(store: Store) -> None:
    def asked(at: datetime) -> datetime | None:
        with store.read() as connection:
            return throttle.again_at(connection, username="siti", address="10.0.0.1", at=at)

    for _ in range(5):
        assert asked(NOON) is None
        _admit(store)
    assert asked(NOON) == NOON + QUARTER
    assert asked(NOON + QUARTER) is None


def test_a_refused_try_does_not_make_the_wait_longer(store: Store) -> None:
    for _ in range(5):
        _admit(store)
    for minutes in range(1, 15):
        assert _admit(store, at=NOON + timedelta(minutes=minutes)) == NOON + QUARTER
    assert _admit(store, at=NOON + QUARTER - timedelta(microseconds=1)) == NOON + QUARTER
    assert _admit(store, at=NOON + QUARTER) is None


def test_tries_are_forgotten_one_by_one(store: Store) -> None:
    for minutes in range(5):
        _admit(store, at=NOON + timedelta(minutes=minutes))
    later = NOON + QUARTER
    assert _admit(store, at=later) is None
    assert _admit(store, at=later) == later + timedelta(minutes=1)


def test_success_clears_the_name_here_but_not_the_tries_at_others(store: Store) -> None:
    at = NOON + timedelta(minutes=1)
    for number in range(5):
        _admit(store, f"nama{number}")
        _admit(store, address=f"10.0.1.{number}")
    for _ in range(4):
        _admit(store)
    assert _admit(store, at=at) is None
    _forgive(store, "siti", "10.0.0.1", at)
    assert _admit(store, at=at) is None
    # Nine of the name and nine of the address stay.
    assert _admit(store, address="10.0.2.1", at=at) == NOON + QUARTER
    assert _admit(store, "nama9", at=at) == NOON + QUARTER


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("10.0.0.1", "::ffff:10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "", True),
        ("bukan alamat", "10.0.0.1", False),
    ],
)
def test_writings_of_one_address_count_together(
    store: Store, one: str, other: str, *, is_same: bool
) -> None:
    for number in range(10):
        _admit(store, f"nama{number}", one)
    assert (_admit(store, "lain", other) is not None) is is_same


def test_writings_of_one_name_count_together(store: Store) -> None:
    for name in ("siti", "SITI", " siti ", "Siti", "sITI"):
        _admit(store, name)
    assert _admit(store, "siti") is not None


def test_names_and_addresses_are_kept_as_hashes_and_not_for_long(store: Store) -> None:
    _admit(store)
    with store.read() as connection:
        kept = connection.scalars(select(sign_in_attempt.c.subject)).all()
    assert len(kept) == 3
    assert all(len(one) == 64 for one in kept)
    _admit(store, "lain", "10.0.0.9", NOON + QUARTER)
    assert _kept(store) == 3


def test_wrong_tokens_count_by_address_and_apart_from_signing_in(store: Store) -> None:
    def wrong(address: str) -> datetime | None:
        with store.write() as connection:
            return throttle.admit_wrong_token(connection, address=address, at=NOON)

    assert [wrong("10.0.0.1") for _ in range(5)] == [None] * 5
    assert wrong("10.0.0.1") == NOON + QUARTER
    assert wrong("10.0.0.2") is None
    assert _admit(store) is None


def test_readings_count_by_token_and_are_forgotten(store: Store) -> None:
    def read(token: int, at: datetime = NOON) -> datetime | None:
        with store.write() as connection:
            return throttle.admit_reading(connection, token=token, at=at)

    assert {read(1) for _ in range(throttle.MOST_READINGS)} == {None}
    assert read(1) == NOON + QUARTER
    assert read(2) is None
    assert read(1, NOON + QUARTER) is None
