"""The villages of a sentra in a form: one below the other, with pins moved by numbers."""

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.programme import fields
from pages.shell.form_state import Form
from rules.values import Place
from rules.vocabulary import PlaceKind, label
from words.plan import registers as words

_PLACES: Final = "places"
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


def draw(form: Form) -> None:
    """Draw each village with its fields, and the way to one more."""
    st.markdown("**Lokasi**")
    for row, at in enumerate(form.typed(_PLACES) or (), 1):
        with st.container(border=True, key=f"place-{at}"):
            _village(form, at, row)
    fields.tell(form, _PLACES)
    st.button(
        "Tambah desa",
        key=form.field("add-place"),
        icon=":material/add:",
        on_click=_add,
        args=(form,),
    )


def typed(form: Form) -> tuple[Place, ...]:
    """Return the villages as they stand in the form."""
    return tuple(_place(form, at) for at in form.typed(_PLACES) or ())


def _village(form: Form, at: int, row: int) -> None:
    code, kind, name, district = st.columns([2, 2, 3, 3])
    with code:
        _text(form, at, row, "village_code")
    kind.selectbox("Jenis", list(PlaceKind), format_func=label, **form.widget(f"kind-{at}"))
    with name:
        _text(form, at, row, "name")
    with district:
        _text(form, at, row, "district")
    kind, name, district = st.columns([2, 4, 4])
    kind.selectbox(
        "Jenis dalam sumber", list(PlaceKind), format_func=label, **form.widget(f"source_kind-{at}")
    )
    with name:
        _text(form, at, row, "source_name")
    with district:
        _text(form, at, row, "source_district")
    latitude, longitude, note = st.columns([2, 2, 6])
    _degrees(latitude, form, f"latitude-{at}", "Lintang", 90.0)
    _degrees(longitude, form, f"longitude-{at}", "Bujur", 180.0)
    with note:
        _text(form, at, row, "note")
    fields.tell(form, "coordinates", row=row)
    st.button(
        "Hapus desa ini",
        key=form.field(f"drop-{at}"),
        type="tertiary",
        on_click=_drop,
        args=(form, at),
    )


def _text(form: Form, at: int, row: int, name: str) -> None:
    st.text_input(words.field_label(_TEXTS[name]), **form.widget(f"{name}-{at}"), max_chars=2000)
    fields.tell(form, _TEXTS[name], row=row)


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
        latitude=float(form.typed(f"latitude-{at}") or 0),
        longitude=float(form.typed(f"longitude-{at}") or 0),
    )


def _add(form: Form) -> None:
    places: list[int] = form.typed(_PLACES) or []
    at = max(places, default=-1) + 1
    form.put(_PLACES, [*places, at])
    blank = dict.fromkeys(_TEXTS, "")
    _fill(
        form,
        at,
        Place(
            **blank, kind=PlaceKind.DESA, source_kind=PlaceKind.DESA, latitude=0.0, longitude=0.0
        ),
    )


def _drop(form: Form, at: int) -> None:
    form.put(_PLACES, [one for one in form.typed(_PLACES) or () if one != at])
