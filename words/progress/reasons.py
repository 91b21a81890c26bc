"""Why a sentra has its light, in Indonesian, with the figures that decided."""

from rules.progress.health import Cause
from rules.progress.sentra_brief import SentraBrief
from rules.vocabulary import label
from words.formats import all_of, number, percent
from words.progress.sentences import deviation


def health_reason(brief: SentraBrief) -> str:
    """Return why the sentra has its light, with the figures that decided."""
    light = label(brief.health.light).capitalize()
    if brief.health.cause is Cause.NO_REPORT:
        return f"{light} dalam program ini; rencana {percent(brief.planned)}."
    # Only the first plan lacks what was added later, and whoever reads its zeros must know.
    added = "" if brief.is_in_plan else "; ditambahkan sesudah rencana awal, tidak dihitung di sana"
    return f"{light}: {_because(brief)}{added}."


def _because(brief: SentraBrief) -> str:
    days = number(brief.health.days)
    match brief.health.cause:
        case Cause.ALL_DONE:
            return _all_done(brief)
        case Cause.NOTHING_DUE:
            return f"rencana {percent(0)} dan capaian {percent(0)}"
        case Cause.OVERDUE:
            return f"{_decisive(brief)} terlambat {days} hari; {_deviation(brief)}"
        case Cause.CONTRACT:
            return f"{_contract(brief)}; {_deviation(brief)}"
        case Cause.OBSTACLE:
            late = f"{_decisive(brief)} terlambat dan kendalanya terbuka {days} hari"
            return f"{late}; {_deviation(brief)}"
    return _deviation(brief)


def _decisive(brief: SentraBrief) -> str:
    """The title of the milestone that decided; the sentra's name stands before the whole."""
    return next(
        one.milestone.title
        for one in brief.milestones
        if one.milestone.code == brief.health.milestone
    )


def _contract(brief: SentraBrief) -> str:
    """The contract that decided: kontrak … kritis, tertinggal 6,2 pp pada rencana 78,0%."""
    own = next(one for one in brief.milestones if one.milestone.code == brief.health.milestone)
    behind = number(100 * (own.planned - own.state.progress), 1)
    what = f"kontrak {own.milestone.title} kritis"
    return f"{what}, tertinggal {behind} pp pada rencana {percent(own.planned)}"


def _all_done(brief: SentraBrief) -> str:
    done = len(brief.milestones) - len(brief.cancelled)
    if not brief.cancelled:
        return f"{all_of(done, 'tonggak')} selesai"
    cancelled = number(len(brief.cancelled))
    return f"{all_of(done, 'tonggak yang tersisa')} selesai, {cancelled} dibatalkan"


def _deviation(brief: SentraBrief) -> str:
    figures = f"capaian {percent(brief.actual)}, rencana {percent(brief.planned)}"
    return f"{figures}, deviasi {deviation(brief)}"
