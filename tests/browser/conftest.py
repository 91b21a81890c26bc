"""The dashboard as its users meet it: a server of its own, and Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.sites import Bench, Site, served
from tests.browser.visitors import Door

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, example_file: Path) -> Iterator[Site]:
    """One dashboard for all tests that do not ask for a fresh one."""
    with served(tmp_path_factory.mktemp("site"), example_file) as bench:
        yield bench.site


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory, example_file: Path) -> Iterator[Bench]:
    """One dashboard for all tests that change much: each hands it a store anew."""
    with served(tmp_path_factory.mktemp("bench"), example_file) as found:
        yield found


@pytest.fixture
def fresh_site(bench: Bench, example_file: Path) -> Site:
    """A dashboard before the example as nobody has touched it."""
    return bench.hand(example_file)


@pytest.fixture
def fresh_process(tmp_path: Path, example_file: Path) -> Iterator[Site]:
    """A dashboard whose process nobody has asked for anything but its health."""
    with served(tmp_path, example_file) as bench:
        yield bench.site


@pytest.fixture(scope="session")
def one_door(browser: "Browser") -> Door:
    """The door that visitors of all tests come through."""
    return Door(browser)


@pytest.fixture
def door(one_door: Door) -> Iterator[Door]:
    """Whoever comes in sees no error, and nothing that they do leaves this machine."""
    yield one_door
    assert not one_door.close_tabs()
