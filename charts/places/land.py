"""The land of Penajam Paser Utara as a sketch, for programmes there without a boundary file.

Four districts as soft areas around the points of their 54 villages: what is nearer to a village
than to any other, and not far from it. No official boundary, and said so beside the map.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from typing import Final

from charts.places.boundary import Ring

REGENCY: Final = "64.09"
"""The code of the regency: each of its villages begins with it."""
_REACH: Final = 0.07
"""How far the land of a village goes, in degrees; about eight kilometres."""
_CORNERS: Final = 24
_Point = tuple[float, float]

# Longitude and latitude of the middle of each village, from the official list of 2020 and 2025.
_VILLAGES: Final[dict[str, tuple[_Point, ...]]] = {
    "Penajam": (
        (116.665, -1.39),
        (116.709, -1.366),
        (116.638, -1.339),
        (116.701, -1.304),
        (116.732, -1.361),
        (116.754, -1.356),
        (116.744, -1.342),
        (116.745, -1.32),
        (116.733, -1.298),
        (116.733, -1.272),
        (116.768, -1.256),
        (116.747, -1.248),
        (116.654, -1.241),
        (116.552, -1.217),
        (116.632, -1.168),
        (116.523, -1.118),
        (116.716, -1.189),
        (116.748, -1.179),
        (116.711, -1.154),
        (116.678, -1.319),
        (116.544, -1.14),
        (116.676, -1.37),
        (116.654, -1.315),
    ),
    "Waru": (
        (116.496, -1.256),
        (116.442, -1.351),
        (116.476, -1.312),
        (116.585, -1.362),
    ),
    "Babulu": (
        (116.423, -1.455),
        (116.46, -1.413),
        (116.513, -1.538),
        (116.435, -1.533),
        (116.378, -1.543),
        (116.465, -1.55),
        (116.471, -1.584),
        (116.451, -1.579),
        (116.42, -1.567),
        (116.384, -1.458),
        (116.404, -1.532),
        (116.472, -1.465),
    ),
    "Sepaku": (
        (116.719, -0.849),
        (116.607, -1.02),
        (116.688, -1.11),
        (116.795, -1.019),
        (116.833, -0.881),
        (116.706, -0.9),
        (116.78, -0.933),
        (116.583, -0.924),
        (116.845, -0.929),
        (116.895, -0.953),
        (116.894, -0.898),
        (116.828, -0.972),
        (116.803, -0.844),
        (116.668, -1.073),
        (116.692, -1.07),
    ),
}


@dataclass(frozen=True, slots=True)
class Area:
    """A district: the pieces that it is drawn of, as (longitude, latitude)."""

    name: str
    pieces: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class GroundName:
    """What is written on the ground and where its middle stands; water is told from land."""

    text: str
    longitude: float
    latitude: float
    is_water: bool = False


NAMES: Final = (
    GroundName("KEC. SEPAKU", 116.63, -1.105),
    GroundName("KEC. PENAJAM", 116.62, -1.21),
    GroundName("KEC. WARU", 116.515, -1.29),
    GroundName("KEC. BABULU", 116.46, -1.48),
    GroundName("Teluk Balikpapan", 116.845, -1.125, is_water=True),
    GroundName("Selat Makassar", 116.84, -1.47, is_water=True),
    GroundName("Kota Balikpapan", 116.88, -1.22),
    GroundName("Kab. Kutai Kartanegara", 116.87, -0.86),
    GroundName("Kab. Kutai Barat", 116.46, -0.93),
    GroundName("Kab. Paser", 116.34, -1.23),
)


@cache
def districts() -> tuple[Area, ...]:
    """Return the four districts, neighbours side by side in this order."""
    names = [name for name, points in _VILLAGES.items() for _ in points]
    drawn = list(zip(names, cells(sum(_VILLAGES.values(), ()), _REACH), strict=True))
    return tuple(
        Area(name, tuple(piece for of, piece in drawn if of == name)) for name in _VILLAGES
    )


def cells(points: Sequence[_Point], reach: float) -> tuple[Ring, ...]:
    """Return for each point the closed ring of what is nearest to it and within its `reach`."""
    return tuple(_cell(point, points, reach) for point in points)


def _cell(point: _Point, points: Sequence[_Point], reach: float) -> Ring:
    ring = list(_around(point, reach))
    for other in points:
        if other != point:
            ring = list(_nearer(ring, point, other))
    return (*ring, *ring[:1])


def _around(point: _Point, reach: float) -> Iterator[_Point]:
    for corner in range(_CORNERS):
        angle = 2 * pi * corner / _CORNERS
        yield point[0] + reach * cos(angle), point[1] + reach * sin(angle)


def _nearer(ring: Sequence[_Point], point: _Point, other: _Point) -> Iterator[_Point]:
    """What of a convex `ring` is nearer to `point` than to `other`: cut along their bisector."""
    across = other[0] - point[0], other[1] - point[1]
    middle = (point[0] + other[0]) / 2, (point[1] + other[1]) / 2

    def beyond(corner: _Point) -> float:
        return (corner[0] - middle[0]) * across[0] + (corner[1] - middle[1]) * across[1]

    for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        before, after = beyond(start), beyond(end)
        if before <= 0:
            yield start
        if before * after < 0:
            share = before / (before - after)
            yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
