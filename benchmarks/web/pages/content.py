"""What the small pages show of invented reports: four numbers, nine bars, two charts, a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

SENTRA: Final = 9
EACH: Final = 12
_REPORTS: Final = 8
_WHOLE: Final = 100
_MONTHS: Final = pd.date_range("2021-01-31", "2023-12-31", freq="ME")
_PLAN: Final[Any] = pd.DataFrame(
    {
        "tonggak": number,
        "sentra": f"Sentra {number % SENTRA + 1}",
        "mulai": pd.Timestamp("2021-01-01") + pd.Timedelta(days=8 * number),
        "selesai": pd.Timestamp("2021-04-01") + pd.Timedelta(days=9 * number),
    }
    for number in range(SENTRA * EACH)
)
_REPORTED: Final[Any] = pd.DataFrame(
    {
        "tonggak": number,
        "pada": pd.Timestamp("2021-01-01")
        + pd.Timedelta(days=8 * number + (90 + number) * at / _REPORTS * (1 + number % 5 / 9)),
        "capaian": _WHOLE * at / _REPORTS,
    }
    for number in range(SENTRA * EACH)
    for at in range(1, _REPORTS + 1)
)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that stands on a page."""

    numbers: dict[str, str]
    bars: dict[str, float]
    curve: go.Figure
    schedule: go.Figure
    rows: list[dict[str, Any]]


def content(day: date) -> Content:
    """Return what is known at the end of `day`."""
    known = _known(pd.Timestamp(day))
    actual, planned = known["capaian"].mean(), known["rencana"].mean()
    return Content(
        numbers={
            "Capaian": f"{actual:.1f}%",
            "Rencana": f"{planned:.1f}%",
            "Deviasi": f"{actual - planned:.1f}",
            "Terlambat": str(int(known["terlambat"].sum())),
        },
        bars=known.groupby("sentra")["capaian"].mean().to_dict(),
        curve=_curve(pd.Timestamp(day)),
        schedule=_schedule(known),
        rows=known.assign(
            mulai=known["mulai"].dt.strftime("%Y-%m-%d"),
            selesai=known["selesai"].dt.strftime("%Y-%m-%d"),
        ).to_dict("records"),
    )


def _known(day: pd.Timestamp) -> Any:  # noqa: ANN401 - a frame; its columns are no types
    latest = _REPORTED[_REPORTED["pada"] <= day].groupby("tonggak")["capaian"].max()
    known = _PLAN.assign(
        capaian=latest.reindex(_PLAN["tonggak"]).fillna(0).to_numpy(),
        rencana=(_WHOLE * (day - _PLAN["mulai"]) / (_PLAN["selesai"] - _PLAN["mulai"])).clip(
            0, _WHOLE
        ),
    )
    return known.assign(terlambat=(known["selesai"] < day) & (known["capaian"] < _WHOLE))


def _curve(day: pd.Timestamp) -> go.Figure:
    shown = _CURVE[_CURVE.index <= day]
    lines = [go.Scatter(x=shown.index, y=shown[name], name=name) for name in shown]
    return go.Figure(lines, {"title": "Kurva S"})


def _schedule(known: Any) -> go.Figure:  # noqa: ANN401 - as above
    return go.Figure(
        go.Bar(
            base=known["mulai"],
            x=(known["selesai"] - known["mulai"]).dt.total_seconds() * 1000,
            y=known["tonggak"],
            orientation="h",
            marker={"color": known["capaian"]},
        ),
        {"title": "Jadwal", "xaxis": {"type": "date"}},
    )


# Known beforehand, as a maker would who wants a quick page.
_CURVE: Final[Any] = pd.DataFrame(
    {month: _known(month)[["rencana", "capaian"]].mean() for month in _MONTHS}
).T
