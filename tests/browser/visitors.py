"""People at their browsers, and the door through which they come."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from gate import paths
from gate.accounts.forms import FIELD
from tests.browser.sites import PATIENCE, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, WebSocket

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
NEXT_FRAME = "() => new Promise(requestAnimationFrame)"
IS_ANOTHER_PAGE = "before => document.querySelector('h1.headline')?.innerText !== before"
NOTHING_LEFT_TO_DO = """() => new Promise(done =>
    requestAnimationFrame(() => requestIdleCallback(() =>
        requestAnimationFrame(() => requestIdleCallback(done)))))"""
PROOF = re.compile(f'name="{FIELD}" value="([^"]+)"')
# Half of what a page costs the browser is to draw it moving.
STANDS_STILL = """(() => {
    const still = new CSSStyleSheet();
    still.replaceSync(`*, *::before, *::after {
        animation: none !important; transition: none !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
})()"""
KEPT_BY_PAGES = "local_storage,indexeddb,cache_storage,service_workers"


@dataclass
class Visitor:
    """One person at one browser; `seen` is what must not happen there."""

    site: Site
    context: "BrowserContext"
    page: "Page"
    seen: list[str] = field(default_factory=list)
    clicks: int = 0
    is_waiting: bool = False
    """Whether a run of the page was asked for that the server has not finished yet."""

    def listen(self, opened: "WebSocket") -> None:
        """Note what goes over a connection of the page."""
        _note_request(self, opened.url)
        opened.on("framesent", self._sent)
        opened.on("framereceived", self._received)
        opened.on("close", self._closed)

    def _sent(self, frame: bytes | str) -> None:
        if _kind(BackMsg, frame) == "rerun_script":
            self.is_waiting = True

    def _received(self, frame: bytes | str) -> None:
        # Signs of life and what else is told meanwhile answer nothing.
        if _kind(ForwardMsg, frame) == "script_finished":
            self.is_waiting = False

    def _closed(self, _: object) -> None:
        self.is_waiting = False

    def go(self, path: str) -> "Visitor":
        """Open an address of the site and wait until its page stands."""
        self.page.goto(self.site.url + path)
        return self.settle()

    def sign_in(self, username: str, path: str = "/") -> "Visitor":
        """Ask for `path` and enter with the one click that the example offers."""
        self.page.goto(self.site.url + path)
        self.page.locator(f"button[value='{username}']").click()
        return self.settle()

    def known_as(self, username: str) -> "Visitor":
        """Sign in as the page of sign-in does, which is not drawn; nothing is opened yet."""
        asked = self.context.request
        proof = PROOF.search(asked.get(self.site.url + paths.SIGN_IN).text())
        assert proof
        form = {"peran": username, FIELD: proof[1]}
        answer = asked.post(self.site.url + paths.SIGN_IN_EXAMPLE, form=form, max_redirects=0)
        assert answer.status == 303
        return self

    def click(self, what: Any) -> "Visitor":
        """Click once, and count it."""
        what.click()
        self.clicks += 1
        return self.settle()

    def follow(self, link: Any) -> "Visitor":
        """Click on a link to another page once, and count it; its finding tells that it is there.

        Until that page begins to be drawn, all looks idle.
        """
        before = self.headline()
        link.click()
        self.clicks += 1
        self.page.wait_for_function(IS_ANOTHER_PAGE, arg=before)
        return self.settle()

    def settle(self) -> "Visitor":
        """Wait until the page's script has run to its end."""
        self.page.locator("[data-testid=stMainBlockContainer]").wait_for()
        # What a click asks for is sent once the browser has drawn it; until then all looks idle.
        self.page.evaluate(NOTHING_LEFT_TO_DO)
        # Until the server begins to answer, all looks idle again.
        while self.is_waiting:
            self.page.evaluate(NEXT_FRAME)
        self.page.evaluate(NOTHING_LEFT_TO_DO)
        self.page.locator(IDLE).wait_for()
        # Our own HTML comes after Streamlit's elements.
        self.page.locator(".st-key-frame").get_by_text("Pantau Sentra").wait_for()
        return self

    def choose(self, words: str) -> "Visitor":
        """Choose among the reports that count or the plans, in the frame of the page."""
        self.page.locator(".st-key-frame").get_by_text(words, exact=True).click()
        return self.settle()

    def alerts(self) -> list[str]:
        """Return every sentence in a box."""
        return list(self.page.locator("[data-testid=stAlert]").all_inner_texts())

    def words(self) -> str:
        """Return everything that can be read on the page."""
        return str(self.page.locator("[data-testid=stMain]").inner_text())

    def headline(self) -> str:
        """Return the finding of the page."""
        return str(self.page.locator("h1.headline").inner_text())


class Door:
    """Lets people in; their every request and complaint is noted."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._idle: list[BrowserContext] = []
        self._visitors: list[Visitor] = []

    def guest(self, site: Site, *, width: int = 1440) -> Visitor:
        """Return somebody who comes for the first time: their browser remembers nobody."""
        context = self._idle.pop() if self._idle else self._context()
        visitor = self._noted(site, context)
        visitor.page.set_viewport_size({"width": width, "height": 900})
        return visitor

    def regular(self, site: Site, username: str, *, width: int = 1440) -> Visitor:
        """Return somebody who has signed in, in a tab that is still empty."""
        return self.guest(site, width=width).known_as(username)

    def close_tabs(self) -> list[str]:
        """Close what was opened since the last call and return all that was noted meanwhile."""
        seen = [one for visitor in self._visitors for one in visitor.seen]
        for visitor in self._visitors:
            self._forget(visitor)
        self._visitors.clear()
        return seen

    def _forget(self, visitor: Visitor) -> None:
        """Take back a browser; the files of the dashboard that it has fetched stay in it."""
        visitor.page.goto("about:blank")
        asked = visitor.context.new_cdp_session(visitor.page)
        kept = {"origin": visitor.site.url, "storageTypes": KEPT_BY_PAGES}
        asked.send("Storage.clearDataForOrigin", kept)
        visitor.context.clear_cookies()
        visitor.context.clear_permissions()
        for page in visitor.context.pages:
            page.close()
        self._idle.append(visitor.context)

    def _context(self) -> "BrowserContext":
        context = self._browser.new_context(
            locale="id-ID",
            timezone_id="Asia/Makassar",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        context.add_init_script(STANDS_STILL)
        context.set_default_timeout(1000 * PATIENCE)
        return context

    def _noted(self, site: Site, context: "BrowserContext") -> Visitor:
        visitor = Visitor(site, context, context.new_page())
        visitor.page.on("request", lambda request: _note_request(visitor, request.url))
        visitor.page.on("websocket", visitor.listen)
        visitor.page.on("console", lambda message: _note_console(visitor, message))
        visitor.page.on("pageerror", lambda error: visitor.seen.append(f"script: {error}"))
        self._visitors.append(visitor)
        return visitor


def _kind(message: type[BackMsg] | type[ForwardMsg], frame: bytes | str) -> str | None:
    """Return what the browser and the server tell each other in a frame."""
    return message.FromString(frame).WhichOneof("type") if isinstance(frame, bytes) else None


def _note_request(visitor: Visitor, url: str) -> None:
    if not url.startswith((visitor.site.url, "ws" + visitor.site.url[4:], "data:", "blob:")):
        visitor.seen.append(f"outside: {url}")


def _note_console(visitor: Visitor, message: Any) -> None:
    # At a page's address Streamlit first looks for its server below that address, and finds none.
    is_looking = "/_stcore/" in message.location["url"] and "404" in message.text
    if message.type == "error" and not is_looking:
        visitor.seen.append(f"console: {message.text}")
