"""Photographs on slides: the newest of each sentra, small, and told to who cannot see them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any

import pytest
from PIL import Image

from exchange.deck import deck
from rules.evidence.errors import LostEvidence
from rules.evidence.files import FileKind, KeptFile
from rules.meetings.dossier import Dossier
from rules.meetings.photos import SentraPhoto
from rules.progress.briefing import brief
from tests.builders import a_board, a_dossier, a_milestone, a_moment, a_sentra
from tests.exchange.deck import deck_reading as reading
from words.meetings import photos as words

TITLE = "Rumah produksi berdiri dengan listrik, air bersih, dan jalan masuk"
NAMES = [f"S{number:02}" for number in range(1, 10)]


def _picture(name: str, side: int = 40, mode: str = "RGB") -> bytes:
    """A picture full of grains, harder to compress than one of a workshop."""
    grains = Image.frombytes(mode, (side // 20, side // 30), Random(name).randbytes(side * side))
    out = BytesIO()
    grains.resize((side, side * 2 // 3)).save(out, format="PNG", compress_level=1)
    return out.getvalue()


class _Evidence(dict[str, bytes]):
    def read(self, digest: str) -> bytes:
        if digest not in self:
            raise LostEvidence(digest)
        return self[digest]


def _shown(count: int, evidence: _Evidence, **look: Any) -> Dossier:
    sentra = [a_sentra(name, [a_milestone(f"{name}-M01", title=TITLE)]) for name in NAMES]
    briefing = brief(a_board(sentra), a_moment())
    photos = []
    for own in briefing.sentra[:count]:
        content = _picture(own.sentra.code, **look)
        digest = sha256(content).hexdigest()
        evidence[digest] = content
        kept = KeptFile("foto.png", FileKind.PNG, digest, len(content), digest)
        milestone = own.milestones[0].milestone
        photos.append(SentraPhoto(own.sentra, milestone, date(2022, 6, 3), kept))
    return replace(a_dossier(briefing), photos=tuple(photos))


def _pages(content: bytes) -> list[Any]:
    return [one for one in reading.slides(content) if reading.title(one).startswith("Foto bukti")]


def _pictures(slide: Any) -> Iterator[Any]:
    return (shape for shape in slide.shapes if shape.name.startswith("Foto "))


@pytest.mark.parametrize(
    ("count", "pages"), [(0, []), (1, [1]), (3, [3]), (4, [2, 2]), (9, [3, 3, 3])]
)
def test_every_photograph_stands_with_its_words_on_pages_filled_alike(
    count: int, pages: Sequence[int]
) -> None:
    evidence = _Evidence()
    dossier = _shown(count, evidence)
    found = _pages(deck(dossier, evidence=evidence.read))

    assert [len(list(_pictures(slide))) for slide in found] == pages
    told = "\n".join(map(reading.words, found))
    for photo in dossier.photos:
        assert photo.sentra.name in told
    assert told.count(TITLE) == told.count("3 Juni 2022") == count
    assert "…" not in told
    alternatives = [
        shape._element.nvPicPr.cNvPr.get("descr") for s in found for shape in _pictures(s)
    ]
    assert alternatives == [words.told(photo) for photo in dossier.photos]
    for slide in found:
        for shape in _pictures(slide):
            assert shape.width / shape.height == pytest.approx(1.5, rel=0.03)


def test_photographs_leave_a_deck_small_enough_for_a_slow_line() -> None:
    evidence = _Evidence()
    dossier = _shown(9, evidence, side=2400)
    assert sum(map(len, evidence.values())) > 8_000_000
    bare, whole = len(deck(dossier)), len(deck(dossier, evidence=evidence.read))
    assert whole - bare < 900_000


def test_a_photograph_whose_bytes_are_gone_or_broken_is_left_out() -> None:
    evidence = _Evidence()
    dossier = _shown(3, evidence, mode="RGBA")
    first, second, third = dossier.photos
    del evidence[first.file.sha256]
    evidence[second.file.sha256] = b"bukan gambar"

    (page,) = _pages(deck(dossier, evidence=evidence.read))
    assert [shape.name for shape in _pictures(page)] == [f"Foto {third.sentra.name}"]
    assert deck(dossier, evidence=evidence.read) == deck(dossier, evidence=evidence.read)
