"""A store full of hostile texts in a real browser: nothing runs, nothing leaves, nothing bursts."""

from pathlib import Path

import pytest

from tests.browser.sites import Bench, Site
from tests.browser.visitors import Door, Visitor
from tests.hostile import SCRIPT_PROOF

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTH = 390
VIEW = "basis=termasuk-laporan"
# Who opens what.
WALKS = {
    "pimpinan": (
        f"/?{VIEW}",
        f"/sentra?sentra=S04&{VIEW}",
        f"/linimasa?{VIEW}",
        "/verifikasi",
        "/triwulan",
        "/jejak-audit",
    ),
    "dpmd": ("/tugas-saya",),
    "admin": ("/administrasi",),
}
EXPANDERS = "[data-testid=stExpander] summary"
# Boxes that scroll by themselves may be wider inside; the page around them may not.
TOO_WIDE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return Math.max(main.scrollWidth - main.clientWidth,
        document.documentElement.scrollWidth - window.innerWidth);
}"""


@pytest.fixture
def poisoned_site(bench: Bench, poisoned_file: Path) -> Site:
    return bench.hand(poisoned_file)


def test_nothing_runs_nothing_leaves_and_everything_fits(poisoned_site: Site, door: Door) -> None:
    for username, walk in WALKS.items():
        visitor = door.regular(poisoned_site, username, width=WIDTH)
        for path in walk:
            visitor.go(path)
            # Sections of a phone come before what is folded within them.
            for unfold in visitor.page.locator(f"details.section > summary, {EXPANDERS}").all():
                if unfold.is_visible():
                    unfold.click()
            visitor.settle()
            assert "gagal ditampilkan" not in visitor.words()
            _is_quiet(visitor, path)


def _is_quiet(visitor: Visitor, path: str) -> None:
    page = visitor.page
    assert page.evaluate(f"window.{SCRIPT_PROOF} === undefined"), path
    assert not page.locator("[data-testid=stMain] script, [data-testid=stMain] iframe").count()
    assert not page.locator("[href*='jahat.test'], [src*='jahat.test']").count(), path
    assert page.evaluate(TOO_WIDE) <= 0, path
