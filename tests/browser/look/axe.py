"""The rules of accessibility, run by axe-core in the page that somebody looks at."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Of the rules for 24 by 24 pixels axe says by itself that they must be asked for.
_ASKED = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_LOOKS = 4

# What waits to be drawn anew is faded out, and back in: nobody reads it meanwhile.
_STANDS = """() => !document.querySelector("[data-stale=true]")
    && !document.getAnimations().some((one) => one instanceof CSSTransition)"""


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: "Page") -> list[str]:
    """Return what axe finds wrong, each with its rule and the piece of the page.

    A run that begins while axe looks fades the page: what is wrong is so at every look.
    """
    found: list[str] = []
    for _ in range(_LOOKS):
        page.wait_for_function(_STANDS)
        found = _found(page)
        if not found:
            break
    return found


def _found(page: "Page") -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"{_script()};0")
    told: list[dict[str, Any]] = page.evaluate("asked => axe.run(document, asked)", _ASKED)[
        "violations"
    ]
    return [f"{one['id']}: {node['html'][:200]}" for one in told for node in one["nodes"]]
