"""Choices: among the members of an enum, among sentra by the address."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

import streamlit as st

from pages.shell import escaping
from rules.values import SentraCode

_Word = TypeVar("_Word", bound=StrEnum)
_SENTRA: Final = "sentra"


def choice(words: str, options: type[_Word], default: _Word) -> _Word:
    """Draw a choice among the members of an enum whose values are Indonesian words."""
    chosen: _Word | None = st.segmented_control(
        words,
        list(options),
        default=default,
        format_func=lambda option: option.value,
        required=True,
        key=_key(options),
        persist_state="session",
    )
    return default if chosen is None else chosen


def choose(option: StrEnum) -> None:
    """Let the choice among the members of its enum, drawn next, be `option`."""
    st.session_state[_key(type(option))] = option


def _key(options: type[StrEnum]) -> str:
    return f"choice-{options.__name__}"


def sentra(names: Mapping[SentraCode, str], default: SentraCode) -> SentraCode:
    """Return the sentra that the address names, with a picker that changes the address.

    An unknown code is told in a sentence, and the default is shown.
    """
    asked = st.query_params.get(_SENTRA)
    if asked is not None and asked not in names:
        known = ", ".join(sorted(names))
        st.warning(
            f"Sentra “{escaping.plain(asked)}” tidak ada; yang dikenal {known}.",
            icon=":material/link_off:",
        )
    code = default if asked is None or asked not in names else SentraCode(asked)
    st.session_state["pick-sentra"] = code
    st.selectbox(
        "Sentra",
        sorted(names),
        key="pick-sentra",
        format_func=lambda known: names[known],
        on_change=_picked,
        width=340,
    )
    st.query_params[_SENTRA] = code
    return code


def _picked() -> None:
    st.query_params[_SENTRA] = st.session_state["pick-sentra"]
