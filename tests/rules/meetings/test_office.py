"""What an office writes on its papers."""

from datetime import date

from rules.accounts.posts import Holding, Post
from rules.meetings.office import NOBODY, Office, Signer, signers
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
