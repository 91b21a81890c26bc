"""Short WhatsApp texts for agencies: what is late, due and open, politely, with a link."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category
from urllib.parse import quote

from rules.changes.tally import tally
from rules.meetings.agency_backlog import (
    AgencyBacklog,
    OwedMilestone,
    OwedObstacle,
    agency_backlog,
    concerned,
)
from rules.meetings.dossier import Dossier
from rules.meetings.follow_ups import FollowUp
from rules.values import AgencyCode, Milestone
from words.changes import sentences as changes
from words.formats import long_day, number, short_day
from words.links import TASKS, link
from words.meetings.lengths import shortened
from words.progress.sentences import known_then

__all__ = ["concerned", "message", "messages", "wa_link"]

_SHOWN: Final = 7
_LONGEST_TEXT: Final = 110
_LONGEST_NAME: Final = 30
# On Windows a longer address is not handed on from the browser to WhatsApp.
_LONGEST_LINK: Final = 2000
_SHARE: Final = "https://wa.me/?text="
# What WhatsApp takes for bold, italic, struck through or code.
_MARKUP: Final = re.compile(r"[*_~`]+")


def messages(dossier: Dossier) -> dict[AgencyCode, str]:
    """Return the text for each agency that owes anything, most pressing first."""
    return {agency: message(agency, dossier) for agency in concerned(dossier)}


def message(agency: AgencyCode, dossier: Dossier) -> str:
    """Return a text of some twelve lines for `agency`; each kind of thing owed has its first say.

    Only our own words are bold: whatever people typed stands in one line, without markup.
    """
    backlog = agency_backlog(agency, dossier)
    tasks = link(dossier.address, TASKS, dossier.briefing.moment)
    lines = [
        f"Yth. {_plain(dossier.agency(agency))},",
        *_position(backlog, dossier),
        *_items(backlog, dossier),
        *_news(agency, dossier),
        *([f"Rincian: {tasks}"] if tasks else []),
        "Terima kasih atas kerja samanya.",
    ]
    return "\n".join(lines)


def wa_link(text: str) -> str:
    """Return the address that opens WhatsApp with `text`, cut where browsers would refuse it.

    It is cut behind a word, or within the one that is all of it.
    """
    kept, address = text, _shared(text)
    while len(address) > _LONGEST_LINK:
        kept = kept[: -max(1, (len(address) - _LONGEST_LINK) // 12)]
        whole = re.match(r".*(?=\s)", kept, re.DOTALL)
        kept = whole[0].rstrip() if whole and whole[0].strip() else kept
        address = _shared(f"{kept}…")
    return address


def _shared(text: str) -> str:
    return _SHARE + quote(text, safe="", errors="replace")


def _position(backlog: AgencyBacklog, dossier: Dossier) -> Iterator[str]:
    day = f"*{long_day(dossier.as_of)}*{known_then(dossier.briefing.moment)}"
    if dossier.briefing.programme.is_example:
        yield "*DATA CONTOH: bukan data resmi*"
    if backlog.count:
        yield f"Pada posisi {day}, {number(backlog.count)} hal menunggu tindakan Anda:"
    else:
        yield f"Pada posisi {day} tidak ada yang menunggu tindakan Anda."


def _items(backlog: AgencyBacklog, dossier: Dossier) -> Iterator[str]:
    """The first of each kind, then the second of each, as far as there is room; gravest on top."""
    kinds = (
        [_overdue(owed, dossier) for owed in backlog.overdue],
        [_follow_up(follow_up, dossier) for follow_up in backlog.follow_ups],
        [_obstacle(owed, dossier) for owed in backlog.obstacles],
        [_due_soon(owed, dossier) for owed in backlog.due_soon],
        [_silent(owed, dossier) for owed in backlog.silent],
    )
    places = [(at, kind) for kind, own in enumerate(kinds) for at in range(len(own))]
    shown = sorted(places)[:_SHOWN]
    for kind, own in enumerate(kinds):
        yield from (f"• {line}" for at, line in enumerate(own) if (at, kind) in shown)
    if len(places) > len(shown):
        yield f"• dan {number(len(places) - len(shown))} lainnya"


def _news(agency: AgencyCode, dossier: Dossier) -> Iterator[str]:
    """What changed in what the agency leads: what was only reported late is no progress."""
    if dossier.changes is not None:
        own = tally(dossier.changes, lambda milestone: milestone.lead == agency)
        yield from (f"{words}." for words in changes.tallied(own) if words)


def _overdue(owed: OwedMilestone, dossier: Dossier) -> str:
    return f"*Terlambat {number(owed.flags.days_late)} hari:* {_named(owed.milestone, dossier)}"


def _due_soon(owed: OwedMilestone, dossier: Dossier) -> str:
    left = owed.flags.due_in_days
    when = f"dalam {number(left)} hari" if left else "hari ini"
    return f"*Jatuh tempo {when}:* {_named(owed.milestone, dossier)}"


def _silent(owed: OwedMilestone, dossier: Dossier) -> str:
    silent = number(owed.flags.silent_days)
    return f"*Tanpa laporan {silent} hari:* {_named(owed.milestone, dossier)}"


def _obstacle(owed: OwedObstacle, dossier: Dossier) -> str:
    opened = f"*Kendala terbuka {number(owed.days)} hari:*"
    return f"{opened} {_sentra(owed.milestone, dossier)}: {_plain(owed.obstacle.description)}"


def _follow_up(follow_up: FollowUp, dossier: Dossier) -> str:
    late = follow_up.days_late(dossier.as_of)
    state = f"terlambat {number(late)} hari" if late else f"tenggat {short_day(follow_up.due_on)}"
    return f"*Tindak lanjut rapat, {state}:* {_plain(follow_up.resolution.text)}"


def _named(milestone: Milestone, dossier: Dossier) -> str:
    return f"{_sentra(milestone, dossier)}: {_plain(milestone.title)}"


def _sentra(milestone: Milestone, dossier: Dossier) -> str:
    return _plain(dossier.sentra_name(milestone.sentra), _LONGEST_NAME)


def _plain(text: str, longest: int = _LONGEST_TEXT) -> str:
    """What people typed, in one short line in which WhatsApp finds no markup."""
    seen = "".join(" " if sign.isspace() or sign == "_" else sign for sign in text)
    letters = "".join(sign for sign in seen if category(sign)[0] != "C")
    return shortened(_MARKUP.sub("", letters), longest)
