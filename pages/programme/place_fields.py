"""The villages of a sentra in a form: one below the other, with pins moved by numbers."""

from collections.abc import Mapping, Sequence
from math import nan
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shell.form_state import Form
from rules.values import Place
from rules.vocabulary import PlaceKind, label
from words.plan import registers as words

_PLACES: Final = "places"
_OF_SOURCE: Final = frozenset({"source_name", "source_district", "note"})
_TEXTS: Final = {
    "village_code": "village_code",
    "name": "place_name",
    "district": "district",
    "source_name": "source_name",
    "source_district": "source_district",
    "note": "note",
}
"""The fields of a village that are text, by the name under which problems and labels know them."""


def open_with(form: Form, places: tuple[Place, ...]) -> None:
    """Begin with the villages as they are in force."""
    form.put(_PLACES, list(range(len(places))))
    for at, place in enumerate(places):
        _fill(form, at, place)


def draw(form: Form, known: Sequence[Place]) -> None:
    """Draw each village with its fields, and the ways to one more: a `known` one, or by hand."""
    st.markdown("**Lokasi**")
    for row, at in enumerate(form.typed(_PLACES) or (), 1):
        with st.container(border=True, key=f"place-{at}"):
            _village(form, at, row)
    there = {place.village_code for place in typed(form)}
    offered = {one.village_code: one for one in known if one.village_code not in there}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Ambil dari daftar desa",
            [None, *offered],
            format_func=lambda code: words.village(offered[code]) if code in offered else "pilih",
            key=form.field("known-place"),
            on_change=_take,
            args=(form, offered),
            width=340,
        )
        st.button(
            "Ketik desa sendiri",
            key=form.field("add-place"),
            icon=":material/add:",
            on_click=_add,
            args=(form,),
        )
    form.tell_below("known-place", _PLACES)


def typed(form: Form) -> tuple[Place, ...]:
    """Return the villages as they stand in the form."""
    return tuple(_place(form, at) for at in form.typed(_PLACES) or ())


def _village(form: Form, at: int, row: int) -> None:
    kind, name, district = st.columns([2, 3, 3])
    kind.selectbox("Jenis", list(PlaceKind), format_func=label, **form.widget(f"kind-{at}"))
    with name:
        _text(form, at, row, "name")
    with district:
        _text(form, at, row, "district")
    latitude, longitude, code = st.columns([2, 3, 3])
    _degrees(latitude, form, f"latitude-{at}", "Lintang", 90.0)
    _degrees(longitude, form, f"longitude-{at}", "Bujur", 180.0)
    with code:
        _text(form, at, row, "village_code")
    form.tell_below(f"latitude-{at}", "coordinates", row=row)
    with st.expander("Tulisan dalam sumber dan catatan (boleh kosong)", key=f"source-{at}"):
        _source(form, at, row)
    st.button(
        "Hapus desa ini",
        key=form.field(f"drop-{at}"),
        type="tertiary",
        on_click=_drop,
        args=(form, at),
    )


def _source(form: Form, at: int, row: int) -> None:
    kind, name, district = st.columns([2, 4, 4])
    kind.selectbox(
        "Jenis dalam sumber", list(PlaceKind), format_func=label, **form.widget(f"source_kind-{at}")
    )
    with name:
        _text(form, at, row, "source_name")
    with district:
        _text(form, at, row, "source_district")
    _text(form, at, row, "note")


def _text(form: Form, at: int, row: int, name: str) -> None:
    st.text_input(
        words.field_label(_TEXTS[name]),
        **form.widget(f"{name}-{at}"),
        max_chars=2000,
        placeholder="boleh kosong" if name == "village_code" else None,
    )
    within = f"source-{at}" if name in _OF_SOURCE else ""
    form.tell_below(f"{name}-{at}", _TEXTS[name], row=row, within=within)


def _degrees(where: DeltaGenerator, form: Form, name: str, called: str, most: float) -> None:
    where.number_input(
        called, min_value=-most, max_value=most, step=0.001, format="%.5f", **form.widget(name)
    )


def _fill(form: Form, at: int, place: Place) -> None:
    for name in (*_TEXTS, "kind", "source_kind", "latitude", "longitude"):
        form.put(f"{name}-{at}", getattr(place, name))


def _place(form: Form, at: int) -> Place:
    texts = {name: str(form.typed(f"{name}-{at}") or "").strip() for name in _TEXTS}
    return Place(
        **texts,
        kind=PlaceKind(form.typed(f"kind-{at}")),
        source_kind=PlaceKind(form.typed(f"source_kind-{at}")),
        latitude=_pin(form, f"latitude-{at}"),
        longitude=_pin(form, f"longitude-{at}"),
    )


def _pin(form: Form, name: str) -> float:
    """The degrees in a field; what is no number where it is empty, which the rules refuse."""
    found: float | None = form.typed(name)
    return nan if found is None else float(found)


def _add(form: Form) -> None:
    at = _another(form)
    for name in _TEXTS:
        form.put(f"{name}-{at}", "")
    for name in ("kind", "source_kind"):
        form.put(f"{name}-{at}", PlaceKind.DESA)
    for name in ("latitude", "longitude"):
        form.put(f"{name}-{at}", None)


def _take(form: Form, offered: Mapping[str, Place]) -> None:
    """Add a village that is known, and let the picker stand empty again."""
    code: str | None = form.typed("known-place")
    form.put("known-place", None)
    if code is not None and code in offered:
        _fill(form, _another(form), offered[code])


def _another(form: Form) -> int:
    """Return the number of one more village."""
    places: list[int] = form.typed(_PLACES) or []
    at = max(places, default=-1) + 1
    form.put(_PLACES, [*places, at])
    return at


def _drop(form: Form, at: int) -> None:
    form.put(_PLACES, [one for one in form.typed(_PLACES) or () if one != at])
