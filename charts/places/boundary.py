"""The outlines of a region, read from a GeoJSON text that may hold anything."""

import json
import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

from rules.errors import UnreadableBoundary

Ring = tuple[tuple[float, float], ...]
_PAIR: Final = 2
_SHORTEST_RING: Final = 4


def boundary(geojson_text: str) -> tuple[Ring, ...]:
    """Return the outlines of every Polygon and MultiPolygon in the text, as (longitude, latitude).

    Raises: UnreadableBoundary.
    """
    try:
        document = json.loads(geojson_text)
        rings = tuple(_ring(points) for points in _outlines(document))
    except json.JSONDecodeError as error:
        raise UnreadableBoundary(f"bukan JSON yang sah (baris {error.lineno})") from error
    except (TypeError, ValueError, RecursionError) as error:
        raise UnreadableBoundary("koordinat wilayah tidak lengkap atau bukan angka") from error
    if not rings:
        raise UnreadableBoundary("tidak ada Polygon atau MultiPolygon di dalamnya")
    return rings


def _outlines(node: object) -> Iterator[Any]:
    match node:
        case {"type": "FeatureCollection", "features": list(inner)}:
            yield from chain.from_iterable(map(_outlines, inner))
        case {"type": "GeometryCollection", "geometries": list(inner)}:
            yield from chain.from_iterable(map(_outlines, inner))
        case {"type": "Feature", "geometry": geometry}:
            yield from _outlines(geometry)
        case {"type": "Polygon", "coordinates": list(rings)}:
            yield from rings
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            yield from chain.from_iterable(polygons)


def _ring(points: Sequence[Sequence[float]]) -> Ring:
    ring = tuple((float(longitude), float(latitude)) for longitude, latitude, *_ in points)
    if len(ring) < _SHORTEST_RING or not all(_is_on_earth(*point) for point in ring):
        raise ValueError(ring[:_PAIR])
    return ring


def _is_on_earth(longitude: float, latitude: float) -> bool:
    return math.isfinite(longitude + latitude) and abs(longitude) <= 180 and abs(latitude) <= 90  # noqa: PLR2004
