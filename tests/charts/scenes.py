"""Briefings that the tests of pictures share."""

from dataclasses import replace
from datetime import date

from charts.screen import Ways
from rules.progress.briefing import Briefing, brief
from rules.progress.sentra_brief import StageBrief
from rules.values import EventId, Moment
from rules.vocabulary import STAGES
from tests.builders import (
    AS_OF,
    a_board,
    a_history,
    a_milestone,
    a_moment,
    a_place,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "Tom & Jerry",
    "\"kutip\" 'tunggal'",
    "x" * 300,
    "batik 😀 perahu 🛶",
    "مرحبا \u202eterbalik",
    "</text></svg><b>",
    "]]>\x00\x07\ud800",
    '#panic("x") *tebal* $x^2$ @ref',
    "%{x} <a href='javascript:1'>klik</a>",
    "=1+1",
    "",
)

WAYS = Ways(
    sentra=lambda code, drawn: f"<a {code}>{drawn}</a>",
    pointed=lambda code, drawn: f"<a {code} hidden>{drawn}</a>",
    stage=lambda code, stage, drawn, name: f"<a {code}-{stage} '{name}'>{drawn}</a>",
    milestone=lambda sentra, code, drawn: f"<a {sentra} {code}>{drawn}</a>",
    whole=lambda drawn: f"<a all>{drawn}</a>",
)
"""Ways that a test can read in the markup."""

_SECOND = a_schedule(start=date(2022, 1, 1), finish=date(2022, 12, 31))
_MOVED = a_schedule(start=date(2022, 1, 1), finish=date(2023, 6, 30))


def not_reported_on() -> Briefing:
    """Return a sentra whose one milestone is long due, in a programme on which nobody reported."""
    own = replace(a_milestone(), is_judged=False)
    return brief(a_board((a_sentra("S01", (own,)),)), a_moment())


def a_briefing(moment: Moment | None = None, name: str = "Batik") -> Briefing:
    """Return two sentra on 30 June 2022: `name` with claims and a moved milestone, one finished."""
    first = a_sentra(
        "S04",
        (
            a_milestone("S04-M01", state=a_state(0.4), reported=a_state(0.6), title=name),
            a_milestone("S04-M02", state=a_state(0.1), stage=2, first=_SECOND, current=_MOVED),
        ),
        name=name,
        history=a_history((date(2021, 12, 31), 0.15), (date(2022, 5, 31), 0.2)),
        places=(a_place(name=name), a_place(village_code="64.09.01.1018", longitude=116.7)),
    )
    done = a_sentra(
        "S02",
        (a_milestone("S02-M01", state=a_state(1.0, effective_on=date(2021, 11, 30))),),
        name="Kapal Rakyat",
        places=(a_place(village_code="64.09.01.1018", name="Jenebora", longitude=116.7),),
    )
    at = moment or a_moment()
    board = a_board((first, done), as_of=at.as_of, programme=a_programme(is_example=True))
    return brief(board, at)


def a_late_briefing(moment: Moment | None = None) -> Briefing:
    """Return `a_briefing` whose two past month ends were told as 0% and 5% on their days."""
    briefing = a_briefing(moment)
    told = {date(2021, 12, 31): 0.0, date(2022, 5, 31): 0.05}
    curve = tuple(replace(point, told=told.get(point.day)) for point in briefing.curve)
    sentra = tuple(replace(one, curve=curve) for one in briefing.sentra)
    return replace(briefing, curve=curve, sentra=sentra)


def a_lower_claim(moment: Moment | None = None) -> Briefing:
    """Return three sentra: Rotan claims 30% of its approved 50%, Batik 60% of 40%, Kapal as it is.

    Anyaman claims so little less that it reads the same.
    """
    claims = {"Rotan": (0.5, 0.3), "Batik": (0.4, 0.6), "Kapal": (0.7, 0.7)}
    claims["Anyaman"] = (0.6, 0.5999)
    own = [
        a_sentra(
            f"S{at:02}",
            (
                a_milestone(
                    f"S{at:02}-M01",
                    a_state(approved),
                    a_state(claimed, report_id=EventId(2)),
                    first=a_schedule(weight=100.0),
                ),
            ),
            name=name,
        )
        for at, (name, (approved, claimed)) in enumerate(claims.items(), 1)
    ]
    at = moment or a_moment()
    return brief(a_board(own, as_of=at.as_of), at)


def an_empty_briefing() -> Briefing:
    """Return a programme without a single sentra."""
    return brief(a_board(()), a_moment(AS_OF))


def with_stages(actual: float, planned: float) -> Briefing:
    """Return one sentra whose stages all stand the same."""
    briefing = a_briefing()
    stages = tuple(StageBrief(stage, 1, actual, planned) for stage in STAGES)
    return replace(briefing, sentra=(replace(briefing.sentra[0], stages=stages),))
