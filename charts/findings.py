"""The findings that more than one chart states, as Indonesian phrases."""

from collections.abc import Mapping

from rules.progress.briefing import Briefing, Totals
from rules.progress.key_figures import KeyFigures
from rules.progress.sentra_brief import SentraBrief
from rules.rounding import rounded
from rules.values import Moment
from rules.vocabulary import Light, label
from words.formats import number, percent, short_day
from words.progress.sentences import NO_REPORT


def of(figures: Totals | SentraBrief | KeyFigures, briefing: Briefing) -> str:
    """Return how far the programme or a sentra of it is, against what; not before any report."""
    moment = briefing.moment
    if not briefing.is_judged:
        return f"{NO_REPORT}, {label(moment.plan)} {percent(figures.planned)}"
    return progress(figures.actual, figures.deviation, moment)


def gap(deviation: float, plan: str) -> str:
    """Return a deviation in words: tertinggal 7,7 poin dari rencana awal."""
    # A smaller gap would read "tertinggal 0,0 poin".
    if not rounded(deviation, 1):
        return f"tepat pada {plan}"
    size = number(abs(deviation), 1)
    return f"tertinggal {size} poin dari {plan}" if deviation < 0 else f"{size} poin di atas {plan}"


def progress(actual: float, deviation: float, moment: Moment) -> str:
    """Return how far and against what: capaian 41,2%, tertinggal 7,7 poin dari rencana awal."""
    return f"capaian {percent(actual)}, {gap(deviation, label(moment.plan))}"


def lights(counts: Mapping[Light, int]) -> str:
    """Return the sentra that need somebody: 2 sentra kritis, 1 perlu perhatian."""
    grave = {light: counts.get(light, 0) for light in (Light.CRITICAL, Light.ATTENTION)}
    named = [f"{count} sentra {label(light)}" for light, count in grave.items() if count]
    if counts.get(Light.NOT_JUDGED):
        return NO_REPORT
    return ", ".join(named) or "tidak ada sentra yang perlu perhatian"


def position(moment: Moment) -> str:
    """Return the words beside the as-of line: posisi 30 Jun 2022."""
    return f"posisi {short_day(moment.as_of)}"


def sentence(words: str) -> str:
    """Return `words` beginning with a capital letter."""
    return words[:1].upper() + words[1:]
