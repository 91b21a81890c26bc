"""Addresses of views: the moment stands in them, so a link shows what its sender saw."""

from typing import Final
from urllib.parse import urlencode

from rules.values import Moment

AS_OF: Final = "posisi"
BASIS: Final = "basis"
PLAN: Final = "rencana"
KNOWN_ON: Final = "diketahui"
PROGRAMME: Final = "program"
TASKS: Final = "tugas-saya"
"""The page on which people find what they owe."""


def parameters(moment: Moment) -> dict[str, str]:
    """Return what an address says of `moment`; a day of knowledge only where it is not now.

    The programme stands in it where the store holds several.
    """
    known = {} if moment.known_on is None else {KNOWN_ON: moment.known_on.isoformat()}
    programme = {} if moment.programme is None else {PROGRAMME: moment.programme}
    return {
        **programme,
        AS_OF: moment.as_of.isoformat(),
        BASIS: moment.basis.value,
        PLAN: moment.plan.value,
        **known,
    }


def link(address: str, page: str, moment: Moment) -> str:
    """Return the address of `page` at `moment` on the dashboard reached at `address`.

    Nothing where nobody knows how the dashboard is reached.
    """
    return f"{address.rstrip('/')}/{page}?{urlencode(parameters(moment))}" if address else ""
