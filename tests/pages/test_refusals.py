"""What is wrong in a field stands right below it, in every form; the page comes to the first."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from pages.programme.sections import ProgrammeSection
from pages.shell.catalogue import AGENCIES, PROGRAMME, QUARTERS, TASKS
from rules.vocabulary import Status
from tests.pages.conftest import Desk
from tests.pages.reading import below, freeze, markup_of, widget, words
from tests.pages.test_one_way_to_act import FORMS

MARKED = "Belum tersimpan: perbaiki isian yang ditandai."


@dataclass(frozen=True)
class Case:
    """A form filled with what is refused, how it is sent, and the fields that are to be mended."""

    fill: Callable[[Desk], AppTest]
    send: str
    wrong: tuple[str, ...]


def _report(desk: Desk) -> AppTest:
    screen = desk.open(TASKS, tonggak="S04-M08")
    widget(screen, "report-S04-M08-status").set_value(Status.OBSTRUCTED).run()
    widget(screen, "report-S04-M08-percent").set_value(40).run()
    return screen


def _quantity(desk: Desk) -> AppTest:
    screen = desk.open(TASKS, tonggak="S04-M08")
    widget(screen, "report-S04-M08-value").set_value("banyak").run()
    return screen


def _correction(desk: Desk) -> AppTest:
    return freeze(desk.sit("admin").open(QUARTERS), "2022-1")


def _programme(desk: Desk) -> AppTest:
    screen = desk.sit("admin").open(PROGRAMME)
    widget(screen, "open-programme").click().run()
    widget(screen, "programme-field-name").set_value(" ")
    widget(screen, "programme-field-finish").set_value(date(2020, 6, 30))
    return screen


def _limits(desk: Desk) -> AppTest:
    screen = desk.sit("admin").open(PROGRAMME)
    widget(screen, "choice-ProgrammeSection").set_value(ProgrammeSection.LIMITS).run()
    widget(screen, "open-limits").click().run()
    widget(screen, "limits-field-critical_below").set_value(1.0)
    return screen


def _agency(desk: Desk) -> AppTest:
    screen = desk.sit("admin").open(AGENCIES)
    widget(screen, "new-agency").click().run()
    widget(screen, "agency-field-name").set_value("Dinas Baru")
    return screen


CASES = {
    "report": Case(_report, "report-S04-M08-send", ("report-S04-M08-obstacle",)),
    "quantity": Case(_quantity, "report-S04-M08-send", ("report-S04-M08-value",)),
    "rating": Case(FORMS["rating"].fill, FORMS["rating"].send, ("rating-S04-owner",)),
    "correction": Case(_correction, "quarter-2022-1-freeze", ("quarter-2022-1-reason",)),
    "invitation": Case(FORMS["invitation"].fill, "send-invite", ("account-field-username",)),
    "account": Case(
        FORMS["account"].fill, "save-account", ("account-field-name", "account-field-email")
    ),
    "post": Case(FORMS["post"].fill, "save-new-post", ("post-field-code",)),
    "holding": Case(FORMS["holding"].fill, "save-post", ("post-field-nip",)),
    "token": Case(FORMS["token"].fill, "give-token", ("token-field-purpose",)),
    "programme": Case(
        _programme, "programme-field-save", ("programme-field-name", "programme-field-finish")
    ),
    "limits": Case(_limits, "limits-field-save", ("limits-field-critical_below",)),
    "agency": Case(_agency, "add-agency", ("agency-field-label", "agency-field-source")),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_wrong_stands_right_below_its_field_and_the_first_is_come_to(
    desk: Desk, case: Case
) -> None:
    screen = case.fill(desk)
    widget(screen, case.send).click().run()

    told = below(screen)
    assert set(case.wrong) <= set(told)
    assert all(_stands_below(screen, key) for key in told)
    assert words(screen).count(MARKED) == 1
    # At the button stands nothing that a field said.
    assert not [one for one in screen.error if any(said in one.value for said in told.values())]
    first = next(iter(told))
    assert re.search(rf'class="landing"[^>]*data-focus="{first}"', markup_of(screen))
    assert 'class="landing"' not in markup_of(screen.run())
    assert below(screen) == told


def _stands_below(screen: AppTest, key: str) -> bool:
    """Whether what is wrong is the very next after the field in what the page draws."""
    drawn = list(_elements(screen.main))
    at = next(place for place, one in enumerate(drawn) if getattr(one, "key", None) == key)
    return f'data-of="{key}"' in getattr(drawn[at + 1].proto, "body", "")


def _elements(block: Block) -> Iterator[Any]:
    for child in block.children.values():
        if isinstance(child, Block):
            yield from _elements(child)
        else:
            yield child
