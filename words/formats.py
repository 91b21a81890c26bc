"""Numbers, dates and lists as Indonesians write them. Babel's data, one name a form."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from rules.periods import WITA, Quarter, quarter_of
from rules.rounding import rounded
from rules.shapes import QuarterTarget, Shape
from rules.vocabulary import ShapeKind, label

_LOCALE: Final = Locale("id")
_ENGLISH: Final = Locale("en")
_BEYOND_PERCENT: Final = 1_000_000
_PERCENT_DECIMALS: Final = 2
_YEAR: Final = 4
_MONTHS: Final = {
    short: number
    for names in (
        "jan feb mar apr mei jun jul agu sep okt nov des",
        # What Excel writes where its language is English.
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, short in enumerate(names.split(), 1)
} | {"ags": 8, "agt": 8, "nop": 11, "peb": 2}
_NUMBER: Final = re.compile(r"[+-]?[0-9.,]*[0-9]")
_ROMAN: Final = ("I", "II", "III", "IV")
_TARGET: Final = re.compile(
    r"(?:tw|triwulan)\s*(?P<quarter>i{1,3}|iv|[1-4])[\s/]+(?P<year>[12][0-9]{3})\s*[:=]\s*"
    r"(?P<percent>[0-9.,]+)\s*%?"
)
# A page or a file names the same figures and days over and over.
_KEPT: Final = 4096


@lru_cache(_KEPT)
def number(value: float | Decimal, decimals: int = 0) -> str:
    """1234.5 with one decimal reads 1.234,5."""
    if isinstance(value, int) and not decimals:
        # Rows of long files are counted: Babel takes thirty times as long.
        return f"{value:,}".replace(",", ".")
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(rounded(value, decimals), format=pattern, locale=_LOCALE))


def plain_number(value: Decimal) -> str:
    """Return a quantity without needless decimals: 15, 2,5."""
    return str(format_decimal(value, format="#,##0.####", locale=_LOCALE))


def percent(share: float, decimals: int = 1) -> str:
    """0.4123 reads 41,2%."""
    return number(100 * share, decimals) + "%"


def points(value: float, decimals: int = 1) -> str:
    """−7.7 percentage points read −7,7 pp; also +1,2 pp and 0,0 pp."""  # noqa: RUF002
    written = rounded(value, decimals)
    sign = "+" if written > 0 else "−" if written < 0 else ""  # noqa: RUF001
    return f"{sign}{number(abs(written), decimals)} pp"


def moved(value: float) -> str:
    """−7.7 percentage points read turun 7,7 pp; also naik 1,2 pp, and tetap for what reads 0,0."""  # noqa: RUF002
    written = rounded(value, 1)
    if not written:
        return "tetap"
    return f"{'naik' if written > 0 else 'turun'} {number(abs(written), 1)} pp"


def signed(value: int) -> str:
    """Return a change of a count with its sign: +2, −1, 0."""  # noqa: RUF002
    sign = "+" if value > 0 else "−" if value < 0 else ""  # noqa: RUF001
    return f"{sign}{number(abs(value))}"


def weight(value: float) -> str:
    """Return a weight without needless decimals: 6, 12,5."""
    return plain_number(Decimal(str(round(value, 4))))


def all_of(count: int, noun: str) -> str:
    """Return all of so many things: seluruh 9 sentra; of one, satu-satunya sentra."""
    return f"satu-satunya {noun}" if count == 1 else f"seluruh {number(count)} {noun}"


def enumeration(names: Sequence[str]) -> str:
    """Return names as one reads them out: A, B, dan C."""
    if len(names) <= 1:
        return "".join(names)
    comma = "," if len(names) > 2 else ""  # noqa: PLR2004 - the rule of enumeration
    return f"{', '.join(names[:-1])}{comma} dan {names[-1]}"


@lru_cache(_KEPT)
def long_day(day: date) -> str:
    """30 Juni 2022."""
    return str(format_date(day, "d MMMM y", locale=_LOCALE))


@lru_cache(_KEPT)
def short_day(day: date) -> str:
    """30 Jun 2022."""
    return str(format_date(day, "d MMM y", locale=_LOCALE))


@lru_cache(_KEPT)
def month(day: date) -> str:
    """Jun 2022."""
    return str(format_date(day, "MMM y", locale=_LOCALE))


def long_month(day: date) -> str:
    """Juni 2022."""
    return str(format_date(day, "MMMM y", locale=_LOCALE))


def weekday(day: date) -> str:
    """Kamis."""
    return str(format_date(day, "EEEE", locale=_LOCALE))


def month_name(day: date) -> str:
    """Jun."""
    return str(format_date(day, "MMM", locale=_LOCALE))


def quarter(day: date) -> str:
    """TW II 2022."""
    return quarter_label(quarter_of(day))


def quarter_label(value: Quarter) -> str:
    """TW II 2022, of a quarter itself."""
    return f"TW {_ROMAN[value.number - 1]} {value.year}"


def shape(value: Shape) -> str:
    """Return how a plan rises: lurus, langkah, or TW I 2022: 40%; TW II 2022: 100%."""
    if value.kind is not ShapeKind.TARGETS:
        return label(value.kind)
    return "; ".join(
        f"{quarter_label(one.quarter)}: {plain_number(Decimal(str(one.percent)))}%"
        for one in value.targets
    )


def parse_shape(text: str) -> Shape | None:
    """Return the shape that people mean, as `shape` writes it; None where the text is blank.

    Raises ValueError where it cannot be read.
    """
    named = {label(kind): Shape(kind) for kind in (ShapeKind.LINEAR, ShapeKind.STEP)}
    words = text.strip().casefold()
    if not words or words in named:
        return named.get(words)
    return Shape(ShapeKind.TARGETS, tuple(map(_target, words.strip("; ").split(";"))))


def _target(words: str) -> QuarterTarget:
    found = _TARGET.fullmatch(words.strip())
    percent_done = None if found is None else parse_quantity(found["percent"])
    if found is None or percent_done is None or not _is_kept(percent_done):
        raise ValueError(words)
    name = found["quarter"]
    place = int(name) if name.isdecimal() else _ROMAN.index(name.upper()) + 1
    return QuarterTarget.of(int(found["year"]), place, percent_done)


def _is_kept(percent_done: Decimal) -> bool:
    """Whether a percentage can be kept; whether the plan allows it, the rules say."""
    return abs(percent_done) < _BEYOND_PERCENT and decimals_of(percent_done) <= _PERCENT_DECIMALS


def instant(at: datetime) -> str:
    """30 Jun 2022 14.05 WITA."""
    local = at.astimezone(WITA)
    return f"{short_day(local.date())} {local:%H.%M} WITA"


def parse_quantity(text: str, locale: Locale = _LOCALE) -> Decimal | None:
    """Return a quantity typed the Indonesian way (1.250,5); None when blank.

    Raises ValueError for anything else than a number.
    """
    if not text.strip():
        return None
    try:
        quantity = parse_decimal(text.strip(), locale=locale, strict=True)
    except NumberFormatError as error:
        raise ValueError(text) from error
    # Babel also reads NaN and Infinity, which no later comparison survives.
    if not quantity.is_finite():
        raise ValueError(text)
    return quantity


@lru_cache(_KEPT)
def quantity_readings(text: str) -> tuple[Decimal, ...]:
    """Return all that a number may mean: the Indonesian way first, then with a decimal point."""
    found: list[Decimal] = []
    for locale in (_LOCALE, _ENGLISH) if _NUMBER.fullmatch(text) else ():
        with suppress(ValueError):
            quantity = parse_quantity(text, locale)
            if quantity is not None and quantity not in found:
                found.append(quantity)
    return tuple(found)


def decimals_of(quantity: Decimal) -> int:
    """Return how many decimals a quantity has; of any length, which rounding would refuse."""
    exponent = quantity.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def parse_day(text: str) -> date | None:
    """Return a day typed the Indonesian way (21/04/2021, 21 April 2021) or as 2021-04-21.

    None when blank. The day comes first and the year has four digits: nothing is guessed. Raises
    ValueError for anything else than a day.
    """
    words = [word for word in re.split(r"[\s/.\-]+", text.strip()) if word]
    if not words:
        return None
    if len(words) != 3:  # noqa: PLR2004 - day, month and year
        raise ValueError(text)
    first, month_word, last = words
    year, day_word = (first, last) if len(first) == _YEAR else (last, first)
    if len(year) != _YEAR:
        raise ValueError(text)
    try:
        return date(int(year), _month_number(month_word), int(day_word))
    except ValueError as error:
        raise ValueError(text) from error


def _month_number(word: str) -> int:
    """The number of a month by its number, its name, or the first letters of its name."""
    if word.isdecimal():
        return int(word)
    short = word.casefold()[:3]
    return _MONTHS[short] if short in _MONTHS else int(word)
