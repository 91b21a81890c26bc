"""What several pages draw: heads, figures, rows, charts and tables with their downloads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol, TypeVar

import plotly.graph_objects as go
import streamlit as st

from charts.palette import PLOTLY_CONFIG
from charts.spec import ChartSpec, Ring, signed_by
from charts.stamp import stamp
from exchange import filenames
from exchange.pictures.png import rasterized
from exchange.sheets import tables, workbook_writer
from exchange.sheets.tables import SheetTable
from pages.exports.downloads import handed_out
from pages.shell import address, catalogue
from pages.shell.frame import Visit, tell
from pages.widgets import markup
from rules.access import Permission
from rules.errors import UnreadableBoundary
from rules.evidence.files import FileKind
from rules.meetings.dossier import Dossier
from rules.progress.briefing import (
    Briefing,
    MilestoneBrief,
    SentraBrief,
)
from rules.ratings.rating import Rating, disagrees
from rules.values import Agency, AgencyCode, Board, Moment, Sentra
from words.formats import long_day, number
from words.progress import sentences
from words.progress.totals import totals as words_of_totals

_Spec = TypeVar("_Spec", bound=ChartSpec)
_Spec_contra = TypeVar("_Spec_contra", bound=ChartSpec, contravariant=True)
_Word = TypeVar("_Word", bound=StrEnum)
_SHOWN_DUTIES: Final = 3
_SHOWN_NEEDS: Final = 8


class Chart(Protocol[_Spec_contra]):
    """A module of charts/: the same spec drawn for the screen and as a picture."""

    def figure(self, spec: _Spec_contra) -> go.Figure:
        """Return the figure for the screen."""
        ...

    def svg(self, spec: _Spec_contra) -> str:
        """Return the picture."""
        ...


def headline(sentence: str, note: str) -> None:
    """Draw the finding of a page above a quieter line."""
    st.html(markup.headline(sentence, note))


def finding(sentence: str, visit: Visit) -> None:
    """Draw the finding of a page, the moment that it is about and how far the plan is agreed."""
    notes = (sentences.moment(visit.moment), sentences.plan_note(visit.programme))
    headline(sentence, " · ".join(note for note in notes if note))


def totals(dossier: Dossier) -> None:
    """Draw the four figures of the programme, each against the last meeting or quarter's end."""
    cards = (
        markup.figure_card(one.name, one.value, one.note, one.change)
        for one in words_of_totals(dossier)
    )
    st.html(markup.figures(cards))


def owed(duties: Sequence[MilestoneBrief], visit: Visit, board: Board) -> None:
    """Draw the most pressing duties with a way to report each at once."""
    if not duties:
        return
    with st.container(border=True, key="owed"):
        st.markdown(f"**Tugas saya: {number(len(duties))} tonggak menunggu laporan**")
        for one in duties[:_SHOWN_DUTIES]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(markup.duty(one, board.name_of(one.milestone.sentra)))
                st.page_link(
                    catalogue.TASKS.script,
                    label="Laporkan",
                    icon=":material/edit_note:",
                    query_params=address.link(visit.moment, tonggak=one.milestone.code),
                )
        st.page_link(
            catalogue.TASKS.script,
            label="Semua tugas saya",
            icon=":material/checklist:",
            query_params=address.link(visit.moment),
        )


def bars_key(moment: Moment) -> None:
    """Draw what the parts of the bars mean."""
    st.html(markup.bars_key(moment))


def sentra_row(
    one: SentraBrief,
    moment: Moment,
    agencies: Mapping[AgencyCode, Agency],
    rating: Rating | None = None,
) -> None:
    """Draw one sentra as a row: its name opens it, the bar tells how far, the rest who is next.

    A leader's rating is told where it differs from the computed light.
    """
    name, rest = st.columns([2, 9], vertical_alignment="center")
    with name, st.container(key=f"name-{one.sentra.code}"):
        st.page_link(
            catalogue.SENTRA.script,
            label=f"**{markup.plain(one.sentra.name, 60)}**",
            query_params=address.link(moment, sentra=one.sentra.code),
        )
    with rest:
        differs = rating if disagrees(rating, one.health.light) else None
        st.html(markup.sentra_row(one, moment.basis, agencies, differs))


def chart(
    visit: Visit,
    drawer: Chart[_Spec],
    make: Callable[[], _Spec],
    kind: str,
    *,
    sentra: Sentra | None = None,
    variant: str = "",
) -> None:
    """Draw a chart under its finding, with its pictures to take along.

    `make` gives its spec; `variant` tells apart what the same chart shows at the same moment.
    """
    subject = "" if sentra is None else sentra.code
    spec, figure = _drawn((*visit.view, kind, subject, variant), drawer, make)
    st.html(markup.chart_head(spec.title, spec.subtitle))
    st.plotly_chart(figure, theme=None, config=PLOTLY_CONFIG, alt=spec.alt, key=f"chart-{kind}")
    pictures(visit, drawer, spec, kind, sentra=sentra)


# Drawing the charts is most of what a run of Ringkasan costs. A finished figure is only ever read.
@st.cache_resource(max_entries=256, show_spinner=False)
def _drawn(
    key: tuple[str, ...], _drawer: Chart[_Spec], _make: Callable[[], _Spec]
) -> tuple[_Spec, go.Figure]:
    del key
    spec = _make()
    return spec, _drawer.figure(spec)


def outline(visit: Visit) -> tuple[Ring, ...]:
    """Return the outline for the map; where its file cannot be read, say so and do without."""
    try:
        return visit.boundary()
    except UnreadableBoundary as problem:
        tell(problem)
        return ()


def pictures(
    visit: Visit,
    drawer: Chart[_Spec],
    spec: _Spec,
    kind: str,
    *,
    sentra: Sentra | None = None,
) -> None:
    """Offer a chart as PNG and SVG, drawn when asked for."""
    made = signed_by(spec, visit.actor.name)
    makers = {
        "png": ("image/png", lambda: rasterized(drawer.svg(made))),
        "svg": ("image/svg+xml", lambda: drawer.svg(made).encode()),
    }
    words = _Words("Unduh gambar", ":material/image:", f"picture-{kind}")
    _downloads(visit, words, makers, kind=kind, sentra=sentra)


def table(
    visit: Visit,
    value: SheetTable | Callable[[], SheetTable],
    kind: str,
    *,
    sentra: Sentra | None = None,
) -> None:
    """Offer a table as XLSX and CSV, written when asked for; a costly one is also made then."""
    made_of = stamp(visit.programme, visit.moment, visit.actor.name)

    def made() -> SheetTable:
        return value() if callable(value) else value

    makers = {
        "xlsx": (FileKind.XLSX.media_type, lambda: workbook_writer.xlsx(made(), made_of)),
        "csv": ("text/csv", lambda: tables.csv(made(), made_of)),
    }
    words = _Words("Unduh tabel", ":material/table:", f"table-{kind}")
    _downloads(visit, words, makers, kind=kind, sentra=sentra)


def _downloads(
    visit: Visit,
    words: "_Words",
    makers: Mapping[str, tuple[str, Callable[[], bytes]]],
    *,
    kind: str,
    sentra: Sentra | None,
) -> None:
    """Draw a menu of files; they are made on the click, when the right is asked again."""
    if not visit.may(Permission.EXPORT):
        return
    name = kind if sentra is None else f"{kind}_{sentra.code}-{sentra.name}"
    made_of = stamp(visit.programme, visit.moment)
    with st.popover(words.label, icon=words.icon, type="tertiary", key=words.key):
        for ending, (mime, make) in makers.items():
            file_name = filenames.of(name, made_of, ending)
            st.download_button(
                ending.upper(),
                data=handed_out(visit, make, file_name),
                file_name=file_name,
                mime=mime,
                on_click="ignore",
                width="stretch",
                key=f"{words.key}-{ending}",
            )


@dataclass(frozen=True, slots=True)
class _Words:
    """The face of a menu of files."""

    label: str
    icon: str
    key: str


def needs(briefing: Briefing, agencies: Mapping[AgencyCode, Agency]) -> None:
    """Draw what waits for an agency, gravest first, each with the sentra that it opens."""
    st.html(
        markup.chart_head("Perlu keputusan: siapa harus bertindak", "Yang paling berat di atas")
    )
    if not briefing.needs:
        st.caption("Tidak ada yang terlambat, terkendala, atau tanpa laporan pada posisi ini.")
        return
    st.html(markup.needs(briefing.needs[:_SHOWN_NEEDS], agencies))
    rest = briefing.needs[_SHOWN_NEEDS:]
    if rest:
        with st.expander(f"{number(len(rest))} lainnya"):
            st.html(markup.needs(rest, agencies))


def choice(words: str, options: type[_Word], default: _Word) -> _Word:
    """Draw a choice among the members of an enum whose values are Indonesian words."""
    chosen: _Word | None = st.segmented_control(
        words,
        list(options),
        default=default,
        format_func=lambda one: one.value,
        required=True,
        key=f"choice-{options.__name__}",
        persist_state="session",
    )
    return default if chosen is None else chosen


def only_today(
    visit: Visit, room: catalogue.Room = catalogue.TASKS, *, deed: str = "Laporan dikirim"
) -> None:
    """Say that what `room` is for is done on today's view alone, with the way there."""
    st.info(
        f"Anda melihat posisi {long_day(visit.moment.as_of)}. {deed} pada posisi "
        f"hari ini, {long_day(visit.today)}.",
        icon=":material/history:",
    )
    st.page_link(
        room.script,
        label="Kembali ke posisi hari ini",
        icon=":material/today:",
        query_params=address.link(replace(visit.moment, as_of=visit.today)),
    )
