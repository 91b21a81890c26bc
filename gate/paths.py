"""Which addresses there are: open to all, for machines, pages; and which of them may be gone to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from starlette.types import Scope

SIGN_IN: Final = "/masuk"
SIGN_IN_EXAMPLE: Final = "/masuk/contoh"
SIGN_IN_OFFICE: Final = "/masuk/oidc"
SIGN_IN_OFFICE_BACK: Final = "/masuk/oidc/kembali"
SIGN_OUT: Final = "/keluar"
INVITATION: Final = "/undangan/"
PASSWORD: Final = "/kata-sandi"  # noqa: S105 - a path
ASSETS: Final = "/gerbang/"
EVIDENCE: Final = "/bukti/"
FOLLOW_UPS: Final = "/bukti/tindak-lanjut/"
FEED: Final = "/data/"
BUNDLE: Final = "/static/"
NEXT: Final = "lanjut"
GOODBYE: Final = "keluar"
HOME: Final = "/"
BEGINNING: Final = "/mulai"
"""The page from which a plan is prepared, as long as it is a draft."""


_OPEN: Final = frozenset(
    {SIGN_IN, SIGN_IN_EXAMPLE, SIGN_IN_OFFICE, SIGN_IN_OFFICE_BACK, "/_stcore/health"}
)
_OPEN_PREFIXES: Final = (BUNDLE, ASSETS, INVITATION, "/favicon.")
_MACHINE_PREFIXES: Final = ("/_stcore/", "/media/", "/component/", "/app/")
# What Streamlit tells of its inside (metrics, script checks, agents) is nobody's page.
_ASKED_BY_PAGES: Final = re.compile(
    r"/_stcore/(health|host-config|stream|upload_file/.+)|/(media|component|app)/.+"
)
_LONGEST_NEXT: Final = 2000


@dataclass(frozen=True, slots=True)
class PagePaths:
    """The pages there are, by path; `default` is the path of the page that stands at home."""

    known: frozenset[str]
    default: str

    @classmethod
    def of(cls, url_paths: Iterable[str], *, default: str) -> "PagePaths":
        """Return the pages of these url_paths; the one named `default` stands at home."""
        known = frozenset(f"/{path}" for path in url_paths if path != default)
        return cls(known | {HOME}, f"/{default}")


def is_open(path: str) -> bool:
    """Whether anybody may ask for `path` without a session."""
    # What a later reader of the path would resolve to another place is never open.
    if ".." in path or "\\" in path or "//" in path:
        return False
    return path in _OPEN or path.startswith(_OPEN_PREFIXES)


def is_feed(path: str) -> bool:
    """Whether the feed answers for `path`, which asks for a token itself."""
    # A route matches no line break, so such a path would fall through to Streamlit.
    return path.startswith(FEED) and path.isprintable()


def is_for_machines(path: str) -> bool:
    """Whether scripts rather than people ask for `path`, so that no page answers there."""
    return path.startswith(_MACHINE_PREFIXES)


def is_asked_by_pages(path: str) -> bool:
    """Whether a page of ours makes the browser ask for `path`."""
    return _ASKED_BY_PAGES.fullmatch(path) is not None


def asked(scope: Scope) -> str:
    """Return the path and query that a request asks for, as they stand in a link."""
    query = scope.get("query_string", b"").decode("latin-1")
    return quote(scope["path"], safe="/") + (f"?{query}" if query else "")


def sign_in_for(target: str) -> str:
    """Return the link to the sign-in page that comes back to `target`."""
    return SIGN_IN if target == HOME else f"{SIGN_IN}?{urlencode({NEXT: target})}"


def local(target: str) -> str:
    """Return `target` when it is a page of this site, home otherwise."""
    if not target.startswith("/") or len(target) > _LONGEST_NEXT:
        return HOME
    # Browsers read a backslash as a slash and drop control characters, so //outside hides in both.
    if "\\" in target or not target.isprintable() or target.startswith("//"):
        return HOME
    parts = urlsplit(target)
    is_of_sign_in = is_open(parts.path) or parts.path in {SIGN_OUT, PASSWORD}
    return HOME if parts.scheme or parts.netloc or is_of_sign_in else target
