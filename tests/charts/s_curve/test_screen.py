import re
from base64 import b64decode
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from charts import s_curve
from charts.palette import LIGHT
from charts.s_curve.look import HEADROOM
from charts.s_curve.spec import Callout
from charts.screen import BOX
from tests.charts.scenes import HOSTILE, WAYS, a_briefing, an_empty_briefing
from words.formats import long_day, percent


def _lines(markup: str) -> list[ET.Element]:
    found = re.search(r'class="lines"[^>]*base64,([\w+/=]+)', markup)
    assert found
    return ET.fromstring(b64decode(found[1])).findall(".//{*}polyline")


def _told(markup: str) -> list[str]:
    return re.findall(r'<span class="told [^>]*>(.*?)</span>', markup)


def test_each_day_tells_its_exact_figures() -> None:
    briefing = a_briefing()
    told = _told(s_curve.html(s_curve.spec(briefing)))
    assert len(told) == len(briefing.curve)
    for words, point in zip(told, briefing.curve, strict=True):
        assert words.startswith(f"<b>{long_day(point.day)}</b>")
        assert f"rencana awal <b>{percent(point.first_plan)}</b>" in words
        assert f"rencana berjalan <b>{percent(point.current_plan)}</b>" in words
        known = point.actual is not None
        assert (f"realisasi <b>{percent(point.actual or 0)}</b>" in words) == known


def test_the_actual_is_solid_and_ends_at_its_figure() -> None:
    spec = s_curve.spec(a_briefing())
    drawn = _lines(s_curve.html(spec))
    actual = next(one for one in drawn if one.attrib["stroke"] == LIGHT.primary)
    _, y = actual.attrib["points"].split()[-1].split(",")
    share = (BOX.height - float(y)) / BOX.height * HEADROOM / 100
    assert share == pytest.approx(spec.actual_callout.share, abs=1e-3)
    assert "stroke-dasharray" not in actual.attrib
    plans = [one for one in drawn if one.attrib["stroke"] in {LIGHT.plan, "#8A5A83"}]
    assert [bool(one.attrib.get("stroke-dasharray")) for one in plans] == [True, True]


def test_the_day_and_both_figures_stand_on_the_curve() -> None:
    spec = s_curve.spec(a_briefing())
    drawn = s_curve.html(spec)
    for words in (spec.as_of_text, spec.actual_callout.text, spec.planned_callout.text):
        assert f">{words}<" in drawn
    assert f'aria-label="{spec.alt}"' in drawn


def test_an_unmoved_plan_is_told_once() -> None:
    assert "rencana berjalan" not in s_curve.html(s_curve.spec(an_empty_briefing()))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_words(name: str) -> None:
    briefing = a_briefing(name=name)
    for sentra in briefing.sentra:
        drawn = s_curve.html(s_curve.spec_of(sentra, briefing))
        assert set(re.findall(r"<(\w+)", drawn)) == {"div", "img", "span", "b", "br", "i"}


def test_the_name_of_the_other_plan_is_left_out_where_it_would_cover_a_figure() -> None:
    drawn = s_curve.spec(a_briefing())
    planned = drawn.planned_callout
    beside = Callout(planned.day, planned.share, "rencana berjalan", planned.corner)
    far = replace(beside, share=0.0 if planned.share > 0.5 else 1.0)

    covered, free = (s_curve.html(replace(drawn, other_callout=other)) for other in (beside, far))

    assert "rencana<br>berjalan" not in covered
    assert planned.text in covered
    assert "rencana<br>berjalan" in free


def test_its_figures_lead_to_what_they_sum_up() -> None:
    spec = s_curve.spec(a_briefing())
    drawn = s_curve.html(spec, WAYS)
    for one in (spec.actual_callout, spec.planned_callout):
        assert f"<a all>{one.text}</a>" in drawn
