"""Layouts that are kept by their names: used again where the heads fit, saved, forgotten."""

import streamlit as st

from models.sheets import layouts
from pages.shell import escaping, frame
from pages.shell.commands import run_in_transaction
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.access import Permission
from rules.errors import SentraError
from rules.sheets.cells import Sheet
from rules.sheets.kept import NAME_LIMIT, KeptLayout, fitting
from rules.sheets.layout import Layout
from words.sheets.mapping import heads_of, known


def fits(visit: Visit, sheet: Sheet) -> KeptLayout | None:
    """Return the kept layout whose heads the sheet has."""
    with visit.store.read() as connection:
        kept = layouts.layouts(connection, visit.actor)
    return fitting(kept, known(kept, sheet))


def draw(visit: Visit, form: Form, sheet: Sheet, layout: Layout, used: KeptLayout | None) -> None:
    """Offer to keep the layout as it stands under a name, and to forget the one that is used."""
    if not visit.may(Permission.KEEP_LAYOUT):
        return
    own = Form(f"{form.name}-kept")
    own.begin({"name": "" if used is None else used.name})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Nama susunan ini, untuk berkas berikutnya",
            max_chars=NAME_LIMIT,
            **own.widget("name"),
            width=320,
        )
        st.button(
            "Simpan susunan", key=own.field("keep"), on_click=_keep, args=(own, layout, sheet, used)
        )
        if used is not None:
            st.button(
                "Lupakan susunan", key=own.field("forget"), on_click=_forget, args=(own, used)
            )
    own.tell_below("name")
    own.tell_refusal()
    if used is not None:
        st.caption(f"Memakai susunan “{escaping.plain(used.name, NAME_LIMIT)}”.")


def _keep(own: Form, layout: Layout, sheet: Sheet, used: KeptLayout | None) -> None:
    name = (own.typed("name") or "").strip()
    seen = used.version if used is not None and used.name == name else 0
    heads = heads_of(layout, sheet)
    found = run_in_transaction(
        lambda connection, visit: layouts.keep_layout(
            connection,
            visit.actor,
            name,
            layout,
            heads,
            seen=seen,
            at=frame.now(visit.programme),
        ),
        typed=name,
    )
    _tell(own, found, name)


def _forget(own: Form, used: KeptLayout) -> None:
    found = run_in_transaction(
        lambda connection, visit: layouts.forget_layout(
            connection, visit.actor, used.name, seen=used.version, at=frame.now(visit.programme)
        )
    )
    _tell(own, found, used.name)


def _tell(own: Form, found: object, typed: str) -> None:
    """Keep a refusal beside the name that was typed; the file itself stays as it was mapped."""
    if isinstance(found, SentraError):
        own.keep_refusal(found, typed)
    else:
        own.clear()
