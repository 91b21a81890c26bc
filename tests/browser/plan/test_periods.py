"""The next programme, opened by browser alone: the frame tells both, old links mean the old one."""

import pytest

from tests.browser.sites import Site
from tests.browser.visitors import Door

pytestmark = pytest.mark.browser


def test_the_next_period_is_opened_and_old_links_mean_the_old_one(
    fresh_site: Site, door: Door
) -> None:
    admin = door.regular(fresh_site, "admin").go("/program")
    page = admin.page
    assert not page.locator(".st-key-pick-programme").count()
    admin.click(page.locator(".st-key-choice-ProgrammeSection").get_by_text("Periode"))
    admin.click(page.locator(".st-key-open-period button"))
    page.locator(".st-key-period-field-rpjmd input").fill("RPJMD 2025-2029")
    page.keyboard.press("Tab")
    admin.settle()

    # Whoever looks at another page finds the form as it was.
    admin.follow(page.get_by_role("link", name="Rencana", exact=True))
    admin.follow(page.get_by_role("link", name="Program", exact=True))
    assert page.locator(".st-key-period-field-rpjmd input").input_value() == "RPJMD 2025-2029"
    admin.click(page.locator(".st-key-check-period button"))
    admin.click(page.locator(".st-key-confirm-period button"))

    page.locator(".st-key-pick-programme").wait_for()
    assert "1 Januari 2024 sampai 31 Desember 2028" in admin.words()
    admin.follow(page.get_by_role("link", name="Buka Program Sentra"))
    assert "program=ppu-2024-2028" in page.url
    assert "program belum dimulai" in admin.headline()
    assert "2024-2028" in str(page.locator(".st-key-frame").inner_text())

    leader = door.regular(fresh_site, "pimpinan").go("/ringkasan?posisi=2022-03-31")
    assert leader.headline().startswith("Per 31 Maret 2022")
    assert "program=ppu-2021-2023" in leader.page.url
    assert "2021-2023" in str(leader.page.locator(".st-key-frame").inner_text())
