"""The page: one HTML file with everything in it, that asks no other computer for anything."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from charts.palette import LIGHT, TRACK, Shape, glyph
from charts.stamp import EXAMPLE_MARK, Stamp, stamp
from exchange import report
from exchange.pack.sections import links, sections
from exchange.plain_text import plain
from rules.meetings.dossier import Dossier
from words.meetings import sentences as meetings
from words.progress import sentences

_HERE: Final = Path(__file__).parent
_COLOURS: Final = {
    "ink": LIGHT.ink,
    "muted": LIGHT.muted,
    "ground": LIGHT.ground,
    "surface": LIGHT.surface,
    "line": LIGHT.line,
    "primary": LIGHT.primary,
    "good": LIGHT.good,
    "warning": LIGHT.warning,
    "alarm": LIGHT.alarm,
    "running": LIGHT.running,
    "idle": LIGHT.idle,
    "track": TRACK,
}

_environment: Final = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(dossier: Dossier) -> bytes:
    """Return everything of `dossier` as one HTML file, readable on paper and telephone.

    It holds no script and may load nothing: its own policy forbids both.
    """
    return page_beside(dossier, ())


def page_beside(dossier: Dossier, files: Sequence[tuple[str, str]]) -> bytes:
    """Return the page with links to `files` in its own folder, each with what it is."""
    briefing = dossier.briefing
    found = sections(dossier)
    own, of_sentra = links(found, dossier)
    made_of = stamp(briefing.programme, briefing.moment, dossier.made_by)
    style = _style(made_of)
    html = _environment.get_template("halaman.html").render(
        title=report.TITLE,
        programme=briefing.programme,
        lines=_lines(dossier),
        stamp=made_of,
        example_mark=EXAMPLE_MARK,
        sections=found,
        links=own,
        sentra_links=of_sentra,
        files=[(quote(name), name, words) for name, words in files],
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        glyphs={shape.value: glyph(shape) for shape in Shape},
        picture=_picture,
    )
    return plain(html).encode()


def _lines(dossier: Dossier) -> list[str]:
    briefing, meeting = dossier.briefing, dossier.meeting
    told = [] if meeting is None else [meeting.plan.title, meetings.when(meeting.plan)]
    told += [sentences.moment(briefing.moment), sentences.plan_note(briefing.programme)]
    return [line for line in told if line]


def _style(made_of: Stamp) -> str:
    """The stylesheet with our colours, and what stands in the margins of printed pages."""
    tokens = "".join(f"--{name}:{colour};" for name, colour in _COLOURS.items())
    rules = (_HERE / "halaman.css").read_text(encoding="utf-8")
    # Nothing that people type: these words are ours, and a stylesheet has no escaping of HTML's.
    margins = {"bottom-left": made_of.position}
    if made_of.is_example:
        margins["top-right"] = EXAMPLE_MARK
    printed = "".join(f'@{place}{{content:"{words}"}}' for place, words in margins.items())
    return f":root{{{tokens}}}\n{rules}\n@page{{{printed}@bottom-right{{content:counter(page)}}}}"


def _picture(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
