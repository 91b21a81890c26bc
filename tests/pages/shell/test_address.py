from dataclasses import replace
from datetime import date

import pytest

from pages.shell import address
from rules.values import Moment
from rules.vocabulary import Basis, Plan
from tests.builders import a_programme
from words import addresses

TODAY = date(2022, 6, 30)
OTHER = Moment(date(2021, 12, 31), Basis.REPORTED, Plan.CURRENT)


def test_an_address_carries_the_day_of_knowledge_only_where_it_is_not_now() -> None:
    parameters: dict[str, str] = {}
    address.write(parameters, replace(OTHER, known_on=OTHER.as_of))
    assert parameters["diketahui"] == "2021-12-31"

    address.write(parameters, OTHER)
    assert "diketahui" not in parameters


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("plan", Plan)
def test_a_link_leads_back_to_its_moment(basis: Basis, plan: Plan) -> None:
    moment = Moment(date(2021, 12, 31), basis, plan)

    found = addresses.read(address.link(moment), OTHER, programmes=(a_programme(),), today=TODAY)
    assert found == addresses.Address(a_programme(), moment, ())


def test_a_link_carries_what_its_page_needs_besides() -> None:
    assert address.link(OTHER, sentra="S04") == address.link(OTHER) | {"sentra": "S04"}


def test_writing_leaves_the_parameters_of_a_page_alone() -> None:
    parameters = {"sentra": "S04", "posisi": "2022-06-30"}

    address.write(parameters, OTHER)

    assert parameters == {"sentra": "S04"} | address.link(OTHER)


def since(text: str | None) -> tuple[date, tuple[str, ...]]:
    usual, programme = date(2022, 5, 31), a_programme()
    return address.since(text, usual, programme=programme, until=TODAY)


def test_an_address_that_names_no_earlier_day_means_the_usual_one() -> None:
    assert since(None) == (date(2022, 5, 31), ())


@pytest.mark.parametrize("day", [a_programme().start, date(2022, 6, 29)], ids=str)
def test_an_earlier_day_lies_within_the_programme_and_before_the_moment(day: date) -> None:
    assert since(day.isoformat()) == (day, ())


@pytest.mark.parametrize("day", [date(2020, 12, 31), TODAY, date(2022, 7, 1)], ids=str)
def test_any_other_day_is_told_with_the_span_and_replaced(day: date) -> None:
    found, (complaint,) = since(day.isoformat())

    assert found == date(2022, 5, 31)
    assert "harus antara 1 Januari 2021 dan 29 Juni 2022" in complaint
    assert complaint.endswith("dibandingkan dengan posisi 31 Mei 2022.")


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://pantau.test:8443/rapat?x=1", "https://pantau.test:8443"),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501"),
        (None, ""),
        ("", ""),
        ("rapat", ""),
        ("http://[", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_where_the_dashboard_is_reached_is_its_address_without_the_page(
    url: str | None, origin: str
) -> None:
    assert address.origin(url) == origin
    assert address.origin(url, "https://pantau.ppu.go.id") == "https://pantau.ppu.go.id"


@pytest.mark.parametrize(
    ("origin", "is_alone"),
    [
        ("http://127.0.0.1:8501", True),
        ("http://localhost", True),
        ("http://[::1]:80", True),
        ("http://10.0.0.5:8501", False),
        ("", False),
    ],
)
def test_an_address_of_one_machine_is_known(origin: str, *, is_alone: bool) -> None:
    assert address.is_of_one_machine(origin) is is_alone


FIRST = a_programme(code="A", is_one_of_several=True)
NEXT = a_programme(
    code="B", start=date(2024, 1, 1), finish=date(2028, 12, 31), is_one_of_several=True
)
LATER = date(2025, 6, 30)


def read_among(
    parameters: dict[str, str], before: Moment | None = None, today: date = LATER
) -> addresses.Address:
    return addresses.read(parameters, before, programmes=(FIRST, NEXT), today=today)


@pytest.mark.parametrize(
    ("parameters", "code", "day"),
    [
        ({}, "B", LATER),
        ({"posisi": "2022-06-30"}, "A", date(2022, 6, 30)),
        ({"posisi": "2024-01-01"}, "B", date(2024, 1, 1)),
        ({"posisi": "kemarin"}, "B", LATER),
        ({"program": "A"}, "A", date(2023, 12, 31)),
        ({"program": "A", "posisi": "2025-01-31"}, "A", date(2025, 1, 31)),
        ({"program": "B", "posisi": "2022-06-30"}, "B", date(2024, 1, 1)),
        ({"program": "lain", "posisi": "2022-06-30"}, "A", date(2022, 6, 30)),
    ],
)
def test_an_address_means_one_of_several_programmes(
    parameters: dict[str, str], code: str, day: date
) -> None:
    found = read_among(parameters)
    assert (found.programme.code, found.moment.programme) == (code, code)
    assert found.moment.as_of == day


def test_whoever_looks_at_a_programme_stays_with_it() -> None:
    seen = Moment(date(2022, 3, 31), Basis.REPORTED, Plan.CURRENT, date(2022, 4, 1), "A")
    assert read_among({}, seen).moment == seen
    assert read_among({"posisi": "2025-01-31"}, seen).programme is FIRST
    assert read_among({"program": "lain"}, seen).programme is FIRST


def test_what_was_alone_when_it_was_seen_was_the_first() -> None:
    alone = Moment(date(2025, 1, 31), Basis.APPROVED)
    assert read_among({}, alone).programme is FIRST
    assert read_among({}, alone).moment.as_of == date(2025, 1, 31)


def test_another_programme_is_seen_on_a_day_of_its_own_as_known_now() -> None:
    seen = Moment(date(2022, 3, 31), Basis.REPORTED, Plan.CURRENT, date(2022, 4, 1), "A")
    found = read_among({"program": "B"}, seen).moment
    assert found == Moment(date(2024, 1, 1), Basis.REPORTED, Plan.CURRENT, None, "B")
    assert read_among({"program": "A"}, found).moment.as_of == date(2023, 12, 31)


def test_a_programme_that_has_not_begun_is_seen_today() -> None:
    asked = {"program": "B", "diketahui": "2023-01-31"}
    found = read_among(asked, today=date(2023, 6, 30))
    assert found.moment.as_of == date(2023, 6, 30)
    assert found.moment.known_on is None


def test_a_link_names_the_programme_where_there_are_several() -> None:
    seen = Moment(date(2022, 3, 31), Basis.APPROVED, programme="A")
    assert read_among(address.link(seen)).moment == seen
    assert "program" not in address.link(replace(seen, programme=None))
