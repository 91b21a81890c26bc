"""Why a sentra stands where it does: since when, why, who must act, what comes next."""

from collections.abc import Mapping
from datetime import date

from rules.meetings.follow_ups import FollowUp
from rules.meetings.why import Why
from rules.values import Agency, AgencyCode, agency_label
from words.formats import long_day, number, percent
from words.progress.acting import who_acts
from words.progress.needs import deed, need_since
from words.progress.sentences import deviation
from words.ratings import sentences as rating_words

Agencies = Mapping[AgencyCode, Agency]


def lines(value: Why, agencies: Agencies, as_of: date) -> tuple[tuple[str, str], ...]:
    """Return what follows the light, each line with its name: those that have something to say."""
    told = (
        ("Sebab", _cause(value)),
        ("Harus bertindak", _who(value, agencies)),
        ("Langkah berikut", _next(value, agencies, as_of)),
    )
    return tuple((name, words) for name, words in told if words)


def since(value: Why, as_of: date) -> str:
    """Return since when the light holds: sejak 8 Maret 2022 (114 hari); empty where not known."""
    if value.since is None:
        return ""
    return f"sejak {long_day(value.since)} ({number((as_of - value.since).days)} hari)"


def _cause(value: Why) -> str:
    brief, need = value.brief, value.need
    figures = (
        f"Capaian {percent(brief.actual)}, rencana {percent(brief.planned)}, "
        f"deviasi {deviation(brief)}"
    )
    if need is None:
        return figures
    held = "" if value.held_by is None else f": {value.held_by.description}"
    return f"{figures}. {need.milestone.title}, {need_since(need)}{held}"


def _who(value: Why, agencies: Agencies) -> str:
    if value.need is not None:
        return who_acts(value.need, value.need.milestone, agencies)
    if value.next_due is None:
        return ""
    return agency_label(agencies, value.next_due.milestone.lead)


def _next(value: Why, agencies: Agencies, as_of: date) -> str:
    steps = [] if value.step is None else [_step(value.step, agencies, as_of)]
    if value.rating is not None and value.rating.recovery is not None:
        steps.append(rating_words.recovery(value.rating, agencies))
    return " ".join(steps) or _undecided(value)


def _step(step: FollowUp, agencies: Agencies, as_of: date) -> str:
    late = step.days_late(as_of)
    told = f", terlambat {number(late)} hari" if late else ""
    who, due = agency_label(agencies, step.owner), long_day(step.due_on)
    return f"{step.resolution.text.rstrip('.')} ({who}), tenggat {due}{told}."


def _undecided(value: Why) -> str:
    """What is to be done where no meeting set a day: the need itself, or what is due next."""
    if value.need is not None:
        asked = deed(value.need.kind, value.need.milestone.title)
        return f"{asked[0].upper()}{asked[1:]}; tenggatnya belum ditetapkan dalam rapat."
    if value.next_due is None:
        return ""
    milestone = value.next_due.milestone
    return f"{milestone.title}, jatuh tempo {long_day(milestone.current.finish)}."
