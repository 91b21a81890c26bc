from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from charts.album import album
from exchange.pictures.archive import pictures
from exchange.pictures.cards import cards
from rules.progress.briefing import brief
from tests.builders import a_board, a_dossier, a_moment
from tests.exchange.dossiers import a_full_dossier
from tests.hostile import TEXTS


def _members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_every_chart_is_there_as_png_and_as_svg() -> None:
    dossier = a_full_dossier()
    found = _members(pictures(dossier))
    whole = album(dossier.briefing, dossier.agencies, made_by=dossier.made_by)
    for one in whole:
        name = f"grafik/contoh_{one.name}_2022-06-30_disetujui"
        assert found[f"{name}.svg"].decode() == one.svg
        assert found[f"{name}.png"].startswith(b"\x89PNG")
    for kind in ("kurva-s", "jadwal"):
        assert f"grafik/contoh_{kind}_S02-Kapal-Rakyat_2022-06-30_disetujui.svg" in found


def test_the_cards_are_there_too() -> None:
    dossier = a_full_dossier()
    found = _members(pictures(dossier))
    for name, content in cards(dossier):
        assert found[f"kartu/{name}"] == content


def test_every_picture_names_its_maker_and_that_its_data_are_an_example() -> None:
    found = _members(pictures(a_full_dossier()))
    for name, content in found.items():
        if name.endswith(".svg"):
            words = " ".join(node.text or "" for node in ET.fromstring(content).iter())
            assert "dibuat oleh Operator DPMD" in words, name
            assert "DATA CONTOH" in words, name


def test_the_same_dossier_is_the_same_bytes() -> None:
    assert pictures(a_full_dossier()) == pictures(a_full_dossier())


def test_a_programme_without_sentra_has_its_pictures() -> None:
    found = _members(pictures(a_dossier(brief(a_board(()), a_moment()))))
    assert len(found) == 2 * 6 + 1


@pytest.mark.parametrize("text", [TEXTS[49], TEXTS[0], TEXTS[59]])
def test_no_name_leads_out_of_the_zip(text: str) -> None:
    for name in _members(pictures(a_full_dossier(text))):
        assert name.count("/") == 1
        assert ".." not in name
        assert "\\" not in name
