from dataclasses import replace
from datetime import date

import pytest

from rules.values import Moment
from rules.vocabulary import Basis, Plan
from tests.builders import a_programme
from words.addresses import Address, read as read_address

TODAY = date(2022, 6, 30)
FALLBACK = Moment(date(2022, 3, 31), Basis.APPROVED, Plan.FIRST)
OTHER = Moment(date(2021, 12, 31), Basis.REPORTED, Plan.CURRENT)


def read(**parameters: str) -> Address:
    return read_address(parameters, FALLBACK, programmes=(a_programme(),), today=TODAY)


def test_an_address_that_says_nothing_keeps_the_moment_before() -> None:
    assert read() == Address(a_programme(), FALLBACK, ())


def test_a_copied_address_is_the_moment() -> None:
    found = read(posisi="2021-12-31", basis=Basis.REPORTED.value, rencana=Plan.CURRENT.value)

    assert found == Address(a_programme(), OTHER, ())


@pytest.mark.parametrize(
    ("text", "day", "complaint"),
    [
        ("2021-01-01", date(2021, 1, 1), None),
        ("2022-06-30", TODAY, None),
        ("2022-07-01", TODAY, "Posisi 1 Juli 2022 di luar masa data"),
        ("9999-12-31", TODAY, "Posisi 31 Desember 9999 di luar masa data"),
        ("2020-12-31", date(2021, 1, 1), "Posisi 31 Desember 2020 di luar masa data"),
        ("0001-01-01", date(2021, 1, 1), "Posisi 1 Januari 1 di luar masa data"),
        ("2022-02-30", FALLBACK.as_of, "Tanggal posisi “2022-02-30” di alamat tidak dikenali"),
        ("30/06/2022", FALLBACK.as_of, "Tanggal posisi “30/06/2022” di alamat tidak dikenali"),
        ("kemarin", FALLBACK.as_of, "Tanggal posisi “kemarin” di alamat tidak dikenali"),
        ("", FALLBACK.as_of, "Tanggal posisi “” di alamat tidak dikenali"),
        ("9" * 500, FALLBACK.as_of, f"Tanggal posisi “{'9' * 40}” di alamat tidak dikenali"),
    ],
)
def test_a_day_is_taken_or_the_sentence_says_why_not(
    text: str, day: date, complaint: str | None
) -> None:
    found = read(posisi=text)

    assert found.moment == Moment(day, FALLBACK.basis, FALLBACK.plan)
    assert len(found.complaints) == (complaint is not None)
    assert all(one.startswith(complaint or "") for one in found.complaints)
    assert all(one.endswith(".") for one in found.complaints)


@pytest.mark.parametrize(
    ("text", "known_on", "complaint"),
    [
        ("2022-03-31", date(2022, 3, 31), None),
        ("2022-06-30", None, None),
        ("2999-01-01", None, None),
        ("2020-01-01", date(2021, 1, 1), None),
        ("kemarin", None, "Hari “diketahui kemarin” di alamat tidak dikenali"),
    ],
)
def test_a_day_of_knowledge_is_taken_or_the_sentence_says_why_not(
    text: str, known_on: date | None, complaint: str | None
) -> None:
    found = read(posisi="2022-03-31", diketahui=text)

    assert found.moment == replace(FALLBACK, as_of=date(2022, 3, 31), known_on=known_on)
    assert len(found.complaints) == (complaint is not None)
    assert all(one.startswith(complaint or "") for one in found.complaints)


def test_an_address_with_a_day_alone_means_as_known_now() -> None:
    before = replace(FALLBACK, known_on=FALLBACK.as_of)
    found = read_address({"posisi": "2022-03-31"}, before, programmes=(a_programme(),), today=TODAY)

    assert found.moment.known_on is None


@pytest.mark.parametrize("name", ["basis", "rencana"])
@pytest.mark.parametrize("text", ["", "semua", "Basis.APPROVED", "AWAL"])
def test_an_unknown_choice_names_the_known_ones(name: str, text: str) -> None:
    found = read(**{name: text})

    (complaint,) = found.complaints
    known = Basis if name == "basis" else Plan
    assert found.moment == FALLBACK
    assert f"“{text}” di alamat tidak dikenali" in complaint
    assert all(f"“{one.value}”" in complaint for one in known)


def test_every_part_that_cannot_be_read_is_told() -> None:
    assert len(read(posisi="x", basis="y", rencana="z").complaints) == 3


def test_a_program_is_told_why_and_not_what_a_screen_shows_instead() -> None:
    found = read(posisi="2999-01-01", diketahui="kemarin")

    assert found.refusals == (
        "Posisi 1 Januari 2999 di luar masa data (1 Januari 2021 sampai 30 Juni 2022).",
        "Hari “diketahui kemarin” di alamat tidak dikenali (bentuknya 2022-06-30).",
    )
    assert [one.partition("; ")[0] + "." for one in found.complaints] == [*found.refusals]


FIRST = a_programme(code="pertama", name="Program pertama", is_one_of_several=True)
NEXT = a_programme(
    code="kedua",
    name="Program kedua",
    start=date(2022, 4, 1),
    finish=date(2026, 12, 31),
    is_one_of_several=True,
)


def _among(parameters: dict[str, str], before: Moment | None = None) -> Address:
    return read_address(parameters, before, programmes=(FIRST, NEXT), today=TODAY)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, "kedua"),
        ({"posisi": "2021-12-31"}, "pertama"),
        ({"posisi": "2022-05-31"}, "kedua"),
        ({"posisi": "kemarin"}, "kedua"),
        ({"program": "pertama"}, "pertama"),
        ({"program": "pertama", "posisi": "2022-05-31"}, "pertama"),
    ],
)
def test_where_nothing_was_looked_at_the_programme_is_the_one_named_or_that_of_the_day(
    parameters: dict[str, str], code: str
) -> None:
    found = _among(parameters)

    assert (found.programme.code, found.moment.programme) == (code, code)


def test_who_looks_at_a_programme_stays_with_it_until_another_is_named() -> None:
    before = replace(FALLBACK, known_on=FALLBACK.as_of, programme="pertama")
    assert _among({"posisi": "2022-05-31"}, before).programme == FIRST

    # Its own first day is the nearest to the one looked at before, as known now.
    found = _among({"program": "kedua"}, before)
    assert found == Address(NEXT, Moment(NEXT.start, before.basis, before.plan, None, "kedua"), ())


def test_an_unknown_programme_names_the_known_ones() -> None:
    found = _among({"program": "ketiga"})

    assert found.programme == NEXT
    assert found.refusals == (
        "Program “ketiga” di alamat tidak dikenali (pilihannya “pertama” atau “kedua”).",
    )
    assert found.complaints[0].endswith("; ditampilkan Program kedua.")
