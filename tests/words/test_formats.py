from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rules.periods import Quarter
from words import formats

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (Decimal("2.50"), 2, "2,50"),
        (-0.04, 1, "0,0"),
        (-7.66, 1, "-7,7"),
        (0.125, 2, "0,13"),
        # Halves go up, also where the binary fraction lies a little below.
        (47.949999999999996, 1, "48,0"),
        (-47.85, 1, "-47,9"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_comma_for_decimals(
    value: float | Decimal, decimals: int, text: str
) -> None:
    assert formats.number(value, decimals) == text


def test_quantities_and_weights_carry_no_needless_decimals() -> None:
    assert formats.plain_number(Decimal("15.0000")) == "15"
    assert formats.plain_number(Decimal("2.5")) == "2,5"
    assert formats.weight(6.0) == "6"
    assert formats.weight(12.5) == "12,5"
    assert formats.weight(0.1 + 0.2) == "0,3"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0,0%"), (0.4123, "41,2%"), (1.0, "100,0%"), (-1e-9, "0,0%"), (0.99951, "100,0%")],
)
def test_shares_read_as_percent(share: float, text: str) -> None:
    assert formats.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-7.66, f"{MINUS}7,7 pp"),
        (1.2, "+1,2 pp"),
        (0.0, "0,0 pp"),
        (-0.04, "0,0 pp"),
        (0.04, "0,0 pp"),
    ],
)
def test_deviations_carry_their_sign_unless_they_round_to_nothing(value: float, text: str) -> None:
    assert formats.points(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2, "+2"), (-1, f"{MINUS}1"), (0, "0"), (-1200, f"{MINUS}1.200")]
)
def test_changes_of_counts_carry_their_sign(value: int, text: str) -> None:
    assert formats.signed(value) == text


def test_days_read_as_indonesians_write_them() -> None:
    day = date(2022, 8, 5)
    assert formats.long_day(day) == "5 Agustus 2022"
    assert formats.short_day(day) == "5 Agu 2022"
    assert formats.month(day) == "Agu 2022"
    assert formats.month_name(day) == "Agu"
    assert formats.long_month(day) == "Agustus 2022"
    assert formats.weekday(day) == "Jumat"


def test_things_are_enumerated_with_a_comma_before_the_last_of_three() -> None:
    told = [formats.enumeration(["A", "B", "C"][:count]) for count in range(4)]
    assert told == ["", "A", "A dan B", "A, B, dan C"]


def test_all_of_one_is_the_only_one() -> None:
    assert formats.all_of(1, "sentra") == "satu-satunya sentra"
    assert formats.all_of(1200, "sentra") == "seluruh 1.200 sentra"


def test_quarters_read_with_roman_numbers() -> None:
    assert formats.quarter(date(2022, 6, 30)) == "TW II 2022"
    assert formats.quarter_label(Quarter(2023, 4)) == "TW IV 2023"


def test_instants_read_in_the_time_of_penajam() -> None:
    assert formats.instant(datetime(2022, 6, 30, 16, 5, tzinfo=UTC)) == "1 Jul 2022 00.05 WITA"


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("", None),
        ("  ", None),
        ("12", Decimal(12)),
        (" 1.250,5 ", Decimal("1250.5")),
        ("1.250", Decimal(1250)),
        ("2,5", Decimal("2.5")),
        ("-3", Decimal(-3)),
    ],
)
def test_quantities_are_read_the_indonesian_way(text: str, quantity: Decimal | None) -> None:
    assert formats.parse_quantity(text) == quantity


@pytest.mark.parametrize("text", ["dua", "12.5", "1.250.5", "1 250", "NaN", "Infinity", "--3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        formats.parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        *("21/04/2021", "21-4-2021", "21.04.2021", "2021-04-21", " 21 April 2021 ", "21 Apr 2021"),
        *("21-apr-2021", "2021/4/21", "21\u00a0April\u00a02021"),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert formats.parse_day(text) == date(2021, 4, 21)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("1 Mei 2021", 5), ("1 May 2021", 5), ("1 Agustus 2021", 8), ("1 Ags 2021", 8)),
        *(("1 Nopember 2021", 11), ("1 Oct 2021", 10), ("1 Desember 2021", 12)),
    ],
)
def test_months_are_known_by_their_names(text: str, month: int) -> None:
    assert formats.parse_day(text) == date(2021, month, 1)


@pytest.mark.parametrize(
    "text",
    ["kemarin", "21/04/21", "04/21/2021", "31/02/2021", "21 Foo 2021", "21/04", "44307", "1/2/3/4"],
)
def test_a_day_is_never_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        formats.parse_day(text)


def test_a_blank_day_is_none() -> None:
    assert formats.parse_day("  ") is None
