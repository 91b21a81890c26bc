"""Choices among the members of an enum."""

from enum import StrEnum
from typing import TypeVar

import streamlit as st

_Word = TypeVar("_Word", bound=StrEnum)


def choice(words: str, options: type[_Word], default: _Word) -> _Word:
    """Draw a choice among the members of an enum whose values are Indonesian words."""
    chosen: _Word | None = st.segmented_control(
        words,
        list(options),
        default=default,
        format_func=lambda option: option.value,
        required=True,
        key=f"choice-{options.__name__}",
        persist_state="session",
    )
    return default if chosen is None else chosen
