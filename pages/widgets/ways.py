"""Links in our HTML to what a figure, a flag or a name stands for.

They stay within the session: gate/assets/jalan.js follows those of class `way` as Streamlit would.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from pages.shell import address, catalogue
from pages.shell.catalogue import PageEntry
from pages.shell.escaping import text
from rules.values import AgencyCode, Milestone, Moment, SentraCode
from rules.vocabulary import Flag, Light, label

MILESTONE: Final = "tonggak"
FLAGS: Final = "tanda"
WAITS_FOR: Final = "menunggu"
LIGHT: Final = "keadaan"
HISTORY: Final = "riwayat"
"""The key of what is told of a milestone on the page of its sentra."""


def to(
    entry: PageEntry, moment: Moment, drawn: str, *, name: str = "", on: str = "", **own: str
) -> str:
    """Return a link to a page at a moment around `drawn`, which is markup already.

    `name` tells it from others with the same words; `on` is the key of what it lands on.
    """
    path = "/" if entry.is_default else f"/{entry.url_path}"
    query = urlencode(address.link(moment, **own))
    href = f"{path}?{query}{on and f'#{on}'}"
    named = f' aria-label="{text(name)}"' if name else ""
    return f'<a class="way" href="{text(href)}" target="_self"{named}>{drawn}</a>'


def sentra(moment: Moment, code: SentraCode, drawn: str) -> str:
    """Return a link to a sentra."""
    return to(catalogue.SENTRA, moment, drawn, sentra=code)


def milestone(moment: Moment, found: Milestone, drawn: str) -> str:
    """Return a link to a milestone on the page of its sentra."""
    own = {"sentra": found.sentra, MILESTONE: found.code}
    return to(catalogue.SENTRA, moment, drawn, on=HISTORY, **own)


def flagged(moment: Moment, flags: Iterable[Flag], drawn: str) -> str:
    """Return a link to the milestones that raise any of `flags`."""
    wanted = {FLAGS: ",".join(map(label, flags))}
    return to(catalogue.TIMELINE, moment, drawn, **wanted)


def waiting_for(moment: Moment, agency: AgencyCode, drawn: str) -> str:
    """Return a link to the milestones that wait for an agency."""
    return to(catalogue.TIMELINE, moment, drawn, **{WAITS_FOR: agency})


def lit(moment: Moment, lights: Iterable[Light], drawn: str, *, on: str) -> str:
    """Return a link to the sentra in any of `lights`, among the rows with the key `on`."""
    wanted = {LIGHT: ",".join(map(label, lights))}
    return to(catalogue.OVERVIEW, moment, drawn, on=on, **wanted)
