import struct

import pytest

from charts import card
from exchange.pictures.cards import cards
from exchange.pictures.png import rasterized
from rules.meetings.dossier import Dossier
from rules.progress.briefing import brief
from tests.builders import a_board, a_dossier, a_moment
from tests.exchange.dossiers import a_full_dossier, a_large_dossier
from tests.hostile import TEXTS


def _size(png: bytes) -> tuple[int, ...]:
    return struct.unpack(">II", png[16:24])


def test_there_is_a_card_of_the_programme_and_of_each_sentra_in_order_of_need() -> None:
    names = [name for name, _ in cards(a_full_dossier())]
    assert names == [
        "contoh_kartu_program_2022-06-30_disetujui.png",
        "contoh_kartu_S01-Galangan-bersama_2022-06-30_disetujui.png",
        "contoh_kartu_S02-Kapal-Rakyat_2022-06-30_disetujui.png",
    ]


def test_a_card_is_an_upright_picture_that_is_quickly_sent() -> None:
    for _, content in cards(a_full_dossier()):
        assert _size(content) == (864, 1080)
        assert len(content) < 100_000


def test_a_card_is_the_drawing_of_the_dossiers_own_figures() -> None:
    dossier = a_full_dossier()
    whole = card.of_programme(dossier.briefing, dossier.agencies, made_by=dossier.made_by)
    assert cards(dossier)[0][1] == rasterized(card.svg(whole), scale=1.6)


def test_the_same_dossier_has_the_same_cards() -> None:
    assert cards(a_full_dossier()) == cards(a_full_dossier())


@pytest.mark.parametrize("text", TEXTS[::6])
def test_no_text_breaks_a_card_or_leaves_its_folder(text: str) -> None:
    for name, content in cards(a_full_dossier(text)):
        assert "/" not in name
        assert "\\" not in name
        assert _size(content) == (864, 1080)
        assert len(content) < 100_000


@pytest.mark.parametrize(
    ("dossier", "count"),
    [(a_dossier(brief(a_board(()), a_moment())), 1), (a_large_dossier(30, 1), 31)],
    ids=["no sentra", "thirty sentra"],
)
def test_the_extremes_have_a_card_each(dossier: Dossier, count: int) -> None:
    assert len({name for name, _ in cards(dossier)}) == count
