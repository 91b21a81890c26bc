import re
from html import unescape
from xml.etree import ElementTree as ET

from charts import album, bars, card, gantt, grouping, heat, places, s_curve
from charts.stamp import EXAMPLE_MARK
from tests.builders import a_board
from tests.charts.scenes import a_briefing, an_empty_briefing

_AGENCIES = a_board().agencies


def _words(svg: str) -> str:
    return " ".join(node.text or "" for node in ET.fromstring(svg).iter())


def test_the_album_holds_each_chart_of_the_programme_once() -> None:
    names = [one.name for one in album.album(a_briefing(), _AGENCIES)]
    assert names == [
        "kurva-s",
        "capaian-per-sentra",
        "status-per-opd",
        "sentra-per-tahap",
        "peta",
        "jadwal",
    ]


def test_a_picture_of_the_album_is_the_chart_that_the_screen_shows() -> None:
    briefing = a_briefing()
    pictures = {one.name: one for one in album.album(briefing, _AGENCIES)}
    assert pictures["kurva-s"].spec == s_curve.spec(briefing)
    assert pictures["capaian-per-sentra"].spec == bars.spec(briefing)
    assert pictures["capaian-per-sentra"].svg == bars.svg(bars.spec(briefing))


def test_the_album_of_a_sentra_holds_its_own_curve_and_schedule() -> None:
    briefing = a_briefing()
    batik = briefing.of("S04")
    assert batik is not None
    curve, schedule = album.sentra_album(batik, briefing)
    assert curve.spec == s_curve.spec_of(batik, briefing)
    assert schedule.spec == gantt.spec(batik.milestones, briefing, subject="Sentra Batik")


def test_every_picture_names_who_made_it_and_that_its_data_are_an_example() -> None:
    briefing = a_briefing()
    signed = album.album(briefing, _AGENCIES, made_by="Ani & Budi")
    own = album.sentra_album(briefing.sentra[0], briefing, made_by="Ani & Budi")
    for one in (*signed, *own):
        assert "dibuat oleh Ani & Budi" in _words(one.svg)
        assert EXAMPLE_MARK in _words(one.svg)


def test_an_unsigned_album_names_nobody() -> None:
    assert not any("dibuat oleh" in one.svg for one in album.album(a_briefing(), _AGENCIES))


def test_an_empty_programme_has_a_whole_album() -> None:
    pictures = album.album(an_empty_briefing(), {})
    assert all(ET.fromstring(one.svg).attrib["width"] == "1200" for one in pictures)


def test_nothing_that_is_drawn_calls_a_sentra_or_a_milestone_by_its_code() -> None:
    briefing = a_briefing()
    rows = [row for one in briefing.sentra for row in one.milestones]
    screens = (
        heat.html(heat.spec(briefing)),
        places.html(places.spec(briefing)),
        s_curve.html(s_curve.spec(briefing)),
        *(
            gantt.html(gantt.spec(rows, briefing, subject="Semua", heading=heading))
            for kind in grouping.Grouping
            for heading in (grouping.heading(kind, briefing, _AGENCIES),)
        ),
    )
    pictures = [
        *album.album(briefing, _AGENCIES),
        *album.sentra_album(briefing.sentra[0], briefing),
    ]
    cards = [card.svg(card.of_sentra(one, briefing, _AGENCIES)) for one in briefing.sentra]
    for drawn in (*screens, *cards, *(one.svg for one in pictures)):
        assert not re.findall(r"\bS\d\d\b", unescape(re.sub("<img[^>]*>", "", drawn)))
