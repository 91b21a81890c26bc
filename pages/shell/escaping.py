"""Words that somebody wrote, made safe for what shows them: a tag, or Streamlit's Markdown."""

import re
from html import escape
from typing import Final

from charts import lettering

_LONGEST_SENTENCE: Final = 1000


def text(value: str) -> str:
    """Return `value` safe inside a tag."""
    return escape(lettering.clean(value), quote=True)


def plain(value: str, longest: int = 40) -> str:
    """Return `value` short and safe inside Streamlit's Markdown."""
    return re.sub(r"([\\\[\]()`*_#!<>~$:|.@&])", r"\\\1", lettering.clean(value)[:longest])


def sentence(value: str) -> str:
    """Return a whole sentence safe inside Streamlit's Markdown."""
    return plain(value, _LONGEST_SENTENCE)
