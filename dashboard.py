"""The launcher: settings, store and gate before the pages. Start it with `python run.py`.

Streamlit runs pages/_router.py; this file only tells it where that is and what stands before it.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

import streamlit as st
from streamlit import config

from caretaker.console import told
from caretaker.preparing import make_ready
from gate import clock
from gate.background import in_background
from gate.backup import nightly
from gate.garbage import collect_when_idle
from gate.middleware import Inside, WebGate, web_gate
from gate.paths import PagePaths
from gate.traffic.connections import bound_connections
from gate.traffic.logs import hide_sessions
from gate.traffic.sockets import PERSON
from gate.traffic.uploads import give_back_for_ever
from models.store.occupancy import lock_file, shared
from models.store.store import Store, close_stores
from pages.shell import frame, uploads
from pages.shell.catalogue import ENTRIES
from pages.shell.warming import warming
from settings import Settings, read_settings

# Held until this process ends, so that nobody restores a backup under the feet of its visitors.
presence = ExitStack()


def opened() -> tuple[Settings, Store, WebGate]:
    """Return what visitors are served from, once all of it is there."""
    settings = read_settings()
    presence.enter_context(shared(lock_file(settings)))
    store = make_ready(settings, clock.now())
    default = next(entry.url_path for entry in ENTRIES if entry.is_default)
    paths = PagePaths.of((entry.url_path for entry in ENTRIES), default=default)
    inside = Inside(uploads.Shelf(), uploads)
    return settings, store, web_gate(store, settings, pages=paths, inside=inside)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Serve, with what goes on beside it, and leave the store closed after the last visit.

    What never becomes garbage is taken out of sight of its collection, and what does is collected
    between visits: Streamlit would do so after every run (docs/decisions/0024).
    """
    del app
    config.set_option("runner.postScriptGC", value=False)
    # Streamlit gives a session back to nobody but the person whom the gate names here.
    config.set_option("server.trustedUserHeaders", {PERSON: "person"})
    gc.freeze()
    async with (
        in_background(nightly.keep_looking(store, settings)),
        in_background(collect_when_idle()),
        in_background(give_back_for_ever(gate.uploads)),
        in_background(warming.warm()),
    ):
        yield
    close_stores()


# Whoever started it reads what went wrong as a sentence, and nothing is served.
found = told(opened)
if found is None:
    sys.exit(1)
settings, store, gate = found
bound_connections()
hide_sessions()
app = st.App(
    "pages/_router.py",
    routes=gate.routes,
    middleware=gate.middleware,
    lifespan=lifespan,
    on_script_error=frame.tell_failure,
    exception_handlers=gate.refusals,
)
