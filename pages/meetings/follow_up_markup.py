"""HTML of follow-ups: who must do what until when, and what was told. All is escaped."""

from collections.abc import Iterable
from datetime import date

from charts.palette import mark_of_follow_up
from pages.evidence import markup as evidence_markup
from pages.shell.escaping import text
from pages.widgets import markup
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp, FollowUpEvent
from rules.periods import wita_day
from rules.values import Moment
from words.formats import instant, number, short_day
from words.meetings import sentences as words


def head(follow_up: FollowUp, dossier: Dossier) -> str:
    """Return what must be done, where it was decided and about what, by whom and until when."""
    about = _about(follow_up, dossier)
    proof = " · perlu bukti" if follow_up.resolution.needs_evidence else ""
    return (
        f'<div class="task-head"><b data-names="{text(follow_up.resolution.text)}">'
        f"{text(follow_up.resolution.text)}</b>"
        f"<small>{text(dossier.agency(follow_up.owner))} · tenggat "
        f"{short_day(follow_up.due_on)}{proof}</small>"
        f"<small>{text(follow_up.meeting_title)}, {short_day(follow_up.decided_on)}{about}</small>"
        f"{state(follow_up, dossier.as_of)}</div>"
    )


def state(follow_up: FollowUp, day: date, *, lead: str = "") -> str:
    """Return whether it waits, how old it is and how late, as shape, colour and word.

    The words begin with `lead`.
    """
    told = words.follow_up_state(follow_up, day)
    if follow_up.closed_at is not None:
        told = f"selesai {short_day(wita_day(follow_up.closed_at))}"
    elif not follow_up.days_late(day):
        told = f"belum selesai, {told}"
    return markup.marked(mark_of_follow_up(follow_up, day), f"{lead}{told}")


def told(follow_up: FollowUp, removable: Moment | None = None) -> str:
    """Return what was told about it, latest first; nothing where nobody told anything."""
    items = "".join(_event(event, removable) for event in reversed(follow_up.history))
    return f'<ol class="history">{items}</ol>' if items else ""


def table(
    found: Iterable[FollowUp],
    dossier: Dossier,
    *,
    caption: str,
    removable: Moment | None = None,
) -> str:
    """Return follow-ups as a table, in the order given."""
    heads = ("Tindak lanjut", "Harus bertindak", "Rapat", "Tenggat", "Keadaan")
    rows = [
        (
            f"{text(follow_up.resolution.text)}{_latest(follow_up, removable)}",
            markup.whole(dossier.agency(follow_up.owner)),
            markup.with_note(short_day(follow_up.decided_on), follow_up.meeting_title),
            markup.whole(short_day(follow_up.due_on)),
            state(follow_up, dossier.as_of),
        )
        for follow_up in found
    ]
    return markup.table(heads, rows, caption=caption)


def late(found: Iterable[FollowUp], dossier: Dossier) -> str:
    """Return follow-ups that are overdue as lines: what, whose, by how many days."""
    items = "".join(
        f'<li><span class="who">{text(dossier.agency(follow_up.owner))}</span>'
        f"<b>{text(follow_up.resolution.text)}</b>"
        f"<small>{text(follow_up.meeting_title)}, {short_day(follow_up.decided_on)}</small>"
        f"{_late_mark(follow_up, dossier)}</li>"
        for follow_up in found
    )
    return f'<ul class="needs">{items}</ul>'


def _late_mark(follow_up: FollowUp, dossier: Dossier) -> str:
    day = dossier.as_of
    told = f"terlambat {number(follow_up.days_late(day))} hari"
    return markup.marked(mark_of_follow_up(follow_up, day), told)


def _about(follow_up: FollowUp, dossier: Dossier) -> str:
    sentra, milestone = follow_up.resolution.sentra, follow_up.resolution.milestone
    told = [] if sentra is None else [dossier.sentra_name(sentra)]
    told += [] if milestone is None else [dossier.milestone_title(milestone)]
    return "".join(f" · {text(subject)}" for subject in told)


def _latest(follow_up: FollowUp, removable: Moment | None) -> str:
    """The last thing that was told, with its files."""
    if not follow_up.history:
        return ""
    last = follow_up.history[-1]
    note = f"{text(words.told_label(last.kind))}: {text(last.note)}"
    return f"<small>{note}</small>{_files(last, removable)}"


def _event(event: FollowUpEvent, removable: Moment | None) -> str:
    evidence = f"<br>Bukti: {text(event.evidence)}" if event.evidence else ""
    return (
        f"<li><time>{instant(event.recorded_at)} · {text(event.author)} · "
        f"{text(words.told_label(event.kind))}</time><p>{text(event.note)}{evidence}</p>"
        f"{_files(event, removable)}</li>"
    )


def _files(event: FollowUpEvent, removable: Moment | None) -> str:
    return evidence_markup.follow_up_files(event.files, removable)
