"""What every picture and table carries: both days, the basis, the plan and the source behind."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.values import Moment, Programme
from rules.vocabulary import Basis, Plan, label
from words.formats import long_day

EXAMPLE_MARK: Final = "DATA CONTOH"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The moment and source of figures that leave the screen, so that they can be checked later.

    `made_by` is who made the file; empty on a screen, which nobody hands on. `programme` and `code`
    name the programme where its store holds several.
    """

    as_of: date
    basis: Basis
    plan: Plan
    source: str
    is_example: bool
    version: int
    chain_head: str = ""
    made_by: str = ""
    known_on: date | None = None
    programme: str = ""
    code: str = ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each fact, in Indonesian, in reading order."""
        return (*self.reading, *self.marks, *self.maker)

    @property
    def reading(self) -> tuple[tuple[str, str], ...]:
        """What somebody must know to read the figures rightly."""
        known = "" if self.known_on is None else f", seperti diketahui {long_day(self.known_on)}"
        return (
            *((("Program", f"{self.programme} ({self.code})"),) if self.code else ()),
            ("Posisi per", f"{long_day(self.as_of)}{known}"),
            ("Basis", label(self.basis)),
            ("Pembanding", label(self.plan)),
        )

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """What somebody must know to check the figures later."""
        return (
            ("Diketahui", self._known),
            ("Sumber", self.source),
            ("Versi data", str(self.version)),
            *((("Jejak audit", self.chain_head),) if self.chain_head else ()),
        )

    @property
    def maker(self) -> tuple[tuple[str, str], ...]:
        """Who made the file, and that it is an example."""
        return (
            *((("Dibuat oleh", self.made_by),) if self.made_by else ()),
            *((("Catatan", f"{EXAMPLE_MARK}: bukan data resmi"),) if self.is_example else ()),
        )

    @property
    def caption(self) -> str:
        """The same facts in one line, as it stands under a chart."""
        return self._line(f"sumber: {self.source}")

    @property
    def footer(self) -> str:
        """The caption without its source, short enough for one line at the foot of a page."""
        return self._line("")

    @property
    def _known(self) -> str:
        if self.known_on is None:
            return f"semua yang tercatat sampai versi {self.version}"
        return f"yang tercatat sampai {long_day(self.known_on)}"

    @property
    def position(self) -> str:
        """The day, and by when things had to be known where that is not now."""
        known = "" if self.known_on is None else f", diketahui {long_day(self.known_on)}"
        return f"Posisi {long_day(self.as_of)}{known}"

    def _line(self, source: str) -> str:
        words = (
            EXAMPLE_MARK if self.is_example else "",
            f"program {self.code}" if self.code else "",
            self.position,
            f"basis: {label(self.basis)}",
            f"pembanding: {label(self.plan)}",
            source,
            f"versi {self.version}",
            f"jejak {self.chain_head}" if self.chain_head else "",
            f"dibuat oleh {self.made_by}" if self.made_by else "",
        )
        return " · ".join(word for word in words if word)


def stamp(programme: Programme, moment: Moment, made_by: str = "") -> Stamp:
    """Return the stamp of everything made from `programme` at `moment`, by `made_by`."""
    status = f" ({programme.plan_status})" if programme.plan_status else ""
    return Stamp(
        as_of=moment.as_of,
        basis=moment.basis,
        plan=moment.plan,
        source=programme.source + status,
        is_example=programme.is_example,
        version=programme.version,
        chain_head=programme.chain_head,
        made_by=made_by,
        known_on=moment.known_on,
        programme=programme.name,
        code=programme.named or "",
    )
