"""The posts on Administrasi: who holds each, who held it, and the handover."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.accounts import posts
from models.accounts.posts import Handover
from models.accounts.queries import AccountLine
from pages.accounts import markup as account_markup
from pages.shell import escaping, frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.accounts.posts import Holding, Post
from rules.values import AccountId
from rules.vocabulary import Appointment, label
from words.formats import number

_FORM: Final = Form("post-field")
_NEW: Final = " new"
_FIELDS: Final = ("name", "standing", "nip", "start", "finish", "account", "moves")


def finding(found: Sequence[Post], visit: Visit) -> str:
    """Return how many posts there are, and how many are vacant today."""
    vacant = sum(post.holder(visit.today) is None for post in found)
    words = f"{number(len(found))} jabatan"
    return f"{words}, {number(vacant)} kosong" if vacant else words


def draw(found: Sequence[Post], lines: Sequence[AccountLine], visit: Visit) -> None:
    """Draw every post with its holder, and the form of the one that is being filled."""
    usernames = {int(line.account_id): line.username for line in lines}
    if not found:
        st.info("Belum ada jabatan. Tambahkan yang pertama, misalnya Kepala DPMD.")
    for post in found:
        with st.container(border=True, key=f"post-{post.code}"):
            _post(post, lines, usernames, visit)
    _new_post()


def _post(
    post: Post, lines: Sequence[AccountLine], usernames: Mapping[int, str], visit: Visit
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(account_markup.post(post, visit.today, usernames))
        if _opened() != post.code:
            is_held = post.holder(visit.today) is not None
            st.button(
                "Serah terima" if is_held else "Isi jabatan",
                key=f"fill-{post.code}",
                on_click=_open,
                args=(post.code, visit.today),
            )
    if _opened() == post.code:
        _holding_form(post, lines, visit)
    if post.holdings:
        with st.expander(f"Riwayat pejabat ({number(len(post.holdings))})"):
            st.html(account_markup.holdings(post, visit.today, usernames))


def _holding_form(post: Post, lines: Sequence[AccountLine], visit: Visit) -> None:
    names = {line.account_id: f"{line.name} ({line.username})" for line in lines if line.is_active}
    name, standing, nip = st.columns([3, 2, 3])
    with name:
        st.text_input("Nama pejabat", **_FORM.widget("name"), max_chars=200)
        _FORM.tell_below("name")
    standing.selectbox("Status", list(Appointment), format_func=label, **_FORM.widget("standing"))
    with nip:
        st.text_input("NIP (boleh kosong)", **_FORM.widget("nip"), max_chars=18)
        _FORM.tell_below("nip")
    start, finish, account = st.columns([2, 2, 3])
    with start:
        st.date_input("Mulai", **_FORM.widget("start"), format="DD/MM/YYYY")
        _FORM.tell_below("start")
    with finish:
        st.date_input("Sampai (boleh kosong)", **_FORM.widget("finish"), format="DD/MM/YYYY")
        _FORM.tell_below("finish")
    with account:
        _account(names)
    before = post.holder(visit.today)
    if before is not None:
        st.checkbox("Pindahkan peran dan OPD akun lama ke akun baru", **_FORM.widget("moves"))
        st.caption(
            f"Masa {escaping.plain(before.name)} berakhir sehari sebelum pejabat baru mulai. Bila "
            "peran dipindahkan, akun lama menjadi pengamat."
        )
    _FORM.tell_refusal()
    with st.container(horizontal=True):
        st.button("Simpan", key="save-post", type="primary", on_click=_fill, args=(post, visit))
        st.button("Batal", key="cancel-post", on_click=_FORM.clear)


def _account(names: Mapping[AccountId, str]) -> None:
    st.selectbox(
        "Akun (boleh kosong)",
        [None, *names],
        format_func=lambda key: "tanpa akun" if key is None else names[key],
        **_FORM.widget("account"),
        placeholder="tanpa akun",
    )
    _FORM.tell_below("account")


def _new_post() -> None:
    if _opened() != _NEW:
        st.button("Tambah jabatan", key="new-post", icon=":material/add:", on_click=_open_new)
        return
    with st.container(border=True, key="new-post-form"):
        title, code = st.columns([3, 2])
        with title:
            st.text_input("Nama jabatan", **_FORM.widget("title"), placeholder="Kepala DPMD")
            _FORM.tell_below("title")
        with code:
            st.text_input("Kode", **_FORM.widget("code"), placeholder="kepala-dpmd", max_chars=60)
            _FORM.tell_below("code")
        _FORM.tell_refusal()
        with st.container(horizontal=True):
            st.button("Simpan", key="save-new-post", type="primary", on_click=_create)
            st.button("Batal", key="cancel-new-post", on_click=_FORM.clear)


def _create() -> None:
    code = (_FORM.typed("code") or "").strip().lower()
    title = _FORM.typed("title") or ""
    submit(
        _FORM,
        lambda connection, visit: posts.create_post(
            connection, visit.actor, code, title, at=frame.now()
        ),
        f"Jabatan {code} dibuat.",
        typed=_FORM.words("title", "code"),
    )


def _fill(post: Post, drawn: Visit) -> None:
    new = Holding(
        name=_FORM.typed("name") or "",
        appointment=_FORM.typed("standing"),
        start=_FORM.typed("start") or drawn.today,
        finish=_FORM.typed("finish"),
        nip=(_FORM.typed("nip") or "").replace(" ", ""),
        account_id=_FORM.typed("account"),
    )
    handover = Handover(new, moves_role=bool(_FORM.typed("moves")))

    def seat(connection: Connection, visit: Visit) -> None:
        if post.holder(new.start) is None:
            posts.seat(connection, visit.actor, post.code, new, at=frame.now())
        else:
            posts.hand_over(connection, visit.actor, post.code, handover, at=frame.now())

    submit(_FORM, seat, f"Pejabat {post.code} tersimpan.", typed=_FORM.words("name", "nip"))


def _open(code: str, today: date) -> None:
    known = {"standing": Appointment.DEFINITIVE, "start": today, "moves": False}
    empty = {name: None if name in {"finish", "account"} else "" for name in _FIELDS}
    _FORM.open({**empty, **known, "of": code})


def _open_new() -> None:
    _FORM.open({"of": _NEW})


def _opened() -> str | None:
    found: str | None = _FORM.typed("of")
    return found
