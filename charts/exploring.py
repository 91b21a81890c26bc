"""How explored charts look: plotly's template, its marks, its toolbar in Indonesian."""

from functools import cache
from typing import Any, Final

import plotly.graph_objects as go

from charts.palette import LIGHT, SCREEN_FONT, Shape

_SYMBOLS: Final = {
    Shape.CIRCLE: "circle",
    Shape.TRIANGLE: "triangle-up",
    Shape.SQUARE: "square",
    Shape.HALF: "circle-open-dot",
    Shape.RING: "circle-open",
}


def symbol(shape: Shape) -> str:
    """Return the plotly marker symbol of `shape`; plotly has no half circle, so it gets a dot."""
    return _SYMBOLS[shape]


@cache
def template() -> go.layout.Template:
    """Return the look shared by all figures: our ground, quiet grid, Indonesian separators."""
    axis = {
        "showgrid": True,
        "gridcolor": LIGHT.line,
        "zeroline": False,
        "ticks": "",
        "linecolor": LIGHT.line,
        "tickfont": {"color": LIGHT.muted, "size": 12},
        "automargin": False,
    }
    return go.layout.Template(
        layout={
            "font": {"family": SCREEN_FONT, "color": LIGHT.ink, "size": 13},
            "paper_bgcolor": LIGHT.surface,
            "plot_bgcolor": LIGHT.surface,
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": LIGHT.surface,
                "bordercolor": LIGHT.muted,
                "align": "left",
                "font": {"family": SCREEN_FONT, "color": LIGHT.ink, "size": 13},
            },
            "margin": {"l": 12, "r": 12, "t": 12, "b": 12},
            "xaxis": axis,
            "yaxis": axis,
        }
    )


# How an axis of percentages is ticked.
SHARES: Final[dict[str, Any]] = {
    "tickvals": [0, 25, 50, 75, 100],
    "ticktext": ["0%", "25%", "50%", "75%", "100%"],
}


_DICTIONARY: Final = {
    "Autoscale": "Sesuaikan skala",
    "Click to enter X axis title": "Judul sumbu X",
    "Click to enter Y axis title": "Judul sumbu Y",
    "Double-click to zoom back out": "Klik dua kali untuk memperkecil",
    "Pan": "Geser",
    "Reset": "Kembalikan",
    "Reset axes": "Kembalikan tampilan awal",
    "Zoom": "Perbesar",
    "Zoom in": "Perbesar",
    "Zoom out": "Perkecil",
    "close:": "tutup:",
    "trace": "deret",
}
_DAYS: Final = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")
_MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
_SHORT_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun"),
    *("Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
)
_INDONESIAN: Final = {
    "moduleType": "locale",
    "name": "id",
    "dictionary": dict(_DICTIONARY),
    "format": {
        "days": list(_DAYS),
        "shortDays": [day[:3] for day in _DAYS],
        "months": list(_MONTHS),
        "shortMonths": list(_SHORT_MONTHS),
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
    },
}
# What is left are zoom and reset, and those only where an axis can be zoomed.
_UNUSED_BUTTONS: Final = ("toImage", "zoom2d", "pan2d", "select2d", "lasso2d", "autoScale2d")
# Plotly bundles no Indonesian, so the whole locale travels inline. No camera button: its picture
# would lack title, day, basis and the mark of example data, which our own PNG and SVG carry. And
# no button that sends the chart to plotly's cloud, which is there unless it is switched off.
PLOTLY_CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "responsive": True,
    "locale": "id",
    "locales": {"id": _INDONESIAN},
    "modeBarButtonsToRemove": list(_UNUSED_BUTTONS),
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "doubleClick": "reset",
    "showTips": False,
}
