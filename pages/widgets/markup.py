"""Small pieces of HTML for the pages. Every text is escaped here; no page builds a tag itself."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from charts import bars, cells, lettering
from charts.palette import Mark, mark
from rules.evidence.files import (
    THUMBNAIL_KIND,
    EvidenceFile,
    FileKind,
    JudgedFile,
    KeptFile,
)
from rules.meetings.values import FollowUpFile
from rules.periods import wita_day
from rules.progress.briefing import (
    MilestoneBrief,
    Need,
    SentraBrief,
)
from rules.progress.flags import Flags
from rules.ratings.rating import Rating
from rules.values import Agency, AgencyCode, EventId, Moment, Obstacle, Place, ReportEvent
from rules.vocabulary import Basis, EventKind, Flag, Light, Status, label
from words.evidence.sentences import size as file_size
from words.formats import instant, number, percent, points, short_day
from words.progress.sentences import flag as flag_text, need_since

_LONGEST_SENTENCE: Final = 1000
_ONE_LINE: Final = 24


def text(value: str) -> str:
    """Return `value` safe inside a tag."""
    return escape(lettering.clean(value), quote=True)


def plain(value: str, longest: int = 40) -> str:
    """Return `value` short and safe inside Streamlit's Markdown."""
    return re.sub(r"([\\\[\]()`*_#!<>~$:|.@&])", r"\\\1", lettering.clean(value)[:longest])


def sentence(value: str) -> str:
    """Return a whole sentence safe inside Streamlit's Markdown."""
    return plain(value, _LONGEST_SENTENCE)


def image(svg: str, words: str, kind: str) -> str:
    """Return a drawing as an image: Streamlit takes SVG tags out of HTML, an image it leaves alone.

    `words` say what it shows, empty where the text beside it does; `kind` is its class in CSS.
    """
    data = b64encode(svg.encode()).decode()
    return f'<img class="{kind}" alt="{text(words)}" src="data:image/svg+xml;base64,{data}">'


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
        _badge(mark(one), flag_text(one, raised)) for one in raised.raised if one not in without
    )


def progress_cell(one: MilestoneBrief) -> str:
    """Return a milestone's progress as a small bar with its figure."""
    bar = image(cells.progress(one.state.progress), "", "small-bar")
    return f'<span class="cell-bar">{bar} {percent(one.state.progress, 0)}</span>'


def headline(sentence: str, moment: str) -> str:
    """Return the finding of a page and the moment that it is about."""
    return f'<h1 class="headline">{text(sentence)}</h1><p class="note">{text(moment)}</p>'


def note(words: str, more: str) -> str:
    """Return a sentence that matters with a quieter one below it."""
    return f'<div class="task-head"><b>{text(words)}</b><small>{text(more)}</small></div>'


def chart_head(finding: str, shown: str) -> str:
    """Return what a chart found, above what it shows."""
    return f'<h3 class="chart">{text(finding)}</h3><p class="note">{text(shown)}</p>'


def figure_card(name: str, value: str, remark: str, change: str) -> str:
    """Return one large figure with what it is compared with."""
    return (
        f'<div class="figure"><span>{text(name)}</span><strong>{text(value)}</strong>'
        f"<small>{text(remark)}</small><em>{text(change)}</em></div>"
    )


def figures(cards: Iterable[str]) -> str:
    """Return figure cards side by side, or below each other on a phone."""
    return f'<div class="figures">{"".join(cards)}</div>'


def duty(one: MilestoneBrief, sentra: str) -> str:
    """Return what is owed: the milestone, its sentra, its due day and what was last known."""
    milestone, state = one.milestone, one.state
    last = (
        "belum pernah dilaporkan"
        if state.effective_on is None
        else f"terakhir {percent(state.progress, 0)} pada {short_day(state.effective_on)}"
    )
    return (
        f'<div class="task-head"><b>{text(milestone.title)}</b>'
        f"<small>{text(sentra)} · {text(milestone.code)} · jatuh tempo "
        f"{short_day(milestone.current.finish)} · {last}</small>"
        f"{badge(state.status)}"
        f"{flags(one.flags, without=(Flag.SLIPPED, Flag.WITHOUT_EVIDENCE))}</div>"
    )


def bars_key(moment: Moment) -> str:
    """Return what the parts of a progress bar mean."""
    parts = [(cells.actual_swatch(), "realisasi"), (cells.plan_swatch(), label(moment.plan))]
    if moment.basis is Basis.APPROVED:
        parts.insert(1, (cells.claimed_swatch(), "dilaporkan, belum disetujui"))
    drawn = "".join(f"<span>{image(svg, '', 'swatch')}{words}</span>" for svg, words in parts)
    return f'<div class="key">{drawn}</div>'


def sentra_row(
    one: SentraBrief,
    basis: Basis,
    agencies: Mapping[AgencyCode, Agency],
    differs: Rating | None = None,
) -> str:
    """Return a sentra's bar, light, a leader's rating that differs, deviation, next milestone."""
    bar = image(bars.row_svg(one, basis=basis), bars.row_words(one, basis=basis), "wide-bar")
    return (
        '<div class="sentra-row">'
        f'<div class="bar">{bar}<b>{percent(one.actual)}</b></div>'
        f'<div class="state">{badge(one.health.light)}'
        f"<small>{points(one.deviation)} dari rencana {percent(one.planned)}</small>"
        f"{_rated_otherwise(differs)}</div>"
        f'<div class="next">{_next_due(one, agencies)}</div></div>'
    )


def _rated_otherwise(rating: Rating | None) -> str:
    return "" if rating is None else f"<small>pimpinan: <b>{label(rating.light)}</b></small>"


def _next_due(one: SentraBrief, agencies: Mapping[AgencyCode, Agency]) -> str:
    if one.next_due is None:
        return "Tidak ada tonggak yang tersisa"
    milestone, late = one.next_due.milestone, one.next_due.flags.days_late
    due = f"terlambat {number(late)} hari" if late else short_day(milestone.current.finish)
    return (
        f'{text(milestone.title)}<small><span class="{"late" if late else "due"}">{due}</span> · '
        f"{text(agencies[milestone.lead].label)}</small>"
    )


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


def needs(found: Iterable[Need], agencies: Mapping[AgencyCode, Agency]) -> str:
    """Return what must be done by whom since when, as a list."""
    items = "".join(
        f'<li><span class="who">{text(agencies[one.agency].label)}</span>'
        f"<b>{text(one.milestone.title)}</b>"
        f"<small>{text(one.milestone.code)} · {text(need_since(one))}</small></li>"
        for one in found
    )
    return f'<ul class="needs">{items}</ul>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names and values (markup already) below each other."""
    lines = "".join(f"<dt>{text(name)}</dt><dd>{value}</dd>" for name, value in pairs)
    return f'<dl class="facts">{lines}</dl>'


def place(value: Place) -> str:
    """Return a place by its official record, with the source's words where they differ."""
    note = f"<small>{text(value.note)}</small>" if value.differs_from_source else ""
    return (
        f"<div>{text(label(value.kind).capitalize())} {text(value.name)}, "
        f"Kec. {text(value.district)} <small>{text(value.village_code)}</small>{note}</div>"
    )


def obstacle_state(obstacle: Obstacle, as_of: date) -> str:
    """Return whether an obstacle is open, and for how long."""
    if obstacle.closed_on is not None:
        return f"selesai {short_day(obstacle.closed_on)}"
    return badge(Status.OBSTRUCTED, f"terbuka {number(obstacle.days_open(as_of))} hari")


def history(events: Iterable[ReportEvent], files: Mapping[EventId, Sequence[EvidenceFile]]) -> str:
    """Return reports and decisions as a list, in the order given; reports with their files."""
    items = "".join(
        f"<li><time>{instant(event.recorded_at)} · {text(event.milestone)} · {text(event.author)}"
        f"{_effective(event)}</time><p>{event_words(event)}</p>"
        f"{evidence(files.get(event.id, ()))}</li>"
        for event in events
    )
    return f'<ol class="history">{items}</ol>'


def evidence(files: Iterable[EvidenceFile]) -> str:
    """Return links to evidence files, pictures with their thumbnails; nothing for no files.

    A link opens beside, so that a session that has ended takes no page away.
    """
    return _links((f"{one.id}", one.kept) for one in files)


def follow_up_files(files: Iterable[FollowUpFile]) -> str:
    """Return the same links to files that prove a follow-up."""
    return _links((f"tindak-lanjut/{one.id}", one.kept) for one in files)


def unsent_file(file: JudgedFile) -> str:
    """Return a file that waits to be sent; nobody else can fetch it yet."""
    source = ""
    if file.thumbnail is not None:
        data = b64encode(file.thumbnail).decode()
        source = f"data:{THUMBNAIL_KIND.media_type};base64,{data}"
    face = _face(file.kind, source)
    return f'<div class="files">{face}{_file_name(file.name, len(file.content))}</div>'


def _links(files: Iterable[tuple[str, KeptFile]]) -> str:
    items = "".join(_linked(f"/bukti/{path}", kept) for path, kept in files)
    return f'<ul class="files">{items}</ul>' if items else ""


def _linked(address: str, kept: KeptFile) -> str:
    face = _face(kept.kind, f"{address}/kecil" if kept.thumbnail else "")
    name = _file_name(kept.name, kept.size)
    return f'<li><a href="{address}" target="_blank" rel="noopener">{face}{name}</a></li>'


def _face(kind: FileKind, source: str) -> str:
    if not source:
        return f'<span class="kind">{text(kind.upper())}</span>'
    return f'<img alt="" loading="lazy" src="{source}">'


def _file_name(name: str, size: int) -> str:
    return f"<span>{text(name)}<small>{file_size(size)}</small></span>"


def _effective(event: ReportEvent) -> str:
    if event.kind is not EventKind.REPORT or event.effective_on == wita_day(event.recorded_at):
        return ""
    return f" · berlaku {short_day(event.effective_on)}"


def conflict(latest: ReportEvent, status: Status, note: str) -> str:
    """Return what was recorded meanwhile beside what was typed."""
    recorded = (
        f"<b>Tercatat</b><small> {text(latest.author)}, {instant(latest.recorded_at)}</small>"
        f"<p>{event_words(latest)}</p>"
    )
    own = f"<b>Isian Anda</b><p>{badge(status)}<br>{text(note) or '(tanpa catatan)'}</p>"
    return f'<div class="compare"><div>{recorded}</div><div>{own}</div></div>'


def event_words(event: ReportEvent) -> str:
    """Return what an event says: a report's state and note, or a decision and its reason."""
    note = f"<br>{text(event.note)}" if event.note else ""
    if event.kind is not EventKind.REPORT:
        return f"Laporan {label(event.kind)}{note}"
    evidence = f"<br>Bukti: {text(event.evidence)}" if event.evidence else ""
    return f"{badge(event.status)} {percent(event.progress, 0)}{note}{evidence}"


def _badge(look: Mark, words: str | None) -> str:
    icon = image(cells.mark(look), "", "mark")
    return (
        f'<span class="badge" style="color:{look.colour}">{icon}{text(words or look.word)}</span>'
    )
