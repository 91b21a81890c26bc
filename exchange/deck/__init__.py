"""The deck of a coordination meeting: PowerPoint whose charts stay charts, pages in its order."""

from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Final

from charts.lettering import clean
from charts.stamp import stamp
from exchange.deck.content import closing, decisions, lists, opening, photos, progress, sentra
from exchange.deck.content.photos import Evidence
from exchange.deck.pages import Pages
from exchange.deck.template import frame
from exchange.packaging import repack
from rules.meetings.dossier import Dossier
from words.meetings import narrative

# What the properties of a file can hold.
_LONGEST_PROPERTY: Final = 255


class DeckScope(StrEnum):
    """Which sentra get a page of their own."""

    IN_NEED = "in_need"
    ALL = "all"


def deck(
    dossier: Dossier,
    *,
    template: bytes | None = None,
    evidence: Evidence | None = None,
    scope: DeckScope = DeckScope.IN_NEED,
) -> bytes:
    """Return the deck of a coordination meeting as PPTX; equal dossiers give equal bytes.

    `evidence` gives the bytes of photographs; those that are gone are left out. `template` is the
    office's own PPTX or POTX; raises UnusableTemplate where it cannot serve.
    """
    briefing = dossier.briefing
    made_of = stamp(briefing.programme, briefing.moment, dossier.made_by)
    pages = Pages(frame(template), made_of)
    told = narrative.programme(dossier)
    opening.cover(pages, dossier, told)
    decisions.decisions(pages, dossier)
    opening.summary(pages, dossier, told)
    progress.curve(pages, dossier, told)
    progress.sentra(pages, dossier)
    progress.where(pages, dossier)
    progress.agency_status(pages, dossier)
    sentra.pages_of(
        pages, dossier.in_need if scope is DeckScope.IN_NEED else briefing.sentra, dossier
    )
    if evidence is not None:
        photos.photos(pages, dossier, evidence)
    closing.about(pages, lists.all_of(pages, dossier))
    _describe(pages, dossier)
    saved = BytesIO()
    pages.frame.presentation.save(saved)
    return repack(saved.getvalue(), dossier.as_of)


def _describe(pages: Pages, dossier: Dossier) -> None:
    """Say in the properties what the file is, when its figures stand and who made it."""
    about, day = pages.frame.presentation.core_properties, dossier.as_of
    about.title = clean(dossier.briefing.programme.name)[:_LONGEST_PROPERTY]
    about.subject = clean(pages.stamp.caption)[:_LONGEST_PROPERTY]
    about.author = clean(dossier.made_by)[:_LONGEST_PROPERTY]
    about.last_modified_by = about.author
    about.language = "id-ID"
    about.revision = 1
    about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
