"""PDF and pictures, set by typst with the font that the project installs: no browser, no network.

Words travel as an input, never as source text, so nothing that people type becomes a command.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final

import typst

from exchange.typesetting import glyphs

FOLDER: Final = Path(__file__).parent
"""Where templates stand, wherever the program was started."""


class SettingFailed(RuntimeError):
    """A template that typst warns about: what it made may lack words or fonts."""


@cache
def fonts() -> typst.Fonts:
    """Return the installed Noto Sans alone, so that a file is the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(glyphs.FONT.parent)],
    )


def pdf(template: Path, content: Mapping[str, object], day: date) -> bytes:
    """Return `content` set by `template` as a tagged PDF (PDF/UA-1, PDF/A-2a) dated `day`.

    Signs for which the font has no form are replaced, because such a PDF may not hold them. Every
    call has its own compiler: files made in several threads never mix. Raises SettingFailed.
    """
    words = json.dumps(_shown(content), ensure_ascii=False)
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"content": words},
    )
    made, warnings = compiler.compile_with_warnings(
        format="pdf",
        # Tagged for screen readers, and fit to be kept in an archive.
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    if warnings or not isinstance(made, bytes):
        raise SettingFailed("; ".join(warning.message for warning in warnings))
    return made


def _shown(value: object) -> object:
    """The same value with every text in it as the font can show it."""
    match value:
        case str():
            return glyphs.shown(value)
        case Mapping():
            return {name: _shown(part) for name, part in value.items()}
        case list() | tuple():
            return [_shown(part) for part in value]
        case _:
            return value
