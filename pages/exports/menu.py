"""Files of a meeting to take along: made on the click and once, however often somebody clicks."""

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from exchange.makers import NO_SOURCES, Sources
from exchange.products import Product, file_name, products
from pages.shell import data, escaping
from pages.shell.commands import handed_out
from pages.shell.visit import Visit
from rules.access import Permission
from rules.meetings.dossier import Dossier
from rules.meetings.meeting import Meeting, Stage
from words.meetings import messages as words


def menu(visit: Visit, meeting: Meeting | None = None, *, key: str) -> None:
    """Offer the files of the moment, or of `meeting`, in one menu, the most wanted first.

    What is in it is sent once it is opened. While a file is being made its button turns and takes
    no second click.
    """
    if not visit.may(Permission.EXPORT):
        return
    # Before and during a meeting something else comes first: to open it, or to close it.
    is_next = meeting is None or meeting.stage is Stage.CLOSED
    look: Literal["primary", "secondary"] = "primary" if is_next else "secondary"
    opened = st.popover(
        "Berkas rapat", icon=":material/download:", type=look, key=key, on_change="rerun"
    )
    if not opened.open:
        return
    dossier = data.dossier(visit, meeting)
    sources = Sources(visit.settings.template, visit.evidence_folder.read)
    with opened:
        for position, product in enumerate(offered(dossier, sources)):
            _button(visit, dossier, product, f"{key}-{product.name}", is_first=not position)


def reminders(visit: Visit, meeting: Meeting | None = None, *, key: str) -> None:
    """Offer whoever holds meetings the WhatsApp texts for agencies, in a dialog of their own."""
    if not visit.may(Permission.HOLD_MEETING):
        return
    if st.button("Pesan OPD", icon=":material/chat:", key=key):
        _reminders(visit, data.dossier(visit, meeting))


def offered(dossier: Dossier, sources: Sources = NO_SOURCES) -> Sequence[Product]:
    """Return the files that can be made of `dossier`: minutes need a meeting that was opened.

    Of a closed meeting its minutes come first, else the deck.
    """
    meeting = dossier.meeting
    found = [product for product in products(sources) if product.fits(dossier)]
    if meeting is not None and meeting.stage is Stage.CLOSED:
        found.sort(key=lambda product: not product.needs_meeting)
    return found


def messages(visit: Visit, dossier: Dossier) -> None:
    """Offer a WhatsApp text for each agency that owes something, to be copied or sent on."""
    if not visit.may(Permission.EXPORT):
        return
    found = words.messages(dossier)
    if not found:
        st.caption("Tidak ada OPD yang perlu diingatkan pada posisi ini.")
    for agency, text in found.items():
        with st.expander(escaping.plain(dossier.agency(agency), 60), key=f"message-{agency}"):
            st.code(text, language=None, wrap_lines=True)
            st.link_button("Kirim lewat WhatsApp", words.wa_link(text), icon=":material/send:")


@st.dialog("Pesan WhatsApp untuk OPD", width="large")
def _reminders(visit: Visit, dossier: Dossier) -> None:
    st.caption("Salin pesannya, atau buka WhatsApp dan pilih penerimanya.")
    messages(visit, dossier)


def _button(visit: Visit, dossier: Dossier, product: Product, key: str, *, is_first: bool) -> None:
    name = file_name(product, dossier)
    st.download_button(
        product.label,
        data=handed_out(visit, _making(visit, dossier, product), name),
        file_name=name,
        mime=product.mime,
        help=product.hint,
        on_click="ignore",
        type="primary" if is_first else "secondary",
        width="stretch",
        key=key,
    )


def _making(visit: Visit, dossier: Dossier, product: Product) -> Callable[[], bytes]:
    about = data.about(visit, dossier.meeting)
    return lambda: _made((*about, product.name, data.template_mark(visit)), product, dossier)


# Whoever comes second while a file is being made waits for it, and is handed the same bytes.
@st.cache_resource(max_entries=24, show_spinner=False)
def _made(key: tuple[str, ...], _product: Product, _dossier: Dossier) -> bytes:
    del key
    return _product.make(_dossier)
