"""Evidence files of what is being written: judged when they come, kept when it is sent."""

from typing import Final
from uuid import uuid4

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from exchange.incoming import evidence
from models.evidence.folder import named
from models.evidence.queries import require_takeable
from pages.evidence import markup as evidence_markup
from pages.shell import data, escaping
from pages.shell.form_state import Form
from pages.shell.uploads import hand_over, release
from pages.shell.visit import Visit
from rules.access import Permission, require
from rules.evidence.files import (
    MOST_FILES,
    EvidenceFile,
    FileKind,
    FileProblem,
    JudgedFile,
    KeptFile,
    RefusedFile,
    shown_name,
)
from rules.values import EventId, Milestone
from rules.vocabulary import Basis
from words.evidence.sentences import LIMITS, refusal

_ENDINGS: Final = [*FileKind, "jpeg"]


def draw(visit: Visit, form: Form, milestone: Milestone) -> None:
    """Draw what comes with the report: files of the last one, new ones, and what was refused."""
    _earlier(visit, form, milestone)
    draw_new(form)


def draw_new(form: Form) -> None:
    """Draw what is added to a form, and what was refused."""
    st.file_uploader(
        "Berkas bukti: foto, pindaian atau dokumen",
        type=_ENDINGS,
        accept_multiple_files=True,
        key=_uploader(form),
        on_change=_take_in,
        args=(form,),
    )
    form.tell_below(f"upload-{_number(form)}", "files")
    st.caption(LIMITS)
    for position, file in enumerate(_judged(form)):
        key = form.field(f"file-{position}")
        with st.container(horizontal=True, vertical_alignment="center", key=key):
            st.html(evidence_markup.unsent_file(file))
            st.button(
                "Lepaskan",
                key=form.field(f"drop-{position}"),
                on_click=_drop,
                args=(form, position),
            )
    for refused in form.typed("refused") or ():
        st.error(escaping.sentence(refusal(refused)), icon=":material/error:")


def of_form(visit: Visit, form: Form) -> tuple[KeptFile, ...]:
    """Return the files of the open form, once the bytes of the new ones are safe on the disk.

    Raises NotAllowed, StoreUnavailable.
    """
    new = of_new(visit, form)
    chosen = set(form.typed("carried") or ())
    earlier: tuple[EvidenceFile, ...] = form.typed("earlier") or ()
    carried = [file.kept for file in earlier if file.id in chosen]
    return (*carried, *new)


def of_new(visit: Visit, form: Form) -> tuple[KeptFile, ...]:
    """Return the files added to a form, once their bytes are safe on the disk.

    Raises NotAllowed, StoreUnavailable, WithheldEvidence.
    """
    require(visit.actor, Permission.REPORT)
    new = _judged(form)
    # Before a byte of theirs is on the disk again.
    with visit.store.read() as connection:
        require_takeable(connection, map(named, new))
    return tuple(map(visit.evidence_folder.keep, new))


def _files_of(visit: Visit, report_id: EventId | None) -> tuple[EvidenceFile, ...]:
    found = {} if report_id is None else data.files_of(visit, [report_id])
    return tuple(file for files in found.values() for file in files if not file.kept.withheld)


def _earlier(visit: Visit, form: Form, milestone: Milestone) -> None:
    """Offer the files of the last report; none goes along unless the writer chooses it."""
    if form.typed("earlier") is None:
        found = _files_of(visit, milestone.states[Basis.REPORTED].report_id)
        form.put("earlier", found)
        form.put("carried", [])
    names = {file.id: file.kept.name for file in form.typed("earlier")}
    if names:
        st.multiselect(
            "Berkas laporan terakhir yang dilampirkan lagi",
            list(names),
            format_func=lambda key: names[key],
            **form.widget("carried"),
            placeholder="tidak ada",
        )


def _take_in(form: Form) -> None:
    """Judge what was added; the uploader begins anew, so that nothing is held twice."""
    uploads: list[UploadedFile] = st.session_state.get(_uploader(form)) or []
    taken, refused = list(_judged(form)), []
    for upload in uploads:
        found = _judge(upload, len(taken) + len(form.typed("carried") or ()))
        if isinstance(found, RefusedFile):
            refused.append(found)
        elif found.content not in {file.content for file in taken}:
            taken.append(found)
            hand_over(upload, found, len(found.content) + len(found.thumbnail or b""))
    form.put("files", tuple(taken))
    form.put("refused", tuple(refused))
    st.session_state[_round(form)] = uuid4().hex
    release(uploads)


def _judge(upload: UploadedFile, before: int) -> JudgedFile | RefusedFile:
    if before >= MOST_FILES:
        return RefusedFile(shown_name(upload.name), FileProblem.TOO_MANY)
    return evidence.judge(upload.name, upload.getvalue())


def _drop(form: Form, position: int) -> None:
    files = _judged(form)
    # Streamlit holds what a value takes the place of for one more run, but not what is taken out.
    st.session_state.pop(form.field("files"), None)
    form.put("files", files[:position] + files[position + 1 :])
    form.put("refused", ())


def _judged(form: Form) -> tuple[JudgedFile, ...]:
    return form.typed("files") or ()


def _uploader(form: Form) -> str:
    return form.field(f"upload-{_number(form)}")


def _number(form: Form) -> str:
    found: str = st.session_state.get(_round(form), "")
    return found


def _round(form: Form) -> str:
    """Not among the fields, which a new form forgets: its uploader must be another one too."""
    return f"round-of-{form.name}"
