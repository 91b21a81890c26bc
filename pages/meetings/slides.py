"""The slides of the presentation: what each one says, from a dossier, as HTML. All is escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from charts import bars, findings, s_curve, screen
from pages.meetings import follow_up_markup
from pages.shell.escaping import text
from pages.widgets import markup
from rules.meetings.agenda import Ask
from rules.meetings.agenda_item import AgendaItem, AgendaKind
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.meetings.resolutions import Resolution
from rules.progress.key_figures import key_figures
from rules.progress.sentra_brief import SentraBrief
from rules.values import Programme
from words.changes import sentences as changes
from words.changes.by_sentra import stories
from words.formats import long_day, number, percent, short_day
from words.meetings import page as meeting_room, sentences as meetings
from words.progress import needs, sentences
from words.progress.totals import seen

_MARKUP: Final = re.compile("<[^>]*>")
_LINES: Final = 5
"""As many sentences as can be read from the back of a room."""
_LETTERS: Final = 900
"""As many letters as stand on a screen in that size."""
_ROWS: Final = 9
"""As many rows of a few words and a bar."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One step: its finding, and what shows it as HTML."""

    title: str
    body: str


def slides(dossier: Dossier, items: Sequence[AgendaItem]) -> tuple[Slide, ...]:
    """Return what is presented, in the order in which a meeting talks about it."""
    return (
        _opening(dossier),
        _figures(dossier),
        _curve(dossier),
        *_in_need(dossier),
        *_asked(dossier),
        *_changes(dossier),
        *_follow_ups(dossier),
        *_agenda(dossier, items),
        *_resolutions(dossier),
    )


def drawn(slide: Slide, dossier: Dossier) -> str:
    """Return a slide between the name of the meeting and the position that it is about."""
    briefing = dossier.briefing
    mark = '<span class="example">DATA CONTOH</span>' if briefing.programme.is_example else ""
    house = text(_house(briefing.programme))
    return (
        f'<section class="slide"><header><span>{house}</span>{mark}</header>'
        f'<h1 class="headline">{text(slide.title)}</h1><div class="body">{slide.body}</div>'
        f"<footer><span>{text(_subject(dossier))}</span>"
        f"<span>{text(sentences.moment(briefing.moment))}</span></footer></section>"
    )


def _house(programme: Programme) -> str:
    return " · ".join(part for part in ("Pantau Sentra", programme.region) if part)


def progress(words_: str) -> str:
    """Return how far the presentation is."""
    return f'<b class="step">{text(words_)}</b>'


def _subject(dossier: Dossier) -> str:
    if dossier.meeting is None:
        return dossier.briefing.programme.name
    return dossier.meeting.plan.title


def _opening(dossier: Dossier) -> Slide:
    told = [meeting_room.seen(dossier)]
    if dossier.meeting is not None:
        plan = dossier.meeting.plan
        told = [f"{meetings.when(plan)}{f', {plan.place}' if plan.place else ''}", *told]
    return Slide(_subject(dossier), "".join(f'<p class="large">{text(line)}</p>' for line in told))


def _figures(dossier: Dossier) -> Slide:
    """What a meeting saw when it was opened; what was reported since is told below it."""
    briefing, meeting = dossier.briefing, dossier.meeting
    known = (meeting and meeting.key_figures) or key_figures(briefing)
    finding = findings.of(known, briefing)
    cards = (
        markup.figure_card(figure.name, figure.value, figure.note, figure.change)
        for figure in seen(known, dossier)
    )
    moved = meeting_room.moved(dossier)
    note = f"<p><small>{text(moved)}</small></p>" if moved else ""
    return Slide(findings.sentence(finding), markup.figures(cards) + note)


def _curve(dossier: Dossier) -> Slide:
    """The curve: one picture for the wall; a phone, too narrow for its letters, has its own."""
    spec = s_curve.spec(dossier.briefing)
    picture = s_curve.svg(replace(spec, stands_alone=False))
    image = screen.image(picture, spec.alt, "slide-chart")
    return Slide(spec.title, f'{image}<div class="slide-phone">{s_curve.html(spec)}</div>')


def _in_need(dossier: Dossier) -> Iterator[Slide]:
    """All sentra in need on one slide: a line each."""
    if dossier.in_need:
        title = findings.sentence(findings.lights(dossier.briefing.totals.lights))
        rows = "".join(map(_sentra, dossier.in_need[:_ROWS]))
        yield Slide(title, f'<div class="rows">{rows}</div>')


def _sentra(brief: SentraBrief) -> str:
    return (
        f"<b>{text(brief.sentra.name)}</b>{markup.badge(brief.health.light)}"
        f"{screen.image(bars.row_svg(brief), bars.row_words(brief), 'slide-bar')}"
        f"<span>{percent(brief.actual)} <small>rencana {percent(brief.planned)}</small></span>"
        f'<span class="points">{text(sentences.gap(brief))}</span>'
    )


def _asked(dossier: Dossier) -> Iterator[Slide]:
    """The decisions that are asked for: what for, since when, who and by when."""
    told = [_ask(ask, dossier) for ask in dossier.asks]
    for part in _pages(told):
        yield Slide(meetings.asks_finding(dossier), _list(part))


def _ask(ask: Ask, dossier: Dossier) -> str:
    cause = findings.sentence(needs.cause(ask.need, dossier.briefing))
    since = f"{ask.need.milestone.title}; sejak {long_day(ask.need.since)}"
    asked = f"{dossier.agency(ask.need.agency)}, paling lambat {long_day(ask.due_on)}"
    return (
        f"<b>{text(ask.sentra.name)}</b>: {text(cause)} "
        f"<small>{text(since)} · <b>{text(asked)}</b></small>"
    )


def _changes(dossier: Dossier) -> Iterator[Slide]:
    """What changed in each sentra, those in need first."""
    report = dossier.changes
    if report is None:
        return
    told = [
        f"<b>{text(dossier.sentra_name(story.sentra))}</b>: {text(' '.join(story.told))}"
        for story in stories(report, dossier)
    ]
    for part in _pages(told) if told else [()]:
        yield Slide(changes.finding(report), _list(part))


def _follow_ups(dossier: Dossier) -> Iterator[Slide]:
    """What earlier meetings left open; what this one resolves has slides of its own."""
    this = None if dossier.meeting is None else dossier.meeting.id
    others = tuple(
        follow_up for follow_up in dossier.follow_ups if follow_up.resolution.meeting != this
    )
    earlier = replace(dossier, follow_ups=others)
    title = meetings.follow_ups_finding(earlier)
    for part in _pages([_follow_up(one, dossier) for one in earlier.open_follow_ups]):
        yield Slide(title, _list(part))


def _follow_up(follow_up: FollowUp, dossier: Dossier) -> str:
    owed = f"{dossier.agency(follow_up.owner)} · tenggat {short_day(follow_up.due_on)}"
    state = follow_up_markup.state(follow_up, dossier.as_of)
    return f"{text(follow_up.resolution.text)}<small>{text(owed)} {state}</small>"


def _agenda(dossier: Dossier, items: Sequence[AgendaItem]) -> Iterator[Slide]:
    """What is talked about besides follow-ups, which have slides of their own."""
    others = [item for item in items if item.kind is not AgendaKind.FOLLOW_UP]
    for kind, group in groupby(others, lambda item: item.kind):
        for part in _pages([text(meetings.item(item, dossier)) for item in group]):
            yield Slide(meetings.agenda_label(kind), _list(part))


def _resolutions(dossier: Dossier) -> Iterator[Slide]:
    made = () if dossier.meeting is None else dossier.meeting.resolutions
    for part in _pages([_resolution(one, dossier) for one in made]):
        yield Slide(f"{number(len(made))} keputusan rapat ini", _list(part))


def _resolution(made: Resolution, dossier: Dossier) -> str:
    return f"{text(made.text)}<small>{text(meeting_room.owed(made, dossier))}</small>"


def _pages(told: Sequence[str]) -> Iterator[Sequence[str]]:
    """As few slides as show all, filled alike: none has only what the others left."""
    letters = sum(len(_MARKUP.sub("", one)) for one in told)
    count = max(-(-len(told) // _LINES), -(-letters // _LETTERS)) if told else 0
    count = min(count, len(told))
    for at in range(count):
        yield told[len(told) * at // count : len(told) * (at + 1) // count]


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
