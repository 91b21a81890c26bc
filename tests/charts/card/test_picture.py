from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from charts import card
from charts.stamp import EXAMPLE_MARK
from rules.progress.briefing import Briefing, brief
from rules.vocabulary import Light
from tests.builders import a_board, a_milestone, a_moment, a_programme, a_sentra, a_state
from tests.charts.scenes import a_briefing, an_empty_briefing
from tests.hostile import TEXTS
from words.formats import percent, points

_AGENCIES = a_board().agencies


def _words(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter() if node.tag.endswith("}text")]


def _of_first(briefing: Briefing) -> card.Card:
    return card.of_sentra(briefing.sentra[0], briefing, _AGENCIES, made_by="Ani")


def test_the_card_of_a_sentra_tells_figures_light_position_and_origin() -> None:
    briefing = a_briefing()
    one = briefing.sentra[0]
    told = _words(card.svg(replace(_of_first(briefing))))
    for words in (
        one.sentra.name,
        percent(one.actual),
        percent(one.planned),
        points(one.deviation),
        "perlu perhatian" if one.health.light is Light.ATTENTION else "kritis",
        "Posisi 30 Juni 2022 · disetujui",
        EXAMPLE_MARK,
    ):
        assert words in told
    assert any("dibuat oleh Ani" in words for words in told)


def test_the_card_of_a_sentra_tells_what_is_due_next_when_and_with_whom() -> None:
    board = a_board((a_sentra("S01", (a_milestone(title="Kajian"),)),))
    told = _words(card.svg(_of_first(brief(board, a_moment()))))
    assert "Kajian" in told
    assert "31 Des 2021 · DPMD" in told
    assert "terlambat 181 hari" in told


def test_a_finished_sentra_waits_for_nothing() -> None:
    board = a_board((a_sentra("S01", (a_milestone(state=a_state(1.0)),)),))
    told = _words(card.svg(_of_first(brief(board, a_moment()))))
    assert "Tidak ada tonggak yang menunggu." in told


def test_the_card_of_the_programme_counts_the_sentra_in_need_and_names_who_holds_most() -> None:
    briefing = brief(a_board(), a_moment())
    told = _words(card.svg(card.of_programme(briefing, _AGENCIES)))
    assert percent(briefing.totals.actual) in told
    assert "1 kritis" in told
    assert "1 tonggak terlambat" in told
    assert "DPMD menahan 1 tonggak" in told


def test_the_name_of_a_programme_stands_whole_above_its_lights() -> None:
    name = "Program Sentra Industri Kecil dan Menengah Penajam Paser Utara 2021-2023"
    briefing = brief(a_board(programme=a_programme(name=name)), a_moment())
    drawn = ET.fromstring(card.svg(card.of_programme(briefing, _AGENCIES)))
    bold = [one for one in drawn.iter() if one.attrib.get("font-weight") == "700"]
    names = [one for one in bold if float(one.attrib["y"]) < 170]
    assert " ".join(one.text or "" for one in names) == name
    assert min(float(one.attrib["font-size"]) for one in names) >= 22


def test_the_head_of_the_audit_chain_stands_small_at_the_foot() -> None:
    briefing = a_briefing()
    known = replace(briefing, programme=replace(briefing.programme, chain_head="a1b2c3d4e5f6"))
    assert any("jejak a1b2c3d4e5f6" in words for words in _words(card.svg(_of_first(known))))


def test_a_programme_without_sentra_has_a_card() -> None:
    told = _words(card.svg(card.of_programme(an_empty_briefing(), {})))
    assert "0 tonggak terlambat" in told
    assert EXAMPLE_MARK not in told


@pytest.mark.parametrize("text", TEXTS)
def test_no_name_breaks_a_card(text: str) -> None:
    briefing = a_briefing(name=text)
    root = ET.fromstring(card.svg(_of_first(briefing)))
    assert (root.attrib["width"], root.attrib["height"]) == ("540", "675")
    assert not root.findall(".//{*}script")
