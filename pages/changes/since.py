"""Since when changes are told: the last meeting, unless the address names another day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import streamlit as st

from pages.shell import address, data, escaping
from pages.shell.visit import Visit
from rules.meetings.dossier import Dossier, told_on
from rules.periods import quarter_of
from words.formats import long_day, quarter

_USUAL: Final = "since-usual"
_EARLIER: Final = "pick-since"
_DAY: Final = "pick-since-day"


def told(visit: Visit) -> Dossier:
    """Return the dossier of this moment with the changes since the day that the address names.

    The address is completed; what could not be read in it is told. Before the programme's second
    day there is nothing to compare with.
    """
    usual = data.dossier(visit)
    if visit.moment.as_of <= visit.programme.start:
        return usual.compared(None, with_meeting=False)
    known = visit.programme.start if usual.changes is None else usual.changes.since.as_of
    day = _asked(visit, known)
    earlier = data.briefing(visit, replace(visit.moment, as_of=day))
    known_on = told_on(data.meetings(visit, visit.moment.as_of), visit.moment, day)
    told_then = data.briefing(visit, replace(visit.moment, as_of=day, known_on=known_on))
    return usual.compared(earlier, with_meeting=day in _meetings(visit), told=told_then)


def pickers(visit: Visit, day: date) -> None:
    """Draw the choice of the earlier day: a meeting, the last quarter's end, or any day."""
    names = _choices(visit)
    st.session_state[_EARLIER] = day if day in names else None
    st.session_state[_DAY] = day
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Dibandingkan dengan",
            list(names),
            key=_EARLIER,
            format_func=lambda known: names[known],
            placeholder="tanggal lain",
            on_change=_picked,
            args=(_EARLIER,),
            width=440,
        )
        st.date_input(
            "atau posisi per",
            key=_DAY,
            min_value=visit.programme.start,
            max_value=visit.moment.as_of - timedelta(1),
            format="DD/MM/YYYY",
            on_change=_picked,
            args=(_DAY,),
            width=170,
        )


def _picked(key: str) -> None:
    """Carry a choice into the address; an emptied picker leaves it as it is."""
    chosen: date | None = st.session_state[key]
    if chosen is not None:
        st.query_params[address.SINCE] = chosen.isoformat()


def _asked(visit: Visit, usual: date) -> date:
    """What nobody chose follows the moment: the day written here last time counts as silence."""
    text = st.query_params.get(address.SINCE)
    if text == st.session_state.get(_USUAL):
        text = None
    until = visit.moment.as_of
    day, complaints = address.since(text, usual, programme=visit.programme, until=until)
    for complaint in complaints:
        st.warning(escaping.sentence(complaint), icon=":material/link_off:")
    st.session_state[_USUAL] = day.isoformat() if text is None or complaints else None
    st.query_params[address.SINCE] = day.isoformat()
    return day


def _choices(visit: Visit) -> dict[date, str]:
    """The days worth choosing, latest first, each with its name."""
    end = quarter_of(visit.moment.as_of).previous.finish
    ends = {end: f"akhir {quarter(end)}, {long_day(end)}"} if end >= visit.programme.start else {}
    held = {
        day: f"rapat {long_day(day)}: {escaping.plain(title, 60)}"
        for day, title in _meetings(visit).items()
    }
    return dict(sorted((ends | held).items(), reverse=True))


def _meetings(visit: Visit) -> dict[date, str]:
    """The title of the last meeting on each position before this one."""
    as_of = visit.moment.as_of
    found = [
        (meeting.moment.as_of, meeting.id, meeting.plan.title)
        for meeting in data.meetings(visit, visit.moment.as_of)
        if meeting.moment is not None and meeting.moment.as_of < as_of
    ]
    return {day: title for day, _, title in sorted(found)}
