"""The accounts on Administrasi: the list, each account's form, and the link that is shown once."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import streamlit as st

from models.accounts.queries import AccountLine
from pages.accounts import forms as account_forms, markup as account_markup
from pages.accounts.forms import FORM, NEW
from pages.shell import address, escaping, frame
from pages.shell.visit import Visit
from rules.periods import wita_day
from rules.plan.agencies import Agencies, offered
from rules.values import AgencyCode
from rules.vocabulary import Role, label
from words.formats import instant, number

_RESET: Final = "reset"
_DEACTIVATE: Final = "deactivate"


class AdminSection(StrEnum):
    """What of the administration is shown; the value is the Indonesian word."""

    ACCOUNTS = "Akun"
    POSTS = "Jabatan"
    TOKENS = "Data"
    EVIDENCE = "Bukti"


def finding(lines: Sequence[AccountLine]) -> str:
    """Return how many accounts open, and how many wait for their password."""
    active = sum(line.is_active for line in lines)
    waiting = sum(line.is_active and line.link_until is not None for line in lines)
    words = f"{number(active)} akun aktif"
    return f"{words}, {number(waiting)} menunggu kata sandi" if waiting else words


def link(visit: Visit) -> None:
    """Show a link that was just made, once, to be handed to its owner."""
    issued = account_forms.issued(visit.origin)
    if issued is None:
        return
    found, made = issued
    with st.container(border=True, key="issued"):
        st.markdown(f"**Tautan untuk {escaping.plain(made.actor.name)}**")
        st.code(found, language=None, wrap_lines=True)
        if address.is_of_one_machine(visit.origin):
            st.warning(
                "Alamat ini hanya terbuka di komputer ini. Buka aplikasi lewat alamat yang dipakai "
                "rekan-rekan Anda, atau tuliskan pada SENTRA_ADDRESS, lalu buat tautan lagi.",
                icon=":material/link_off:",
            )
        st.caption(
            f"Salin dan kirimkan sendiri kepadanya. Berlaku sekali, sampai "
            f"{instant(made.expires_at)}, dan tidak dapat ditampilkan lagi."
        )
        st.button("Sudah disalin", key="link-copied", on_click=account_forms.forget_link)


def invitation(agencies: Agencies) -> None:
    """Draw the way to invite somebody, or its open form."""
    if account_forms.opened() != NEW:
        st.button(
            "Undang orang",
            key="invite",
            type="primary",
            icon=":material/person_add:",
            on_click=account_forms.open_new,
        )
        return
    with st.container(border=True, key="inviting"):
        st.markdown("**Undang orang**")
        st.text_input(
            "Nama pengguna",
            **FORM.widget("username"),
            max_chars=80,
            placeholder="huruf kecil, misalnya siti.nur",
        )
        FORM.tell_below("username")
        _fields(agencies)
        FORM.tell_refusal()
        with st.container(horizontal=True):
            st.button(
                "Buat tautan", key="send-invite", type="primary", on_click=account_forms.invite
            )
            st.button("Batal", key="cancel-invite", on_click=FORM.clear)


def accounts(lines: Sequence[AccountLine], agencies: Agencies) -> None:
    """Draw the accounts that the search finds, each with its form where that is open."""
    wanted = st.text_input(
        "Cari akun",
        key="account-search",
        placeholder="nama, nama pengguna, peran, atau OPD",
        icon=":material/search:",
        label_visibility="collapsed",
    )
    shown = [line for line in lines if _matches(line, wanted or "", agencies)]
    if not shown:
        st.info("Tidak ada akun yang cocok; hapus atau ubah kata pencarian.")
        return
    st.html(account_markup.account_heads())
    for line in shown:
        with st.container(key=f"account-row-{line.account_id}"):
            _row(line, agencies)


def _matches(line: AccountLine, wanted: str, agencies: Agencies) -> bool:
    agency = (
        ""
        if line.agency is None
        else f"{line.agency} {account_markup.agency(line.agency, agencies)}"
    )
    words = f"{line.name} {line.username} {line.email} {label(line.role)} {agency}".casefold()
    return all(word in words for word in wanted.casefold().split())


def _row(line: AccountLine, agencies: Agencies) -> None:
    is_open = account_forms.opened() == str(line.account_id)
    with st.container(horizontal=True, vertical_alignment="center", key=f"line-{line.account_id}"):
        st.html(account_markup.account(line, agencies))
        if not is_open:
            st.button(
                "Kelola",
                key=f"manage-{line.account_id}",
                on_click=account_forms.open_account,
                args=(line,),
            )
    if is_open:
        with st.container(border=True, key="managing"):
            _form(line, agencies)


def _form(line: AccountLine, agencies: Agencies) -> None:
    _fields(agencies)
    FORM.tell_refusal()
    if account_forms.asked_to_be_sure() is not None:
        _confirmation(line)
        return
    with st.container(horizontal=True):
        st.button(
            "Simpan", key="save-account", type="primary", on_click=account_forms.save, args=(line,)
        )
        st.button("Tutup", key="close-account", on_click=FORM.clear)
        if line.is_active:
            _ask("Atur ulang kata sandi", _RESET)
            _ask("Nonaktifkan", _DEACTIVATE)
        else:
            st.button(
                "Aktifkan kembali",
                key="reactivate",
                on_click=account_forms.reactivate,
                args=(line,),
            )


def _ask(words: str, act: str) -> None:
    st.button(words, key=f"ask-{act}", on_click=account_forms.ask_to_be_sure, args=(act,))


def _confirmation(line: AccountLine) -> None:
    name = escaping.plain(line.name)
    is_reset = account_forms.asked_to_be_sure() == _RESET
    st.warning(
        f"{name} langsung keluar dari semua perangkat dan kata sandinya tidak berlaku lagi. "
        "Ia masuk lagi lewat tautan yang Anda kirimkan."
        if is_reset
        else f"{name} langsung keluar dari semua perangkat dan tidak dapat masuk lagi. Yang pernah "
        "dicatatnya tetap ada, dan akunnya dapat diaktifkan kembali.",
        icon=":material/warning:",
    )
    with st.container(horizontal=True):
        st.button(
            "Ya, atur ulang" if is_reset else "Ya, nonaktifkan",
            key="confirm",
            type="primary",
            on_click=account_forms.reset if is_reset else account_forms.deactivate,
            args=(line,),
        )
        st.button("Tidak jadi", key="unsure", on_click=account_forms.open_account, args=(line,))


def _fields(agencies: Agencies) -> None:
    name, email = st.columns(2)
    with name:
        st.text_input("Nama lengkap", **FORM.widget("name"), max_chars=200)
        FORM.tell_below("name")
    with email:
        called = "Surel untuk masuk lewat akun kantor (boleh kosong)"
        st.text_input(called, **FORM.widget("email"), max_chars=254)
        FORM.tell_below("email")
    role, agency = st.columns(2)
    with role:
        st.selectbox("Peran", list(Role), format_func=label, **FORM.widget("role"))
        FORM.tell_below("role")
    with agency:
        st.selectbox(
            "OPD",
            [None, *_offered(agencies)],
            format_func=lambda code: "tanpa OPD" if code is None else agencies[code].label,
            **FORM.widget("agency"),
            placeholder="tanpa OPD",
        )
        FORM.tell_below("agency")


def _offered(agencies: Agencies) -> list[AgencyCode]:
    """Those that exist today, and the one that the account belongs to already."""
    known = FORM.typed("agency")
    named = offered(agencies, wita_day(frame.now()), also=() if known is None else (known,))
    return [code for code in agencies if code in named]
