"""Cards for WhatsApp: a picture of the programme and one of each sentra, small enough to send."""

from typing import Final

from charts import card
from charts.stamp import stamp
from exchange import filenames
from exchange.parallel import at_once
from exchange.pictures.png import rasterized
from rules.meetings.dossier import Dossier

# Sharp on a telephone, and below 100 KB each.
_SCALE: Final = 1.6


def cards(dossier: Dossier) -> tuple[tuple[str, bytes], ...]:
    """Return the cards as file name and PNG: the programme first, then sentra in order of need."""
    briefing, made_by = dossier.briefing, dossier.made_by
    made_of = stamp(briefing.programme, briefing.moment, made_by)
    whole = card.of_programme(briefing, dossier.agencies, made_by=made_by)
    drawn = [("kartu_program", whole)]
    for sentra in briefing.sentra:
        name = f"kartu_{sentra.sentra.code}-{sentra.sentra.name}"
        drawn.append((name, card.of_sentra(sentra, briefing, dossier.agencies, made_by=made_by)))
    return at_once(
        lambda pair: (
            filenames.of(pair[0], made_of, "png"),
            rasterized(card.svg(pair[1]), scale=_SCALE),
        ),
        drawn,
    )
