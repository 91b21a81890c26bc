"""The two days of a view, as values and as what statements ask with."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Date, bindparam

AS_OF: Final = bindparam("as_of", type_=Date)
KNOWN_ON: Final = bindparam("known_on", type_=Date)


@dataclass(frozen=True, slots=True)
class View:
    """The two days of a view: what happened by the one, as known by the end of the other."""

    as_of: date
    known_on: date

    @property
    def asked(self) -> dict[str, Any]:
        """The days under the names by which statements ask for them."""
        return {"as_of": self.as_of, "known_on": self.known_on}
