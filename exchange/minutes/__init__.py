"""The minutes (notula) of a coordination meeting: a PDF and a Word document that say the same."""

from exchange.minutes.content import minutes_content
from exchange.paper import Paper
from exchange.typesetting import document
from exchange.word import document as word
from rules.meetings.dossier import Dossier


def minutes_pdf(dossier: Dossier, paper: Paper = Paper.A4) -> bytes:
    """Return the minutes of the meeting of `dossier` on `paper`, tagged for screen readers."""
    minutes = minutes_content(dossier)
    return document.pdf(minutes.cover, minutes.blocks, paper)


def minutes_docx(dossier: Dossier, paper: Paper = Paper.A4) -> bytes:
    """Return the minutes of the meeting of `dossier` as a Word document, to be worked on."""
    minutes = minutes_content(dossier)
    return word.docx(minutes.cover, minutes.blocks, paper)
