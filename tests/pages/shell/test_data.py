from datetime import date

import pytest

from pages.shell import data
from rules import access
from rules.access import Permission
from rules.errors import NotAllowed
from tests.pages.conftest import Desk
from tests.pages.shell.test_commands import ADDRESS, a_visit

TODAY = date(2022, 6, 30)


def test_what_is_kept_of_a_version_serves_all_who_may_see_it(desk: Desk) -> None:
    one, other = a_visit(desk, "pengamat"), a_visit(desk, "pimpinan")

    assert data.board(one, TODAY) is data.board(other, TODAY)
    assert data.briefing(one, one.moment) is data.briefing(other, one.moment)
    assert data.meetings(one, TODAY) is data.meetings(other, TODAY)
    assert data.follow_ups(one, TODAY) is data.follow_ups(other, TODAY)


def test_each_day_and_moment_is_kept_for_itself(desk: Desk) -> None:
    visit = a_visit(desk, "pengamat")

    assert data.board(visit, TODAY).as_of == TODAY
    assert data.board(visit, date(2021, 12, 31)).as_of == date(2021, 12, 31)


def test_a_dossier_is_one_persons_own(desk: Desk) -> None:
    own = data.dossier(a_visit(desk, "pengamat"))
    other = data.dossier(a_visit(desk, "pimpinan"))

    assert data.dossier(a_visit(desk, "pengamat")) is own
    assert (own.made_by, own.address) == (desk.people["pengamat"].name, ADDRESS)
    assert other.made_by == desk.people["pimpinan"].name


def test_whoever_lost_the_right_is_handed_nothing_that_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = a_visit(desk, "pengamat")
    reads = (
        lambda: data.board(visit, TODAY),
        lambda: data.briefing(visit, visit.moment),
        lambda: data.meetings(visit, TODAY),
        lambda: data.follow_ups(visit, TODAY),
        lambda: data.dossier(visit),
    )
    for read in reads:
        assert read() is not None
    rest = {role: grants - {Permission.VIEW} for role, grants in access.GRANTS.items()}
    monkeypatch.setattr(access, "GRANTS", rest)

    for read in reads:
        with pytest.raises(NotAllowed):
            read()


def test_a_visit_shows_no_secret_where_it_is_printed(desk: Desk) -> None:
    visit = a_visit(desk, "pengamat")

    assert visit.settings.secret not in repr(visit)
