"""Stores and sites for the tests of the gate; SQLite alone, since the gate says no SQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.applications import Starlette

from models.accounts import passwords
from models.store.store import Store, open_store
from rules.vocabulary import Role
from settings import Settings, sqlite_url
from tests.gate import web

CHEAP = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The strength of the hash has its own test; here it would only cost time."""
    passwords.stand_in.cache_clear()
    monkeypatch.setattr(passwords, "hasher", PasswordHash((CHEAP,)))
    yield
    passwords.stand_in.cache_clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=sqlite_url(tmp_path / "store.db"),
        data_dir=tmp_path,
        secret="s" * 40,
        session_hours=12,
        secure_cookie=False,
        boundary=None,
        allowed_hosts=("pantau.penajam.test",),
    )


@pytest.fixture
def empty_store(settings: Settings, migrated_file: Path) -> Iterator[Store]:
    shutil.copy(migrated_file, settings.data_dir / "store.db")
    opened = open_store(settings.database_url, backups=settings.data_dir / "cadangan")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def real_store(empty_store: Store) -> Store:
    """A real programme with the account `operator.dpmd`."""
    web.fill(empty_store, is_example=False)
    web.enrol(empty_store, "operator.dpmd")
    return empty_store


@pytest.fixture
def example_store(empty_store: Store) -> Store:
    """The example programme with two roles to try and one account with a password."""
    web.fill(empty_store, is_example=True)
    web.enrol(empty_store, "contoh.operator", password=None)
    web.enrol(empty_store, "contoh.pimpinan", role=Role.LEADER, password=None)
    web.enrol(empty_store, "bersandi")
    return empty_store


@pytest.fixture
def real_site(real_store: Store, settings: Settings) -> Starlette:
    return web.site(real_store, settings)


@pytest.fixture
def example_site(example_store: Store, settings: Settings) -> Starlette:
    return web.site(example_store, settings)


@pytest.fixture
def stranger(real_site: Starlette) -> web.Client:
    """Somebody who has not signed in."""
    return web.Client(real_site)


@pytest.fixture
def operator(real_site: Starlette) -> web.Client:
    """Somebody who has signed in."""
    client = web.Client(real_site)
    assert client.sign_in("operator.dpmd").status == 303
    return client
