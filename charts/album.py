"""The album: every chart of a briefing with its name, drawn as a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from charts import agencies as by_agency, bars, gantt, grouping, heat, places, s_curve
from charts.spec import ChartSpec, signed_by
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.values import Agency, AgencyCode

_Spec = TypeVar("_Spec", bound=ChartSpec)
_Spec_contra = TypeVar("_Spec_contra", bound=ChartSpec, contravariant=True)

CURVE: Final = "kurva-s"
BARS: Final = "capaian-per-sentra"
AGENCIES: Final = "status-per-opd"
HEAT: Final = "sentra-per-tahap"
PLACES: Final = "peta"
SCHEDULE: Final = "jadwal"


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart: the name that its files bear, what it shows, and its drawing."""

    name: str
    spec: ChartSpec
    svg: str


class _Drawer(Protocol[_Spec_contra]):
    """A module of charts: what it shows as a picture."""

    def svg(self, spec: _Spec_contra) -> str:
        """Return the picture."""
        ...


def album(
    briefing: Briefing, agencies: Mapping[AgencyCode, Agency], *, made_by: str = ""
) -> tuple[Picture, ...]:
    """Return the charts of the programme, each signed by `made_by`."""
    heading = grouping.heading(grouping.Grouping.SENTRA, briefing, agencies)
    rows = grouping.arranged(briefing.flagged(()), heading)
    schedule = gantt.spec(rows, briefing, subject="Seluruh tonggak", heading=heading)
    return (
        _picture(CURVE, s_curve, s_curve.spec(briefing), made_by),
        _picture(BARS, bars, bars.spec(briefing), made_by),
        _picture(AGENCIES, by_agency, by_agency.spec(briefing, agencies), made_by),
        _picture(HEAT, heat, heat.spec(briefing), made_by),
        _picture(PLACES, places, places.spec(briefing), made_by),
        _picture(SCHEDULE, gantt, schedule, made_by),
    )


def sentra_album(
    brief: SentraBrief, briefing: Briefing, *, made_by: str = ""
) -> tuple[Picture, ...]:
    """Return the charts of one sentra of `briefing`: its curve and its schedule."""
    subject = f"Sentra {brief.sentra.name}"
    schedule = gantt.spec(brief.milestones, briefing, subject=subject)
    return (
        _picture(CURVE, s_curve, s_curve.spec_of(brief, briefing), made_by),
        _picture(SCHEDULE, gantt, schedule, made_by),
    )


def _picture(name: str, drawer: _Drawer[_Spec], spec: _Spec, made_by: str) -> Picture:
    whole = signed_by(spec, made_by)
    return Picture(name, whole, drawer.svg(whole))
