"""Photographs of sentra in Indonesian: of what, for which milestone, of which day."""

from rules.meetings.photos import SentraPhoto
from words.formats import long_day, number


def finding(count: int) -> str:
    """Return how many sentra are seen, in one line."""
    return f"Foto bukti terbaru dari {number(count)} sentra"


def name(photo: SentraPhoto) -> str:
    """Return what a photograph is called."""
    return f"Foto {photo.sentra.name}"


def lines(photo: SentraPhoto) -> tuple[str, str, str]:
    """Return what stands under a photograph: the sentra, what is seen of it, and the day."""
    return photo.sentra.name, photo.milestone.title, long_day(photo.effective_on)


def told(photo: SentraPhoto) -> str:
    """Return the same as a sentence."""
    _, title, day = lines(photo)
    return f"{name(photo)}: {title}, {day}."
