"""What controls are called by who hears a page."""

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# A choice among a few is heard after the name of its group.
_CALLED = """() => [...document.querySelectorAll(
        "button:not([role=radio]), textarea, input, [role=group], [role=radiogroup]")]
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled
        && one.getBoundingClientRect().width > 1 && !one.closest("[role=presentation]"))
    .map(one => `${one.role || one.localName} ${one.ariaLabel || one.labels?.[0]?.innerText
        || one.innerText || ""}`.trim())
    .filter(said => said.includes(" "))"""


def twins(page: "Page") -> list[str]:
    """Return the names that several controls of the page share."""
    called = Counter[str](page.evaluate(_CALLED))
    return sorted(name for name, count in called.items() if count > 1)
