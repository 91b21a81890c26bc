"""What docs/benchmarks.md is made of: tables, goals that were reached or missed, its sections."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from benchmarks.timing import NotMeasured


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that was seen, and what is wanted of it: at most or at least so much."""

    what: str
    seen: float | NotMeasured
    most: float | None = None
    least: float | None = None

    @property
    def verdict(self) -> str:
        """What was wanted, and whether it was reached."""
        wanted = (
            f"at most {self.most:.3g}" if self.most is not None else f"at least {self.least:.3g}"
        )
        if isinstance(self.seen, NotMeasured):
            return f"{wanted}; not measured: {self.seen.reason}"
        within = self.seen <= self.most if self.most is not None else self.seen >= (self.least or 0)
        return f"{wanted}: {'reached' if within else 'missed'}"


def head(*columns: str) -> str:
    """Return the first two lines of a table."""
    return f"{row(*columns)}\n|{'---|' * len(columns)}"


def row(*cells: str | float | NotMeasured) -> str:
    """Return a line of a table; numbers with three digits that count."""
    return "| " + " | ".join(map(_cell, cells)) + " |"


def goals(*found: Goal) -> str:
    """Return a table of what is wanted."""
    lines = [row(goal.what, goal.seen, goal.verdict) for goal in found]
    return "\n".join(["", head("", "seen", "wanted"), *lines])


def circumstances(*packages: str, also: str = "") -> str:
    """Return with what was measured, and how busy the machine was."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages) + also
    load = (
        f"a load of {os.getloadavg()[2]:.1f}" if hasattr(os, "getloadavg") else "its load unknown"
    )
    return (
        f"\n{versions}; {os.cpu_count()} cores, {load} in the last quarter of an hour, these "
        "measurements included."
    )


def _cell(content: str | float | NotMeasured) -> str:
    if isinstance(content, NotMeasured):
        return "-"
    if isinstance(content, str):
        return content
    return f"{content:.0f}" if content >= 100 else f"{content:.3g}"  # noqa: PLR2004


def with_sections(document: str, titles: Sequence[str], measured: Mapping[str, str]) -> str:
    """Return the sections of `titles` in their order, those `measured` in place of the old."""
    parts = re.split(r"^(?=#{1,2} )", document, flags=re.MULTILINE)
    known = {part.partition("\n")[0].lstrip("# "): part for part in parts if part}
    known |= {title: f"{text.strip()}\n\n" for title, text in measured.items()}
    return "".join(known[title] for title in titles if title in known).rstrip() + "\n"
