"""The form of how the office writes its papers. What is typed survives a refusal."""

from typing import Final

import streamlit as st

from models.meetings.office import describe_office
from pages.programme import fields
from pages.programme.sections import Papers
from pages.shell import frame
from pages.shell.commands import submit
from pages.shell.form_state import Form
from rules.meetings.office import Office
from words.meetings import office as words
from words.plan.registers import field_label

_FORM: Final = Form("office-field")
_POSTS: Final = ("chair_post", "secretary_post")


def draw(papers: Papers) -> None:
    """Draw the way into the form, or the form."""
    if not _FORM.is_open:
        st.button(
            "Atur kop dan penanda tangan",
            key="open-office",
            icon=":material/draw:",
            on_click=_open,
            args=(papers,),
        )
        return
    with st.container(border=True, key="office-form"):
        fields.text_field(_FORM, "letterhead", area=True)
        st.caption(words.LETTERHEAD)
        fields.text_field(_FORM, "minutes_number")
        st.caption(words.NUMBER)
        for column, name in zip(st.columns(2), _POSTS, strict=True):
            column.selectbox(
                field_label(name),
                ["", *papers.posts],
                format_func=lambda code: words.post(code, papers.posts),
                **_FORM.widget(name),
            )
        st.caption(words.POSTS)
        fields.ways_out(_FORM, _save, seen=papers.own.version)


def _open(papers: Papers) -> None:
    """Begin with what is in force: the settings' words are taken over by the first to save."""
    used = papers.used
    begun = {
        "letterhead": "\n".join(used.letterhead),
        "minutes_number": used.number,
        "chair_post": used.chair,
        "secretary_post": used.secretary,
    }
    _FORM.open(begun, papers.own.version)


def _save() -> None:
    if not _FORM.is_open:
        return
    text, number, *signing = (
        str(_FORM.typed(name) or "") for name in ("letterhead", "minutes_number", *_POSTS)
    )
    wanted, seen = Office((text,), number, *signing), _FORM.seen_version
    submit(
        _FORM,
        lambda connection, visit: describe_office(
            connection, visit.actor, wanted, seen=seen, at=frame.now(visit.programme)
        ),
        words.SAVED,
        typed=_FORM.words("letterhead", "minutes_number"),
    )
