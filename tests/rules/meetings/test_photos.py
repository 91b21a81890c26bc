"""Which photographs a meeting sees."""

from datetime import date

from rules.evidence.files import FileKind, KeptFile
from rules.meetings.photos import Photo, newest
from rules.progress.briefing import brief
from rules.values import MilestoneCode
from tests.builders import a_board, a_milestone, a_moment, a_sentra, a_state


def a_photo(code: str, day: int) -> Photo:
    name = f"{code}-{day}"
    kept = KeptFile(name, FileKind.JPG, "a" * 64, 8, "b" * 64)
    return Photo(kept, MilestoneCode(code), date(2022, 6, day))


def test_of_each_sentra_the_newest_is_shown_the_worst_sentra_first() -> None:
    sentra = [
        a_sentra(code, [a_milestone(f"{code}-M01", a_state(share)), a_milestone(f"{code}-M02")])
        for code, share in (("S01", 1.0), ("S02", 0.1), ("S03", 0.5))
    ]
    briefing = brief(a_board(sentra), a_moment())
    found = [a_photo("S01-M02", 9), a_photo("S02-M01", 8), a_photo("S01-M01", 7)]

    shown = newest(found, briefing)

    order = [one.sentra.code for one in briefing.sentra if one.sentra.code != "S03"]
    assert [one.sentra.code for one in shown] == order == ["S02", "S01"]
    assert [one.file.name for one in shown] == ["S02-M01-8", "S01-M02-9"]
    assert shown[0].milestone.code == "S02-M01"
    assert shown[0].effective_on == date(2022, 6, 8)


def test_what_is_planned_no_more_is_not_shown() -> None:
    briefing = brief(a_board([a_sentra("S01", [a_milestone("S01-M01")])]), a_moment())
    assert newest([a_photo("S01-M09", 9)], briefing) == ()
