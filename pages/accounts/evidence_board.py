"""Evidence on Administrasi: every file with all that names it, and its removal for good."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from models import backup
from models.evidence.commands import remove_evidence, sweep
from models.evidence.namings import named_files
from pages.accounts.sections import AdminSection
from pages.evidence import markup as evidence_markup
from pages.shell import escaping, frame, landing, notices
from pages.shell.commands import run_command, run_in_transaction
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from pages.widgets import choices, lists
from rules.errors import SentraError
from rules.evidence.files import LONGEST_REASON, EvidenceAddress
from rules.evidence.namings import NamedFile
from words.evidence import sentences
from words.formats import number

_FORM: Final = Form("evidence-removal")
_TOLD: Final = Form("evidence-left")
_FORM_PLACE: Final = "removing-evidence"
_REASON_PLACE: Final = "removing-reason"
_ON_A_PAGE: Final = 20


def follow(visit: Visit) -> None:
    """Open the removal of the file that the address names, once; the section is then this one."""
    asked = st.query_params.pop(evidence_markup.FILE, None)
    if asked is None:
        return
    choices.choose(AdminSection.EVIDENCE)
    with visit.store.read() as connection:
        files = named_files(connection, visit.actor)
    named = [file for file in files for one in file.namings if one.address.shown == asked]
    if not named:
        st.warning(
            f"Berkas bukti “{escaping.plain(asked)}” tidak ada; pilih dari daftar.",
            icon=":material/link_off:",
        )
    for file in named:
        _open(file)


def finding(files: Sequence[NamedFile]) -> str:
    """Return how many files prove something, and how many were removed."""
    removed = sum(file.kept.removal is not None for file in files)
    words = f"{number(len(files) - removed)} berkas bukti"
    return f"{words}, {number(removed)} dihapus" if removed else words


def draw(files: Sequence[NamedFile]) -> None:
    """Draw the removal that is open, and every file with the way to its own."""
    _left()
    opened = next((file for file in files if file.kept.sha256 == _FORM.typed("of")), None)
    if opened is not None and opened.kept.removal is None:
        with st.container(border=True, key=_FORM_PLACE):
            _removal(opened)
    if not files:
        st.info("Belum ada berkas bukti.")
    for file in lists.shown(files, "evidence", size=_ON_A_PAGE, words=_words):
        with st.container(key=f"account-row-evidence-{file.kept.sha256}"):
            _row(file)


def _words(file: NamedFile) -> str:
    """What a file is looked for by; its address too, which tells two of one name apart."""
    named = " ".join(map(sentences.naming, file.namings))
    return f"{file.kept.name} {named} {file.address.shown}"


def _row(file: NamedFile) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"line-evidence-{file.kept.sha256}"
    ):
        st.html(evidence_markup.named_file(file))
        if file.kept.removal is None and file.kept.sha256 != _FORM.typed("of"):
            st.button("Hapus", key=f"remove-{file.kept.sha256}", on_click=_open, args=(file,))


def _removal(file: NamedFile) -> None:
    st.markdown(f"**Hapus {escaping.plain(file.kept.name)} untuk selamanya**")
    st.warning(escaping.sentence(sentences.to_be_gone(file)), icon=":material/warning:")
    st.html(evidence_markup.named_file(file))
    with st.container(key=_REASON_PLACE):
        st.text_area(
            "Alasan penghapusan (terbaca semua orang; jangan menulis data pribadinya)",
            **_FORM.widget("reason"),
            max_chars=LONGEST_REASON,
            placeholder="misalnya memuat KTP seorang pelaku usaha",
            height=80,
        )
    _FORM.tell_refusal()
    with st.container(horizontal=True):
        st.button(
            "Ya, hapus untuk selamanya",
            key="remove-evidence",
            type="primary",
            on_click=_remove,
            args=(file.address,),
        )
        st.button("Tidak jadi", key="keep-evidence", on_click=_FORM.clear)


def _open(file: NamedFile) -> None:
    _FORM.open({"of": file.kept.sha256, "reason": ""})
    landing.land(_FORM_PLACE, focus=(_REASON_PLACE,))


def _remove(address: EvidenceAddress) -> None:
    reason = _FORM.typed("reason") or ""

    kept = run_in_transaction(
        lambda connection, visit: remove_evidence(
            connection, visit.actor, address, reason, at=frame.now(visit.programme)
        ),
        typed=reason,
    )
    if isinstance(kept, SentraError):
        _FORM.keep_refusal(kept, reason)
        return
    _FORM.clear()
    # Its bytes go once nothing can bring the removal back.
    gone = run_command(lambda visit: sweep(visit.store, visit.evidence_folder))
    if isinstance(gone, SentraError):
        _TOLD.keep_refusal(gone)
        return
    notices.recorded(escaping.sentence(sentences.gone_for_good(kept)))
    held = run_command(lambda visit: backup.holding(visit.settings, kept.sha256))
    if not isinstance(held, SentraError) and held:
        _TOLD.note("backups", [file.name for file in held])


def _left() -> None:
    """Tell what of a removed file is left, on the disk or in backups, until it is read."""
    held: Sequence[str] | None = _TOLD.typed("backups")
    if not held and _TOLD.refusal is None:
        return
    _TOLD.tell_refusal()
    if held:
        st.warning(escaping.sentence(sentences.still_held(held)), icon=":material/backup:")
    st.button("Tutup pemberitahuan", key="left-told", on_click=_TOLD.clear)
