"""Files of sheets as they come in: kept for the sitting, read in a process of their own."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from uuid import uuid4

import streamlit as st

from exchange.incoming.sheets.reader import read_sheets
from pages.shell import progress
from pages.shell.form_state import Form
from pages.shell.uploads import hand_over, release
from rules.evidence.files import shown_name
from rules.sheets.cells import Sheet
from words.sheets.mapping import reading

_ENDINGS: Final = ["xlsx", "xlsm", "csv"]
_FILE: Final = "file"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SheetFile:
    """A file that somebody dropped, by the name that it is shown under."""

    name: str
    digest: str
    content: bytes = field(repr=False)


def uploader(form: Form, label: str) -> None:
    """Ask for a file; the one that comes takes the place of the one before."""
    st.file_uploader(
        label, type=_ENDINGS, key=_uploader(form), on_change=_take_in, args=(form,), help=_HELP
    )


_HELP: Final = (
    "Lembar isian dari dasbor ini, atau berkas Excel maupun CSV susunan OPD sendiri. Paling besar "
    "10 MB. Tidak ada yang tersimpan sebelum Anda mengirimnya."
)


def given(form: Form) -> SheetFile | None:
    """Return the file that a form holds."""
    found: SheetFile | None = form.typed(_FILE)
    return found


def sheets_of(file: SheetFile) -> tuple[Sheet, ...]:
    """Return the sheets of a file, and draw here how far a long one is. Raises UnreadableSheets."""
    place, kept = st.empty(), _kept(file.digest)
    if not kept:
        place.text("Membaca berkas ...")
        try:
            with progress.shown(place, reading) as step:
                kept.append(read_sheets(file.content, step))
        finally:
            place.empty()
    return kept[0]


# A file is read once, however often its page is drawn; few are open at a time. What is drawn while
# it is read would be drawn again by each hit of a cached function: only the place is kept by one.
@st.cache_resource(max_entries=8, show_spinner=False)
def _kept(digest: str) -> list[tuple[Sheet, ...]]:
    """Return where the sheets of a file are kept; empty before they are read."""
    del digest
    return []


def _take_in(form: Form) -> None:
    """Keep the file; the uploader begins anew, so that nothing is held twice."""
    upload = st.session_state.get(_uploader(form))
    if upload is None:
        return
    content = upload.getvalue()
    file = SheetFile(shown_name(upload.name), sha256(content).hexdigest(), content)
    st.session_state[_round(form)] = uuid4().hex
    form.open({_FILE: file})
    hand_over(upload, file, len(content))
    release([upload])


def _uploader(form: Form) -> str:
    return f"{form.name}-upload-{st.session_state.get(_round(form), '')}"


def _round(form: Form) -> str:
    """Not among the fields, which a new form forgets: its uploader must be another one too."""
    return f"round-of-{form.name}"
