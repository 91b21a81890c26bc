"""The places of the sentra: what the map of a briefing shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from charts import findings, lettering
from charts.palette import Mark, mark
from charts.places.boundary import Ring
from charts.places.labels import Side, free_sides, name_box
from charts.places.land import NAMES, REGENCY, Area, GroundName, districts
from charts.spec import ChartSpec
from charts.stamp import stamp
from rules.progress.briefing import Briefing
from rules.progress.sentra_brief import SentraBrief
from rules.values import Place, SentraCode
from rules.vocabulary import label

BESIDE: Final = 0.0085
_LONGEST_NAME: Final = 180
_NAME_SIZE: Final = 13


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One sentra at a place; places of several sentra carry their marks side by side."""

    sentra: SentraCode
    name: str
    longitude: float
    latitude: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """One village on the map with all its sentra and the side on which its label is free.

    The label names the sentra, and below them the village.
    """

    village_code: str
    longitude: float
    latitude: float
    place: str
    side: Side
    marks: tuple[PlaceMark, ...]
    hover: str

    @property
    def text(self) -> str:
        """The label, its lines one below the other."""
        return _label([placed.name for placed in self.marks], self.place)


@dataclass(frozen=True, kw_only=True)
class MapSpec(ChartSpec):
    """The places of the sentra in degrees; `boundary` is empty without a boundary file.

    Without one, places of the regency stand on a sketch of its `land` with the `names` around it.
    """

    points: tuple[PlacePoint, ...]
    boundary: tuple[Ring, ...]
    land: tuple[Area, ...] = ()
    names: tuple[GroundName, ...] = ()


def spec(briefing: Briefing, outlines: Sequence[Ring] = ()) -> MapSpec:
    """Return the map of all places; villages of several sentra carry all their marks."""
    placed = sorted(
        ((place, brief) for brief in briefing.sentra for place in brief.sentra.places),
        key=lambda pair: (pair[0].village_code, pair[1].sentra.code),
    )
    villages = [list(group) for _, group in groupby(placed, key=lambda pair: pair[0].village_code)]
    is_sketched = not outlines and any(
        village[0][0].village_code.startswith(REGENCY) for village in villages
    )
    finding = findings.lights(briefing.totals.lights)
    title = f"{len(briefing.sentra)} sentra di {len(villages)} desa dan kelurahan; {finding}"
    return MapSpec(
        title=title,
        subtitle="Titik = pusat wilayah desa atau kelurahan, bukan lokasi bengkel; "
        "warna dan bentuk = keadaan sentra"
        + ("; daratan skematis, bukan batas resmi" if is_sketched else ""),
        alt=f"Peta lokasi sentra, {findings.position(briefing.moment)}. {title}. "
        + " ".join(_sentence(village) for village in villages),
        stamp=stamp(briefing.programme, briefing.moment),
        points=_points(villages, NAMES if is_sketched else ()),
        boundary=tuple(outlines),
        land=districts() if is_sketched else (),
        names=NAMES if is_sketched else (),
    )


def _sentence(village: Sequence[tuple[Place, SentraBrief]]) -> str:
    place = village[0][0]
    sentra = " dan ".join(
        f"{brief.sentra.name} ({label(brief.health.light)})" for _, brief in village
    )
    return f"{place.name}: {sentra}."


def _points(
    villages: Sequence[Sequence[tuple[Place, SentraBrief]]], names: Sequence[GroundName]
) -> tuple[PlacePoint, ...]:
    called = [fitted(village[0][0].name) for village in villages]
    texts = tuple(
        _label([brief.sentra.name for _, brief in village], place)
        for village, place in zip(villages, called, strict=True)
    )
    centres = tuple((village[0][0].longitude, village[0][0].latitude) for village in villages)
    taken = tuple(name_box((name.longitude, name.latitude), name.text) for name in names)
    sides = free_sides(centres, texts, taken)
    return tuple(
        PlacePoint(
            village_code=village[0][0].village_code,
            longitude=centre[0],
            latitude=centre[1],
            place=place,
            side=side,
            marks=_marks(village),
            hover=_hover(village),
        )
        for village, centre, place, side in zip(villages, centres, called, sides, strict=True)
    )


def _label(sentra: Sequence[str], place: str) -> str:
    return f"{', '.join(map(fitted, sentra))}\n{place}"


def fitted(name: str) -> str:
    """Return a name beside a mark; one too long for a map is whole where it is pointed at."""
    return lettering.fitted(name, _LONGEST_NAME, size=_NAME_SIZE)


def _marks(village: Sequence[tuple[Place, SentraBrief]]) -> tuple[PlaceMark, ...]:
    """One mark a sentra, side by side around the village's point."""
    first = -(len(village) - 1) / 2
    return tuple(
        PlaceMark(
            sentra=brief.sentra.code,
            name=brief.sentra.name,
            longitude=place.longitude + 2 * BESIDE * (first + at),
            latitude=place.latitude,
            mark=mark(brief.health.light),
        )
        for at, (place, brief) in enumerate(village)
    )


def _hover(village: Sequence[tuple[Place, SentraBrief]]) -> str:
    place = village[0][0]
    where = f"{label(place.kind)} {place.name}, Kec. {place.district}"
    sentra = [f"{brief.sentra.name}: {label(brief.health.light)}" for _, brief in village]
    notes = [place.note] if place.note else []
    return lettering.hover_text(where, *sentra, *notes)
