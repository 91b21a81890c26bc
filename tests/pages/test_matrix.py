"""The authorisation matrix of the pages: every page, opened by every role and by nobody."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell import catalogue
from pages.shell.catalogue import ENTRIES, PageEntry
from rules.access import allowed, explain
from rules.vocabulary import Role
from tests.pages.conftest import HOLDERS, PAGES, Desk
from tests.pages.reading import alerts, charts, is_shown, markup_of, stands, words

EVERYONE = frozenset(Role)
# Who may open what, written out; the pages, rules.access and the store must say the same.
MAY_OPEN = {
    catalogue.OVERVIEW: EVERYONE,
    catalogue.START: frozenset({Role.ADMIN}),
    catalogue.SENTRA: EVERYONE,
    catalogue.TIMELINE: EVERYONE,
    catalogue.CHANGES: EVERYONE,
    catalogue.PLAN: EVERYONE,
    catalogue.PROGRAMME: EVERYONE,
    catalogue.MEETINGS: EVERYONE,
    catalogue.AGENCIES: EVERYONE,
    catalogue.QUARTERS: EVERYONE,
    catalogue.TASKS: frozenset({Role.AGENCY_OPERATOR, Role.DPMD_OPERATOR}),
    catalogue.HISTORY: frozenset({Role.DPMD_OPERATOR, Role.ADMIN}),
    catalogue.VERIFICATION: frozenset({Role.LEADER}),
    catalogue.ADMINISTRATION: frozenset({Role.ADMIN}),
    catalogue.AUDIT: frozenset({Role.LEADER, Role.EVALUATOR, Role.ADMIN}),
}


def _scripts() -> set[str]:
    """The scripts among the modules of pages/: those that let somebody enter."""
    return {
        file.relative_to(PAGES).as_posix() for file in PAGES.glob("*/*.py") if _lets_enter(file)
    }


def _lets_enter(file: Path) -> bool:
    return "\nvisit = frame.enter(" in file.read_text(encoding="utf-8")


def test_every_page_is_in_the_matrix() -> None:
    assert set(MAY_OPEN) == set(ENTRIES)
    assert {entry.script for entry in ENTRIES} == _scripts()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_a_page_opens_for_those_who_may_and_tells_the_others_who_may(
    entry: PageEntry, warm_desk: Desk
) -> None:
    for role in Role:
        who = warm_desk.sit(HOLDERS[role]).who
        assert who
        assert who.role is role
        screen = warm_desk.open(entry)
        assert stands(screen), role
        refusals = [one for one in alerts(screen) if "tidak boleh" in one]
        assert is_shown(screen) is allowed(who, entry.permission) is (role in MAY_OPEN[entry]), role
        if role in MAY_OPEN[entry]:
            assert not refusals, role
            assert "headline" in markup_of(screen), role
            continue
        assert refusals == [explain(who, entry.permission)], role
        _offers_nothing(screen)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_path)
def test_nobody_sees_nothing_on_a_page(entry: PageEntry, warm_desk: Desk) -> None:
    warm_desk.who = None
    screen = warm_desk.open(entry)
    assert stands(screen)
    assert not is_shown(screen)
    assert "Sesi Anda sudah berakhir" in words(screen)
    assert not [one for one in ("DATA CONTOH", entry.title) if one in words(screen)]
    assert not screen.button
    _offers_nothing(screen)


def _offers_nothing(screen: AppTest) -> None:
    for kind in ("download_button", "text_area", "text_input", "dataframe", "plotly_chart"):
        assert not screen.get(kind), kind
    assert not charts(screen)
