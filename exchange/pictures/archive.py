"""All pictures of a moment in one ZIP: each chart as PNG and SVG, and the cards."""

from typing import Final

from charts.album import Picture, album, sentra_album
from charts.stamp import stamp
from exchange import filenames
from exchange.packaging import zipped
from exchange.parallel import at_once
from exchange.pictures.cards import cards
from exchange.pictures.png import rasterized
from rules.meetings.dossier import Dossier

_CARDS: Final = "kartu"
_CHARTS: Final = "grafik"
# Sharp on a projector; larger ones take long to make and to send.
_SCALE: Final = 4 / 3


def pictures(dossier: Dossier) -> bytes:
    """Return a ZIP of all charts and cards; equal dossiers give equal bytes."""
    found = charts(dossier)
    drawn = at_once(lambda pair: rasterized(pair[1].svg, scale=_SCALE), found)
    members = []
    for (name, picture), png in zip(found, drawn, strict=True):
        members.append((f"{_CHARTS}/{name}.svg", picture.svg.encode()))
        members.append((f"{_CHARTS}/{name}.png", png))
    members += [(f"{_CARDS}/{name}", content) for name, content in cards(dossier)]
    return zipped(members, dossier.as_of)


def charts(dossier: Dossier) -> tuple[tuple[str, Picture], ...]:
    """Return every chart of the programme and of each sentra, with its file name, no ending."""
    briefing, made_by = dossier.briefing, dossier.made_by
    made_of = stamp(briefing.programme, briefing.moment, made_by)
    found = [
        (picture.name, picture) for picture in album(briefing, dossier.agencies, made_by=made_by)
    ]
    for sentra in briefing.sentra:
        found += [
            (f"{picture.name}_{sentra.sentra.code}-{sentra.sentra.name}", picture)
            for picture in sentra_album(sentra, briefing, made_by=made_by)
        ]
    return tuple((filenames.of(name, made_of, "").rstrip("."), picture) for name, picture in found)
