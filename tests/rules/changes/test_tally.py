from datetime import date

from rules.changes.change_report import ChangeKind, changes
from rules.changes.tally import Tally, tally
from rules.progress.briefing import Briefing, brief
from tests.builders import a_board, a_milestone, a_moment, a_sentra, a_state

MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


def at(day: date, *shares: float) -> Briefing:
    own = [
        a_milestone(f"S01-M{number:02}", a_state(share, effective_on=day))
        for number, share in enumerate(shares, 1)
    ]
    return brief(a_board((a_sentra("S01", own),), as_of=day), a_moment(day))


def test_what_happened_and_what_was_learnt_are_counted_apart_by_kind_gravest_first() -> None:
    later, known, told = at(JUNE, 0.5, 1.0, 0.2), at(MARCH, 0.4, 0.4, 0.3), at(MARCH, 0.1, 0.4, 0.1)

    assert tally(changes(later, known, told)) == Tally(
        since=MARCH,
        happened=(
            (ChangeKind.WORSENED, 1),
            (ChangeKind.PROGRESSED, 1),
            (ChangeKind.FINISHED, 1),
        ),
        learnt=((ChangeKind.PROGRESSED, 2),),
    )


def test_some_milestones_are_counted_alone() -> None:
    report = changes(at(JUNE, 0.5, 1.0), at(MARCH, 0.4, 0.4), at(MARCH, 0.1, 0.4))

    own = tally(report, lambda milestone: milestone.code == "S01-M02")

    assert (own.happened, own.learnt) == (((ChangeKind.FINISHED, 1),), ())


def test_where_nobody_asked_what_was_told_nothing_was_learnt() -> None:
    assert tally(changes(at(JUNE, 0.5), at(MARCH, 0.5))) == Tally(MARCH, (), ())
