"""Words of English that Streamlit says of its own accord, on the page that somebody looks at."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What can be read, pointed at or heard, outside of what our pages draw and of what people wrote.
_SAID = """() => {
  const ours = "[data-testid=stHtml], [translate=no], [role=option], script, style, noscript";
  const said = new Set();
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest(ours)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"])
      if (one.getAttribute(name)) said.add(one.getAttribute(name));
    for (const child of one.childNodes)
      if (child.nodeType === Node.TEXT_NODE && child.data.trim()) said.add(child.data.trim());
  }
  return [...said];
}"""
_ENGLISH = re.compile(
    r"\b("
    r"add|all|an|and|app|august|available|choose|clear|close|collapse|column|columns|copy|date"
    r"|day|dd|december|delete|download|drag|drop|expand|failed|february|file|files|first|for"
    r"|fullscreen|help|here|january|july|june|last|main|may|mm|month|next|october|of|open"
    r"|option|options|page|pages|pagination|previous|remove|results|row|search|select|selected|sidebar"
    r"|skip|the|to|today|upload|value|year|your|yyyy"
    r")\b",
    re.IGNORECASE,
)


def english(page: "Page") -> list[str]:
    """Return what holds a word of English that Indonesian does not have."""
    return [one for one in page.evaluate(_SAID) if _ENGLISH.search(one)]
