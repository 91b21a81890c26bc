"""What a person is told beside the page: what went wrong, what was recorded, what was not sent."""

from collections.abc import Collection, Iterable
from typing import Final, NoReturn

import streamlit as st

from pages.shell.escaping import sentence, text
from rules.errors import EntryProblem, SentraError
from words.errors import error as error_sentence, problem as problem_sentence

_RECORDED: Final = "recorded"
_UNSENT: Final = "unsent"


def tell(problem: SentraError, told: Collection[EntryProblem] = ()) -> None:
    """Say what went wrong, but for what is `told` at its fields, which is only pointed at.

    Names and codes in the sentence stay words, whatever signs they hold.
    """
    left = problem.but(told)
    if left is not None:
        st.error(sentence(error_sentence(left)), icon=":material/error:")
    if told:
        st.caption("Belum tersimpan: perbaiki isian yang ditandai.")


def tell_below(key: str, found: Iterable[EntryProblem]) -> None:
    """Say what is wrong in the field with this key, right below it; the browser ties the two."""
    st.html(
        f'<p class="field-problem" id="problem-{text(key)}" data-of="{text(key)}">'
        f"{text(' '.join(map(problem_sentence, found)))}</p>"
    )


def recorded(said: str) -> None:
    """Keep what was just recorded, as Markdown, to be told by the run that follows."""
    st.session_state[_RECORDED] = said


def announce() -> None:
    """Tell once what was recorded, when all else is drawn or the page has failed.

    A second click may cut a run short, even here, and a page that stops draws nothing more: what
    was not told yet, the next run still has.
    """
    said = st.session_state.get(_RECORDED)
    if said is not None:
        st.toast(said, icon=":material/check_circle:", duration="long")
        del st.session_state[_RECORDED]


def keep_unsent(typed: str) -> None:
    """Keep the words of what was sent after the session had ended, for who is turned away."""
    st.session_state[_UNSENT] = typed


def turn_away(*, is_kept: bool) -> NoReturn:
    """Tell that the session ended while its page was open: nobody else comes past the gate.

    What stands in its forms `is_kept`; the words of what was sent after its end are shown as well.
    """
    unsent: str | None = st.session_state.get(_UNSENT)
    lost = "" if unsent is None else " Yang baru saja Anda kirim tidak tercatat."
    back = " Isian yang belum terkirim kembali setelah Anda masuk lagi." if is_kept else ""
    st.info(f"Sesi Anda sudah berakhir.{lost}{back}", icon=":material/lock:")
    if unsent:
        st.caption("Isian Anda, bila ingin disalin:")
        st.code(unsent, language=None, wrap_lines=True)
    st.html('<a class="button" href="/masuk" target="_self">Masuk kembali</a>')
    st.stop()
