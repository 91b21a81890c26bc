"""Links in our HTML to what a figure, a flag or a name stands for.

They stay within the session: gate/assets/jalan.js follows those of class `way` as Streamlit would.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final
from urllib.parse import urlencode

from charts.screen import Ways
from pages.shell import address, catalogue
from pages.shell.catalogue import PageEntry
from pages.shell.escaping import text
from rules.values import AgencyCode, Milestone, MilestoneCode, Moment, SentraCode
from rules.vocabulary import Flag, Light, label

MILESTONE: Final = "tonggak"
FLAGS: Final = "tanda"
WAITS_FOR: Final = "menunggu"
LIGHT: Final = "keadaan"
STAGE: Final = "tahap"
HISTORY: Final = "riwayat"
"""The key of what is told of a milestone on the page of its sentra."""
MILESTONES: Final = "section-milestones"
"""The key of the milestones on the page of their sentra."""
SENTRA_ROWS: Final = "sentra-rows"
"""The key of the rows of sentra on Ringkasan."""


def to(
    entry: PageEntry, moment: Moment, drawn: str, *, name: str = "", on: str = "", **own: str
) -> str:
    """Return a link to a page at a moment around `drawn`, which is markup already.

    `name` tells it from others with the same words; `on` is the key of what it lands on.
    """
    named = f' aria-label="{text(name)}"' if name else ""
    return _link(_address(entry, moment, on, own), drawn, named)


def _address(entry: PageEntry, moment: Moment, on: str, own: Mapping[str, str]) -> str:
    path = "/" if entry.is_default else f"/{entry.url_path}"
    return f"{path}?{urlencode(address.link(moment, **own))}{on and f'#{on}'}"


def _link(href: str, drawn: str, attributes: str) -> str:
    return f'<a class="way" href="{text(href)}" target="_self"{attributes}>{drawn}</a>'


def sentra(moment: Moment, code: SentraCode, drawn: str) -> str:
    """Return a link to a sentra."""
    return to(catalogue.SENTRA, moment, drawn, sentra=code)


def milestone(moment: Moment, found: Milestone, drawn: str) -> str:
    """Return a link to a milestone on the page of its sentra."""
    return _milestone(moment, found.sentra, found.code, drawn)


def _milestone(moment: Moment, code: SentraCode, found: MilestoneCode, drawn: str) -> str:
    own = {"sentra": code, MILESTONE: found}
    return to(catalogue.SENTRA, moment, drawn, on=HISTORY, **own)


def milestones(moment: Moment, code: SentraCode, drawn: str) -> str:
    """Return a link to the milestones of a sentra."""
    return to(catalogue.SENTRA, moment, drawn, on=MILESTONES, sentra=code)


def flagged(moment: Moment, flags: Iterable[Flag], drawn: str) -> str:
    """Return a link to the milestones that raise any of `flags`."""
    wanted = {FLAGS: ",".join(map(label, flags))}
    return to(catalogue.TIMELINE, moment, drawn, **wanted)


def waiting_for(moment: Moment, agency: AgencyCode, drawn: str) -> str:
    """Return a link to the milestones that wait for an agency."""
    return to(catalogue.TIMELINE, moment, drawn, **{WAITS_FOR: agency})


def lit(moment: Moment, lights: Iterable[Light], drawn: str) -> str:
    """Return a link to the sentra in any of `lights`."""
    wanted = {LIGHT: ",".join(map(label, lights))}
    return to(catalogue.OVERVIEW, moment, drawn, on=SENTRA_ROWS, **wanted)


def all_sentra(moment: Moment, drawn: str) -> str:
    """Return a link to the rows of all sentra."""
    return to(catalogue.OVERVIEW, moment, drawn, on=SENTRA_ROWS)


def of_chart(moment: Moment, sentra_code: SentraCode | None = None) -> Ways:
    """Return the ways from the parts of a chart of the programme, or of one sentra."""
    return Ways(
        sentra=partial(sentra, moment),
        pointed=partial(_pointed, moment),
        stage=partial(_stage, moment),
        milestone=partial(_milestone, moment),
        whole=partial(all_sentra, moment)
        if sentra_code is None
        else partial(milestones, moment, sentra_code),
    )


def _pointed(moment: Moment, code: SentraCode, drawn: str) -> str:
    href = _address(catalogue.SENTRA, moment, "", {"sentra": code})
    return _link(href, drawn, ' tabindex="-1" aria-hidden="true"')


def _stage(moment: Moment, code: SentraCode, stage: int, drawn: str, name: str) -> str:
    own = {"sentra": code, STAGE: str(stage)}
    return to(catalogue.SENTRA, moment, drawn, name=name, on=MILESTONES, **own)
