"""The pages that are compared: ours, and the small ones as their manuals write them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.web.servers import Server, module_at, streamlit_at
from benchmarks.web.tabs import DashTab, StreamlitTab, Tab
from settings import EXAMPLE_FILE, PROJECT

OURS, EMPTY, PLAIN = "Pantau Sentra", "empty page of Streamlit", "Streamlit and plotly"
DASH, CACHED = "Dash", "Dash with kept figures"
_PAGES: Final = "benchmarks.web.pages"
_QUERY: Final = "&basis=disetujui&rencana=awal"


@dataclass(frozen=True)
class Site:
    """A page: what its server costs, and tabs at it."""

    name: str
    server: Server
    tab: Callable[[], Tab]
    path: str = "/"
    cookies: dict[str, str] = field(default_factory=dict)


@contextmanager
def ours(data: Path, page: str = "ringkasan", who: str = "pimpinan") -> Iterator[Site]:
    """Serve the dashboard on the store in `data`."""
    with streamlit_at("dashboard.py", PROJECT, SENTRA_DATA_DIR=str(data)) as server:
        yield our_page(server, page, who)


def our_page(server: Server, page: str, who: str) -> Site:
    """Return a page of a dashboard that runs, for an account of the example."""
    cookies = server.signed_in(who)
    return Site(
        OURS, server, lambda: StreamlitTab(server, page, cookies, _QUERY), f"/{page}", cookies
    )


@contextmanager
def stock(name: str, folder: Path) -> Iterator[Site]:
    """Serve a page of Streamlit as it comes; in `folder` nothing of ours is set."""
    script = PROJECT / "benchmarks" / "web" / "pages" / f"{name}.py"
    title = {"empty": EMPTY, "plain": PLAIN}[name]
    with streamlit_at(script, folder, PYTHONPATH=str(PROJECT)) as server:
        yield Site(title, server, lambda: StreamlitTab(server))


@contextmanager
def dash(*words: str, folder: Path) -> Iterator[Site]:
    """Serve the page of Dash; `cached` as a word keeps the figures of each day."""
    module = f"{_PAGES}.dashed"
    with module_at(module, *words, folder=folder, PYTHONPATH=str(PROJECT)) as server:
        yield Site(CACHED if words else DASH, server, lambda: DashTab(server))


@contextmanager
def all_sites(example: Path, folder: Path) -> Iterator[dict[str, Site]]:
    """Serve every page at once, ours on a copy of the `example`; `folder` takes what is made."""
    bare = folder / "bare"
    bare.mkdir()
    with ExitStack() as open_ones:
        opened = [
            open_ones.enter_context(one)
            for one in (
                ours(copied_data(example, folder)),
                stock("empty", bare),
                stock("plain", bare),
                dash(folder=bare),
                dash("cached", folder=bare),
            )
        ]
        yield {site.name: site for site in opened}


def copied_data(store: Path, folder: Path) -> Path:
    """Return a data folder with a copy of a `store` as the example in it."""
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copy(store, data / EXAMPLE_FILE)
    return data
