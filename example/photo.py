"""Photographs for the example data: drawn, and marked as such; equal input, equal bytes."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from exchange.incoming.evidence import judge
from rules.evidence.files import JudgedFile
from rules.values import MilestoneCode
from words.formats import long_day

_SIZE: Final = (960, 640)
_HORIZON: Final = 400
_MARK: Final = "CONTOH"
_INK: Final = "#1B2A3A"
_SKY: Final = "#DCE9EE"


def photo(milestone: MilestoneCode, day: date) -> JudgedFile:
    """Return a picture of a building before hills, with what it is for and that it is invented."""
    numbers = sha256(milestone.encode()).digest()
    picture = Image.new("RGB", _SIZE, _SKY)
    draw = ImageDraw.Draw(picture)
    left = 120 + numbers[0]
    height = 140 + numbers[1] // 2
    draw.ellipse((left - 300, 260, left + 500, 800), fill=_earth(numbers[2]))
    draw.rectangle((0, _HORIZON, *_SIZE), fill=_earth(numbers[3]))
    draw.rectangle((left, _HORIZON - height + 60, left + 360, _HORIZON + 60), fill="#F1EDE5")
    roof = ((left - 30, _HORIZON - height + 60), (left + 390, _HORIZON - height + 60))
    draw.polygon((*roof, (left + 180, _HORIZON - height - 40)), fill="#9A5B00")
    draw.text((40, 30), _MARK, fill="#B3261E", font=ImageFont.load_default(72))
    words = f"{long_day(day)}: gambar karangan"
    draw.text((40, 570), words, fill=_INK, font=ImageFont.load_default(30))
    out = BytesIO()
    picture.save(out, format="JPEG", quality=85)
    found = judge(f"Foto {milestone} {day.isoformat()} (contoh).jpg", out.getvalue())
    if not isinstance(found, JudgedFile):
        raise TypeError(found)
    return found


def _earth(number: int) -> tuple[int, int, int]:
    return (90 + number // 8, 120 + number // 6, 80 + number // 10)
