"""The launcher: settings, store and gate before the pages. Start it with `python run.py`.

Streamlit runs pages/_router.py; this file only tells it where that is and what stands before it.
"""

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

import streamlit as st
from streamlit import config

from gate.backup.nightly import nightly_backups
from gate.garbage import collected_when_idle
from gate.middleware import web_gate
from gate.paths import PagePaths
from models.store.occupancy import lock_file, shared
from models.store.store import close_stores, the_store
from pages.shell.catalogue import ENTRIES
from settings import read_settings

# Imported before the first visitor comes, rather than while they wait.
HEAVY = ("pandas", "plotly.graph_objects", "exchange.deck")


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Be warm before the first visit and leave the store closed after the last.

    What never becomes garbage is taken out of sight of its collection, and what does is collected
    between visits: Streamlit would do so after every run (docs/decisions/0024).
    """
    del app
    config.set_option("runner.postScriptGC", value=False)
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    async with nightly_backups(the_store(settings), settings), collected_when_idle():
        yield
    close_stores()


settings = read_settings()
# Held until this process ends, so that nobody restores a backup under the feet of its visitors.
presence = ExitStack()
presence.enter_context(shared(lock_file(settings)))
default = next(entry.url_path for entry in ENTRIES if entry.is_default)
gate = web_gate(
    the_store(settings),
    settings,
    pages=PagePaths.of((entry.url_path for entry in ENTRIES), default=default),
)
app = st.App(
    "pages/_router.py",
    routes=gate.routes,
    middleware=gate.middleware,
    lifespan=lifespan,
)
