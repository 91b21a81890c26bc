"""The data tokens on Administrasi: given, shown once, listed, revoked; and how Excel uses one."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.feed import commands as feed
from models.feed.queries import TokenLine
from pages.accounts import markup as account_markup
from pages.shell import escaping, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.feed.token import Dataset
from rules.plan.agencies import Agencies, offered
from words.feed import sentences
from words.formats import number

_FORM: Final = Form("token-field")
_GIVEN: Final = Form("token-given")
_NEW: Final = "new"

_CONTENTS: Final = {
    Dataset.FIGURES: "capaian, rencana, dan deviasi program dan tiap sentra",
    Dataset.MILESTONES: "setiap tonggak: rencana, status, capaian, penanda",
    Dataset.REPORTS: "setiap laporan dan putusan atasnya",
}


def finding(lines: Sequence[TokenLine]) -> str:
    """Return how many tokens open data, and how many are revoked."""
    if not lines:
        return sentences.NONE.removesuffix(".")
    valid = sum(line.revoked_at is None for line in lines)
    revoked = len(lines) - valid
    words = f"{number(valid)} token data berlaku"
    return f"{words}, {number(revoked)} dicabut" if revoked else words


def draw(lines: Sequence[TokenLine], agencies: Agencies, visit: Visit) -> None:
    """Draw a token that was just made, the way to give one, all of them, and how to use one."""
    _shown_once()
    _new_token(agencies, visit)
    if lines:
        st.html(account_markup.token_heads())
    for line in lines:
        with st.container(key=f"account-row-token-{line.number}"):
            _row(line, agencies)
    _manual(visit.origin)


def _shown_once() -> None:
    """Show a token in this one run: the next one, here or on another page, knows it no more."""
    given: feed.GivenToken | None = _GIVEN.typed("token")
    _GIVEN.clear()
    if given is None:
        return
    with st.container(border=True, key="token-given"):
        st.markdown(f"**Token untuk {escaping.plain(given.purpose)}**")
        st.code(given.token, language=None, wrap_lines=True)
        st.caption(
            "Salin sekarang: token hanya ditampilkan kali ini dan hilang pada klik berikutnya. "
            "Siapa pun yang memilikinya dapat membaca data ini sampai Anda mencabutnya. Hilang? "
            "Cabut, lalu beri yang baru."
        )


def _new_token(agencies: Agencies, visit: Visit) -> None:
    if _FORM.typed("of") != _NEW:
        icon = ":material/key:"
        st.button("Beri token", key="new-token", type="primary", icon=icon, on_click=_open)
        return
    with st.container(border=True, key="giving"):
        st.markdown("**Beri token**")
        purpose, scope = st.columns([3, 2])
        with purpose:
            st.text_input(
                "Dipakai oleh dan untuk",
                **_FORM.widget("purpose"),
                placeholder="misalnya Power BI Bapelitbang",
            )
            _FORM.tell_below("purpose")
        with scope:
            st.selectbox(
                "Membuka",
                [None, *offered(agencies, visit.today)],
                format_func=lambda code: (
                    sentences.WHOLE if code is None else f"milik {agencies[code].label}"
                ),
                **_FORM.widget("agency"),
                placeholder=sentences.WHOLE,
            )
            _FORM.tell_below("agency")
        _FORM.tell_refusal()
        with st.container(horizontal=True):
            st.button("Buat token", key="give-token", type="primary", on_click=_give)
            st.button("Batal", key="cancel-token", on_click=_FORM.clear)


def _row(line: TokenLine, agencies: Agencies) -> None:
    is_asked = _FORM.typed("of") == str(line.number)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"line-token-{line.number}"
    ):
        st.html(account_markup.token(line, agencies))
        # The button stays also where it does nothing, so that all rows have the same columns.
        st.button(
            "Cabut",
            key=f"ask-revoke-{line.number}",
            disabled=is_asked or line.revoked_at is not None,
            on_click=_ask,
            args=(line,),
        )
    if is_asked:
        with st.container(border=True, key="revoking"):
            _confirmation(line)


def _confirmation(line: TokenLine) -> None:
    st.warning(
        f"Buku kerja dan program yang memakai token “{escaping.plain(line.purpose)}” tidak dapat "
        "menyegarkan data lagi. Pencabutan tidak dapat dibatalkan; yang baru dapat diberikan.",
        icon=":material/warning:",
    )
    _FORM.tell_refusal()
    with st.container(horizontal=True):
        st.button("Ya, cabut", key="revoke-token", type="primary", on_click=_revoke, args=(line,))
        st.button("Tidak jadi", key="keep-token", on_click=_FORM.clear)


def _manual(origin: str) -> None:
    """How a program comes to the data, in the words of Excel in Indonesian."""
    with st.expander("Alamat dan cara memakainya di Excel"):
        for dataset, contents in _CONTENTS.items():
            st.caption(f"{dataset.value.capitalize()}: {contents}")
            st.code(f"{origin}/data/{dataset.value}.csv", language=None, wrap_lines=True)
        st.markdown(
            "1. Di Excel: **Data → Dari Web** (*From Web*), tempel salah satu alamat, **OK**.\n"
            "2. Pada jendela masuk pilih **Dasar** (*Basic*): nama pengguna **token**, kata sandi "
            "token yang disalin; **Sambungkan**.\n"
            "3. **Muat**. Sesudah itu cukup **Segarkan Semua** (*Refresh All*); Excel mengingat "
            "tokennya di komputer Anda, tidak di dalam buku kerja.\n\n"
            "Power BI dan program lain memakai akhiran **.json**. Posisi tertentu: tambahkan "
            "**?posisi=2022-06-30**, juga **diketahui**, **basis**, dan **rencana** seperti di "
            "alamat halaman. Token OPD membuka tonggak dan laporan saja. Arti setiap kolom ada di "
            "docs/data.md."
        )


def _open() -> None:
    _FORM.open({"purpose": "", "agency": None, "of": _NEW})


def _ask(line: TokenLine) -> None:
    _FORM.open({"of": str(line.number)})


def _give() -> None:
    purpose = _FORM.typed("purpose") or ""
    agency = _FORM.typed("agency")
    made: list[feed.GivenToken] = []

    def give(connection: Connection, visit: Visit) -> None:
        made.append(feed.give_token(connection, visit.actor, purpose, agency, at=frame.now()))

    if submit(_FORM, give, "Token dibuat.", typed=_FORM.words("purpose")):
        _GIVEN.note("token", made[0])


def _revoke(line: TokenLine) -> None:
    submit(
        _FORM,
        lambda connection, visit: feed.revoke_token(
            connection, visit.actor, line.number, at=frame.now()
        ),
        f"Token nomor {line.number} dicabut.",
    )
