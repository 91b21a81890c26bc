"""The options that Streamlit starts with, in .streamlit/config.toml."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from charts.palette import LIGHT
from gate.frontend import index_page
from run import ROOT

OPTIONS = ROOT / ".streamlit" / "config.toml"


@pytest.fixture(scope="module")
def options() -> dict[str, Any]:
    return dict(_flat(tomllib.loads(OPTIONS.read_text(encoding="utf-8"))))


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def test_the_installed_streamlit_knows_each_option(options: dict[str, Any]) -> None:
    from streamlit import config

    assert not [name for name in options if name not in config._config_options_template]


@pytest.mark.parametrize(
    ("option", "safe"),
    [
        ("server.address", "127.0.0.1"),
        ("server.headless", True),
        ("server.showEmailPrompt", False),
        ("server.enableStaticServing", False),
        ("server.enableAgentApi", False),
        ("server.fileWatcherType", "none"),
        ("server.maxUploadSize", 25),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.toolbarMode", "minimal"),
        ("runner.magicEnabled", False),
    ],
)
def test_the_server_starts_closed(options: dict[str, Any], option: str, safe: object) -> None:
    assert options[option] == safe


def test_no_run_stands_beside_another_of_its_session(options: dict[str, Any]) -> None:
    assert options["runner.fastReruns"] is False


def test_there_is_one_theme_and_it_is_light(options: dict[str, Any]) -> None:
    assert options["theme.base"] == "light"
    assert not [name for name in options if name.startswith(("theme.light.", "theme.dark."))]
    grounds = (options["theme.backgroundColor"], options["theme.textColor"])
    assert grounds == (LIGHT.ground, LIGHT.ink)


def test_before_the_theme_is_told_the_page_has_its_colours(options: dict[str, Any]) -> None:
    page = index_page.translated(index_page.installed_page(), icon="/x.svg")
    told = dict(re.findall(r'(\w+): "(#\w{6})"', page))
    assert set(told) == {"primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor"}
    assert told == {name: options[f"theme.{name}"] for name in told}
    assert f"body{{background:{LIGHT.ground}}}" in page


def test_nothing_that_people_see_follows_the_system() -> None:
    root = OPTIONS.parent.parent
    rooms = [root / room for room in ("gate", "pages", "exchange", "charts")]
    sources = [file for room in rooms for file in room.rglob("*.*")]
    looks = [file for file in sources if file.suffix in {".css", ".html", ".py"}]
    texts = {file.name: file.read_text(encoding="utf-8") for file in looks}
    assert not [name for name, text in texts.items() if "prefers-color-scheme" in text]
    for name in ("kerangka.html", "halaman.html", "index_page.py"):
        assert '<meta name="color-scheme" content="only light">' in texts[name]


def test_no_font_is_fetched_from_elsewhere(options: dict[str, Any]) -> None:
    assert not [value for value in options.values() if "//" in str(value)]
