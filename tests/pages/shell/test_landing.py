import re

from pages.shell.catalogue import TASKS
from tests.pages.conftest import Desk
from tests.pages.reading import markup_of


def test_a_form_that_is_opened_is_landed_on_once(desk: Desk) -> None:
    screen = desk.open(TASKS, tonggak="S04-M08")

    wanted = 'data-to="card-S04-M08" data-focus="first-S04-M08 fields-S04-M08"'
    assert wanted in markup_of(screen)
    assert 'class="landing"' not in markup_of(screen.run())


def test_opening_a_form_again_is_another_landing(desk: Desk) -> None:
    found = [
        re.findall(r'id="(landing-\w+)"', markup_of(desk.open(TASKS, tonggak="S04-M08")))
        for _ in range(2)
    ]
    assert len({one for (one,) in found}) == 2
