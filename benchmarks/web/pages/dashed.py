"""The small page in Dash; with `cached` as second word each day's figures are kept."""

import sys
from datetime import date
from functools import cache
from typing import Any

from dash import Dash, Input, Output, dash_table, dcc, html

from benchmarks.web.pages.content import content

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Input(id="posisi", value="2022-06-30", debounce=True),
        html.Div(id="keadaan"),
        html.Div(id="angka"),
        html.Div(id="batang"),
        dcc.Graph(id="kurva"),
        dcc.Graph(id="jadwal"),
        dash_table.DataTable(id="daftar"),
    ]
)


def drawn(day: str) -> tuple[Any, ...]:
    """Return everything that the page shows as of `day`."""
    shown = content(date.fromisoformat(day))
    return (
        f"Keadaan {day}",
        [html.Div([name, html.B(value)]) for name, value in shown.numbers.items()],
        [
            html.Div([name, html.Progress(value=str(share), max="100")])
            for name, share in shown.bars.items()
        ],
        shown.curve,
        shown.schedule,
        shown.rows,
    )


app.callback(
    Output("keadaan", "children"),
    Output("angka", "children"),
    Output("batang", "children"),
    Output("kurva", "figure"),
    Output("jadwal", "figure"),
    Output("daftar", "data"),
    Input("posisi", "value"),
)(cache(drawn) if sys.argv[2:] == ["cached"] else drawn)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
