"""The posts on Administrasi: who holds each, who held it, and the handover."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st
from sqlalchemy import Connection

from models.accounts import posts
from models.accounts.posts import Handover
from models.accounts.queries import AccountLine
from pages.accounts import forms as account_forms, markup as account_markup
from pages.shell import escaping, frame, notices
from pages.shell.visit import Visit
from rules.accounts.posts import Holding, Post
from rules.vocabulary import Standing, label
from words.formats import number

_OPEN: Final = "post-open"
_NEW: Final = " new"
_FIELDS: Final = ("code", "title", "name", "standing", "nip", "start", "finish", "account", "moves")


def finding(found: Sequence[Post], visit: Visit) -> str:
    """Return how many posts there are, and how many are vacant today."""
    vacant = sum(one.holder(visit.today) is None for one in found)
    words = f"{number(len(found))} jabatan"
    return f"{words}, {number(vacant)} kosong" if vacant else words


def board(found: Sequence[Post], lines: Sequence[AccountLine], visit: Visit) -> None:
    """Draw every post with its holder, and the form of the one that is being filled."""
    usernames = {int(line.account_id): line.username for line in lines}
    if not found:
        st.info("Belum ada jabatan. Tambahkan yang pertama, misalnya Kepala DPMD.")
    for one in found:
        with st.container(border=True, key=f"post-{one.code}"):
            _post(one, lines, usernames, visit)
    _new_post()


def _post(
    one: Post, lines: Sequence[AccountLine], usernames: Mapping[int, str], visit: Visit
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(account_markup.post(one, visit.today, usernames))
        if _opened() != one.code:
            is_held = one.holder(visit.today) is not None
            st.button(
                "Serah terima" if is_held else "Isi jabatan",
                key=f"fill-{one.code}",
                on_click=_open,
                args=(one.code, visit),
            )
    if _opened() == one.code:
        _holding_form(one, lines, visit)
    if one.holdings:
        with st.expander(f"Riwayat pejabat ({number(len(one.holdings))})"):
            st.html(account_markup.holdings(one, visit.today, usernames))


def _holding_form(one: Post, lines: Sequence[AccountLine], visit: Visit) -> None:
    names = {line.account_id: f"{line.name} ({line.username})" for line in lines if line.is_active}
    name, standing, nip = st.columns([3, 2, 3])
    name.text_input("Nama pejabat", key=_field("name"), max_chars=200)
    standing.selectbox("Status", list(Standing), format_func=label, key=_field("standing"))
    nip.text_input("NIP (boleh kosong)", key=_field("nip"), max_chars=18)
    start, finish, account = st.columns([2, 2, 3])
    start.date_input("Mulai", key=_field("start"), format="DD/MM/YYYY")
    finish.date_input("Sampai (boleh kosong)", key=_field("finish"), format="DD/MM/YYYY")
    account.selectbox(
        "Akun (boleh kosong)",
        [None, *names],
        format_func=lambda key: "tanpa akun" if key is None else names[key],
        key=_field("account"),
        placeholder="tanpa akun",
    )
    before = one.holder(visit.today)
    if before is not None:
        st.checkbox("Pindahkan peran dan OPD akun lama ke akun baru", key=_field("moves"))
        st.caption(
            f"Masa {escaping.plain(before.name)} berakhir sehari sebelum pejabat baru mulai. Bila "
            "peran dipindahkan, akun lama menjadi pengamat."
        )
    _refusal()
    with st.container(horizontal=True):
        st.button("Simpan", key="save-post", type="primary", on_click=_fill, args=(one, visit))
        st.button("Batal", key="cancel-post", on_click=_close)


def _new_post() -> None:
    if _opened() != _NEW:
        st.button("Tambah jabatan", key="new-post", icon=":material/add:", on_click=_open_new)
        return
    with st.container(border=True, key="new-post-form"):
        title, code = st.columns([3, 2])
        title.text_input("Nama jabatan", key=_field("title"), placeholder="Kepala DPMD")
        code.text_input("Kode", key=_field("code"), placeholder="kepala-dpmd", max_chars=60)
        _refusal()
        with st.container(horizontal=True):
            st.button("Simpan", key="save-new-post", type="primary", on_click=_create)
            st.button("Batal", key="cancel-new-post", on_click=_close)


def _create() -> None:
    code, title = _value("code").strip().lower(), _value("title")

    def work(connection: Connection, visit: Visit) -> None:
        posts.create_post(connection, visit.actor, code, title, at=frame.now())

    account_forms.done(work, f"Jabatan {code} dibuat.", then=_close)


def _fill(one: Post, drawn: Visit) -> None:
    new = Holding(
        name=_value("name"),
        standing=_value("standing"),
        start=_value("start") or drawn.today,
        finish=_value("finish"),
        nip=_value("nip").replace(" ", ""),
        account_id=_value("account"),
    )
    handover = Handover(new, moves_role=bool(_value("moves")))

    def work(connection: Connection, visit: Visit) -> None:
        if one.holder(new.start) is None:
            posts.seat(connection, visit.actor, one.code, new, at=frame.now())
        else:
            posts.hand_over(connection, visit.actor, one.code, handover, at=frame.now())

    account_forms.done(work, f"Pejabat {one.code} tersimpan.", then=_close)


def _open(code: str, visit: Visit) -> None:
    _close()
    known = {"standing": Standing.DEFINITIVE, "start": visit.today, "moves": False}
    for name in _FIELDS:
        empty = None if name in {"finish", "account"} else ""
        st.session_state[_field(name)] = known.get(name, empty)
    st.session_state[_OPEN] = code


def _open_new() -> None:
    _close()
    st.session_state[_OPEN] = _NEW


def _close() -> None:
    account_forms.close()
    for key in (_OPEN, *map(_field, _FIELDS)):
        st.session_state.pop(key, None)


def _refusal() -> None:
    refusal = account_forms.problem()
    if refusal is not None:
        notices.tell(refusal)


def _opened() -> str | None:
    found: str | None = st.session_state.get(_OPEN)
    return found


def _field(name: str) -> str:
    return f"post-field-{name}"


def _value(name: str) -> Any:  # noqa: ANN401 - a widget's value is what it is
    return st.session_state.get(_field(name))
