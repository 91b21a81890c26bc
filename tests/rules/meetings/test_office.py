"""What an office writes on its papers."""

from dataclasses import replace
from datetime import date

import pytest

from rules.accounts.posts import Holding, Post
from rules.meetings.office import NOBODY, Office, Signer, problems_of_office, signers
from rules.plan.legality import TEXT_LIMIT
from rules.plan.registers import FieldProblem, RegisterProblem
from rules.vocabulary import Appointment

HEAD = Post(
    "kepala-dpmd",
    "Kepala DPMD",
    (
        Holding("Ani", Appointment.DEFINITIVE, date(2021, 1, 1), date(2022, 4, 30), "1" * 18),
        Holding("Budi", Appointment.ACTING, date(2022, 5, 1), nip="2" * 18),
    ),
)


def test_a_number_is_made_of_the_meeting_and_its_year() -> None:
    assert Office(number="5/{nomor}/{tahun}").numbered(12, date(2022, 6, 30)) == "5/12/2022"
    assert Office().numbered(12, date(2022, 6, 30)) == ""


def test_minutes_are_signed_by_who_held_the_post_on_their_day() -> None:
    office = Office(chair="kepala-dpmd", secretary="kabid")
    before, after = (signers(office, [HEAD], day) for day in (date(2022, 4, 30), date(2022, 5, 1)))
    assert before.chair == Signer("Kepala DPMD", Appointment.DEFINITIVE, "Ani", "1" * 18)
    assert after.chair == Signer("Kepala DPMD", Appointment.ACTING, "Budi", "2" * 18)


def test_a_vacant_post_keeps_its_title_and_an_unknown_one_signs_by_nobody() -> None:
    office = Office(chair="kepala-dpmd", secretary="kabid")
    vacant = signers(office, [HEAD], date(2020, 1, 1))
    assert (vacant.chair, vacant.secretary) == (Signer("Kepala DPMD"), Signer())
    assert signers(Office(), [HEAD], date(2022, 5, 1)) == NOBODY


def test_what_the_programme_leaves_empty_the_settings_say() -> None:
    own = Office(("PEMKAB",), chair="kepala-dpmd")
    settings = Office(("LAIN",), "5/{nomor}", "camat", "kabid")
    assert own.or_else(settings) == Office(("PEMKAB",), "5/{nomor}", "kepala-dpmd", "kabid")
    assert Office().or_else(settings) == settings


def test_it_is_kept_without_blanks_and_a_line_is_a_line_however_it_was_typed() -> None:
    typed = Office((" PEMKAB\r\nDINAS \n\n Jalan\u2028Kota",), " 5/{nomor} ")
    kept = typed.trimmed()
    assert kept == Office(("PEMKAB", "DINAS", "Jalan", "Kota"), "5/{nomor}")
    assert kept.trimmed() == kept


def test_every_change_is_another_version() -> None:
    office = Office(("PEMKAB",), "5/{nomor}", "kepala", "kabid")
    others = {
        replace(office, letterhead=("DINAS",)).version,
        replace(office, number="6/{nomor}").version,
        replace(office, chair="kabid").version,
        replace(office, secretary="kepala").version,
    }
    assert len(others | {office.version}) == 5


@pytest.mark.parametrize(
    ("office", "found"),
    [
        (Office(("PEMKAB",), "5/{nomor}/{tahun}"), []),
        (Office(number="5/{tahun}"), [("minutes_number", RegisterProblem.NO_NUMBER)]),
        (Office(("x" * (TEXT_LIMIT + 1),)), [("letterhead", RegisterProblem.TOO_LONG)]),
        (
            Office(number="{nomor}" + "5" * TEXT_LIMIT),
            [("minutes_number", RegisterProblem.TOO_LONG)],
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, found: list[tuple[str, RegisterProblem]]
) -> None:
    assert list(problems_of_office(office)) == [FieldProblem(*one) for one in found]
