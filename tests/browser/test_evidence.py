"""Evidence as people meet it: added, refused, sent, seen, saved, and out of reach afterwards."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser.sites import Site
from tests.browser.visitors import Door, Visitor
from tests.files import PDF, a_picture

pytestmark = pytest.mark.browser

CODE = "S04-M08"
ENGLISH = ("Upload", "per file", "Drag and drop", "Browse", "must be", "not allowed")
# Decoding waits until a picture is there, and fails where it is none.
SHOWN = "images => Promise.all(images.map(one => one.decode().then(() => one.naturalWidth)))"


def payload(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def form(visitor: Visitor) -> Any:
    return visitor.page.locator(f".st-key-card-{CODE}")


def add(visitor: Visitor, *files: dict[str, Any]) -> None:
    """Choose files, and wait until the form tells of the last one."""
    uploader = form(visitor).locator("[data-testid=stFileUploaderDropzoneInput]")
    uploader.set_input_files(list(files))
    form(visitor).get_by_text(files[-1]["name"]).first.wait_for()
    visitor.settle()


def saved(visitor: Visitor, link: Any) -> tuple[str, bytes]:
    # The test's browser tells of no download in a tab that closes at once.
    link.evaluate("one => one.removeAttribute('target')")
    with visitor.page.expect_download() as taken:
        link.click()
    return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()


def test_evidence_is_added_sent_seen_and_saved_and_gone_with_the_session(
    fresh_site: Site, door: Door
) -> None:
    visitor = door.regular(fresh_site, "dpmd").go(f"/tugas-saya?tonggak={CODE}")
    add(
        visitor,
        payload("Foto galeri.jpg", a_picture(size=(900, 600))),
        payload("Berita acara.pdf", PDF),
        payload("Program.pdf", b"MZ" + b"\0" * 200),
    )
    form(visitor).get_by_text("“Program.pdf” bukan PDF").wait_for()
    words = form(visitor).inner_text()
    assert "Foto galeri.jpg" in words
    assert not [one for one in ENGLISH if one in words]

    visitor.click(form(visitor).get_by_role("button", name="Kirim"))
    visitor.go("/sentra?sentra=S04&basis=termasuk-laporan")
    files = visitor.page.locator("ol.history ul.files").first
    files.scroll_into_view_if_needed()
    picture = files.locator("img")
    picture.wait_for()
    assert picture.evaluate_all(SHOWN) == [320]

    links = files.locator("a")
    name, content = saved(visitor, links.nth(0))
    assert name == "Foto galeri.jpg"
    assert Image.open(BytesIO(content)).size == (900, 600)
    assert saved(visitor, links.nth(1)) == ("Berita acara.pdf", PDF)

    address = f"{fresh_site.url}{links.nth(1).get_attribute('href')}"
    asked = visitor.context.request
    answer = asked.get(address)
    assert (answer.status, answer.body()) == (200, PDF)
    assert re.match(r"sandbox; default-src 'none'", answer.headers["content-security-policy"])

    other_tab = door.guest(fresh_site)
    cookies: Any = visitor.context.cookies()
    other_tab.context.add_cookies(cookies)
    visitor.page.goto(f"{fresh_site.url}/keluar")
    visitor.page.get_by_role("button", name="Keluar").click()
    visitor.page.wait_for_url("**/masuk**")
    refused = other_tab.context.request.get(address, headers={"Accept": "image/webp"})
    assert (refused.status, PDF in refused.body()) == (401, False)


def test_a_file_that_the_browser_itself_refuses_is_told_in_indonesian(
    fresh_site: Site, door: Door
) -> None:
    visitor = door.regular(fresh_site, "dpmd").go(f"/tugas-saya?tonggak={CODE}")
    add(visitor, payload("gambar.svg", b"<svg/>"))
    uploader = form(visitor).locator("[data-testid=stFileUploader]")
    told = uploader.evaluate("one => getComputedStyle(one, '::after').content")
    assert "tidak diambil" in told
    assert "25 MB" in told
