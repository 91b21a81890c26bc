import struct
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
import typst
from PIL import Image

from charts import bars, drawing, heat, s_curve
from exchange.pictures.png import rasterized
from tests.charts.scenes import HOSTILE, a_briefing

_BLACK = "#000000"


def _size(png: bytes) -> tuple[int, ...]:
    return struct.unpack(">II", png[16:24])


def _ink(words: str, weight: int) -> int:
    svg = drawing.document(
        400, 60, [drawing.text(5, 40, words, size=30, weight=weight, colour=_BLACK)], alt=""
    )
    levels = Image.open(BytesIO(rasterized(svg, scale=1))).convert("L").histogram()
    return sum(levels[:128])


def test_the_picture_is_as_large_as_asked() -> None:
    svg = bars.svg(bars.spec(a_briefing()))
    assert _size(rasterized(svg, scale=1)) == (1200, 675)
    assert _size(rasterized(svg)) == (2400, 1350)


def test_a_vast_picture_is_no_larger_than_it_need_be_and_never_smaller_than_it_is() -> None:
    tall, vast = (drawing.document(1200, height, [], alt="") for height in (3000, 6000))
    width, height = _size(rasterized(tall))
    assert 1200 < width < 2400
    assert width * height <= 5_010_000
    assert _size(rasterized(vast)) == (1200, 6000)


def test_the_same_picture_is_the_same_bytes() -> None:
    svg = s_curve.svg(s_curve.spec(a_briefing()))
    assert rasterized(svg) == rasterized(svg)


def test_bold_words_carry_more_ink() -> None:
    assert _ink("Capaian 41,2%", 700) > 1.15 * _ink("Capaian 41,2%", 400)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_a_command_of_the_typesetter(name: str) -> None:
    assert _size(rasterized(heat.svg(heat.spec(a_briefing(name=name))), scale=1))[0] == 1200


def test_pictures_made_at_once_do_not_mix() -> None:
    specs = [bars.spec(a_briefing(name=f"Sentra {at}")) for at in range(4)]
    svgs = [bars.svg(spec) for spec in specs]
    alone = [rasterized(svg, scale=1) for svg in svgs]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda svg: rasterized(svg, scale=1), svgs * 3))
    assert together == alone * 3


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        rasterized("<svg>")
