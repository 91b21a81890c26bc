"""Small pieces of HTML for the pages. Every text is escaped here; no page builds a tag itself."""

from collections.abc import Iterable, Sequence
from typing import Final

from charts import cells, screen
from charts.palette import Mark, mark
from pages.shell.escaping import text
from rules.progress.flags import Flags
from rules.values import Programme
from rules.vocabulary import Flag, Light, Status
from words.progress import thresholds
from words.progress.sentences import flag as flag_text

_ONE_LINE: Final = 24


def with_note(words: str, note: str) -> str:
    """Return words with a quieter line below them."""
    return f"{text(words)}<small>{text(note)}</small>"


def whole(words: str) -> str:
    """Return words that stay in one line where they are short enough for a narrow column."""
    return f'<span class="whole">{text(words)}</span>' if len(words) <= _ONE_LINE else text(words)


def badge(state: Light | Status, words: str | None = None) -> str:
    """Return a state as shape, colour and word."""
    return _badge(mark(state), words)


def marked(look: Mark, words: str) -> str:
    """Return words in the colour and with the shape of `look`."""
    return _badge(look, words)


def flags(raised: Flags, *, without: Sequence[Flag] = ()) -> str:
    """Return the raised flags with their measures, gravest first."""
    return " ".join(
        _badge(mark(flag), flag_text(flag, raised)) for flag in raised.raised if flag not in without
    )


def headline(sentence: str, moment: str) -> str:
    """Return the finding of a page and the moment that it is about."""
    return drawn_headline(text(sentence), moment)


def drawn_headline(drawn: str, moment: str) -> str:
    """Return the same of a finding that is markup already."""
    return f'<h1 class="headline">{drawn}</h1><p class="note">{text(moment)}</p>'


def quiet(words: str) -> str:
    """Return a line that does not ask for attention."""
    return f'<p class="note">{text(words)}</p>'


def subject(sentra: str, title: str) -> str:
    """Return a milestone by its sentra and title; the buttons beside it are named for it."""
    name = text(f"{sentra}: {title}")
    return f'<b data-names="{name}">{name}</b>'


def note(words: str, more: str) -> str:
    """Return a sentence that matters with a quieter one below it."""
    return f'<div class="task-head"><b>{text(words)}</b><small>{text(more)}</small></div>'


def chart_head(finding: str, shown: str) -> str:
    """Return what a chart found, above what it shows."""
    return f'<h2 class="chart">{text(finding)}</h2><p class="note">{text(shown)}</p>'


def figure_card(name: str, value: str, remark: str, change: str) -> str:
    """Return one large figure with what it is compared with."""
    return drawn_card(name, text(value), text(remark), text(change))


def drawn_card(name: str, value: str, remark: str, change: str) -> str:
    """Return the same of parts that are markup already, but for the name."""
    return (
        f'<div class="figure"><span>{text(name)}</span><strong>{value}</strong>'
        f"<small>{remark}</small><em>{change}</em></div>"
    )


def figures(cards: Iterable[str]) -> str:
    """Return figure cards side by side, or below each other on a phone."""
    return f'<div class="figures">{"".join(cards)}</div>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str) -> str:
    """Return a table whose cells are markup already; on a phone each row becomes a card."""
    head = "".join(f'<th scope="col">{text(word)}</th>' for word in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-head="{text(name)}"><div>{cell}</div></td>'
            for name, cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="rows"><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values (markup already) below each other."""
    lines = "".join(f"<dt>{text(name)}</dt><dd>{value}</dd>" for name, value in pairs)
    return f'<dl class="facts">{lines}</dl>'


def explanation(programme: Programme) -> str:
    """Return when lights turn and flags go up, and who says so, in a fold."""
    lines = "".join(f"<li>{text(line)}</li>" for line in thresholds.explained(programme))
    return f'<details class="why"><summary>Arti lampu dan tanda</summary><ul>{lines}</ul></details>'


def _badge(look: Mark, words: str | None) -> str:
    icon = screen.image(cells.mark(look), "", "mark")
    return (
        f'<span class="badge" style="color:{look.colour}">{icon}{text(words or look.word)}</span>'
    )
