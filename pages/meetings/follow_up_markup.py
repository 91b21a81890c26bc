"""HTML of follow-ups: who must do what until when, and what was told. All is escaped."""

from collections.abc import Iterable
from datetime import date

from charts.palette import mark_of_follow_up
from pages.widgets import markup
from pages.widgets.markup import text
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpEvent
from rules.periods import wita_day
from words.formats import instant, number, short_day
from words.meetings import sentences as words


def head(one: FollowUp, dossier: Dossier) -> str:
    """Return what must be done, where it was decided and about what, by whom and until when."""
    about = _about(one, dossier)
    proof = " · perlu bukti" if one.resolution.needs_evidence else ""
    return (
        f'<div class="task-head"><b>{text(one.resolution.text)}</b>'
        f"<small>{text(dossier.agency(one.owner))} · tenggat {short_day(one.due_on)}{proof}</small>"
        f"<small>{text(one.meeting_title)}, {short_day(one.decided_on)}{about}</small>"
        f"{state(one, dossier.as_of)}</div>"
    )


def state(one: FollowUp, day: date, *, lead: str = "") -> str:
    """Return whether it waits, how old it is and how late, as shape, colour and word.

    The words begin with `lead`.
    """
    told = words.follow_up_state(one, day)
    if one.closed_at is not None:
        told = f"selesai {short_day(wita_day(one.closed_at))}"
    elif not one.days_late(day):
        told = f"belum selesai, {told}"
    return markup.marked(mark_of_follow_up(one, day), f"{lead}{told}")


def told(one: FollowUp) -> str:
    """Return what was told about it, latest first; nothing where nobody told anything."""
    items = "".join(_event(each) for each in reversed(one.history))
    return f'<ol class="history">{items}</ol>' if items else ""


def table(found: Iterable[FollowUp], dossier: Dossier, *, caption: str) -> str:
    """Return follow-ups as a table, in the order given."""
    heads = ("Tindak lanjut", "Harus bertindak", "Rapat", "Tenggat", "Keadaan")
    rows = [
        (
            f"{text(one.resolution.text)}{_latest(one)}",
            markup.whole(dossier.agency(one.owner)),
            markup.with_note(short_day(one.decided_on), one.meeting_title),
            markup.whole(short_day(one.due_on)),
            state(one, dossier.as_of),
        )
        for one in found
    ]
    return markup.table(heads, rows, caption=caption)


def late(found: Iterable[FollowUp], dossier: Dossier) -> str:
    """Return follow-ups that are overdue as lines: what, whose, by how many days."""
    items = "".join(
        f'<li><span class="who">{text(dossier.agency(one.owner))}</span>'
        f"<b>{text(one.resolution.text)}</b>"
        f"<small>{text(one.meeting_title)}, {short_day(one.decided_on)}</small>"
        f"{markup.marked(mark_of_follow_up(one, dossier.as_of), _days_late(one, dossier))}</li>"
        for one in found
    )
    return f'<ul class="needs">{items}</ul>'


def _days_late(one: FollowUp, dossier: Dossier) -> str:
    return f"terlambat {number(one.days_late(dossier.as_of))} hari"


def _about(one: FollowUp, dossier: Dossier) -> str:
    sentra, milestone = one.resolution.sentra, one.resolution.milestone
    told = [] if sentra is None else [dossier.sentra_name(sentra)]
    told += [] if milestone is None else [f"{milestone} {dossier.milestone_title(milestone)}"]
    return "".join(f" · {text(each)}" for each in told)


def _latest(one: FollowUp) -> str:
    """The last thing that was told, with its files."""
    if not one.history:
        return ""
    last = one.history[-1]
    return f"<small>{text(words.told_label(last.kind))}: {text(last.note)}</small>{_files(last)}"


def _event(event: FollowUpEvent) -> str:
    evidence = f"<br>Bukti: {text(event.evidence)}" if event.evidence else ""
    return (
        f"<li><time>{instant(event.recorded_at)} · {text(event.author)} · "
        f"{text(words.told_label(event.kind))}</time><p>{text(event.note)}{evidence}</p>"
        f"{_files(event)}</li>"
    )


def _files(event: FollowUpEvent) -> str:
    return markup.follow_up_files(event.files)
