"""The options that Streamlit starts with, in .streamlit/config.toml."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

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
        ("server.maxUploadSize", 10),
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


def test_no_font_is_fetched_from_elsewhere(options: dict[str, Any]) -> None:
    assert not [value for value in options.values() if "//" in str(value)]
