"""Files of sheets as they come in: kept for the sitting, read in a process of their own."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from uuid import uuid4

import streamlit as st

from exchange.incoming.sheets.reader import read_sheets
from pages.shell.form_state import Form
from pages.shell.uploads import release
from rules.evidence.files import shown_name
from rules.sheets.cells import Sheet

_ENDINGS: Final = ["xlsx", "xlsm", "ods", "csv"]
_FILE: Final = "file"


@dataclass(frozen=True, slots=True)
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
    """Return the sheets of a file. Raises UnreadableSheets."""
    return _read(file.digest, file)


# A file is read once, however often its page is drawn; few are open at a time.
@st.cache_resource(max_entries=8, ttl=600, show_spinner="Membaca berkas ...")
def _read(digest: str, _file: SheetFile) -> tuple[Sheet, ...]:
    del digest
    return read_sheets(_file.content)


def _take_in(form: Form) -> None:
    """Keep the file; the uploader begins anew, so that nothing is held twice."""
    upload = st.session_state.get(_uploader(form))
    if upload is None:
        return
    content = upload.getvalue()
    file = SheetFile(shown_name(upload.name), sha256(content).hexdigest(), content)
    st.session_state[_round(form)] = uuid4().hex
    form.open({_FILE: file})
    release([upload])


def _uploader(form: Form) -> str:
    return f"{form.name}-upload-{st.session_state.get(_round(form), '')}"


def _round(form: Form) -> str:
    """Not among the fields, which a new form forgets: its uploader must be another one too."""
    return f"round-of-{form.name}"
