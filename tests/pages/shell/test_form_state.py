from collections.abc import MutableMapping
from typing import Any

import pytest
import streamlit as st

from pages.shell import notices
from pages.shell.form_state import Form, belong_to, refusals
from rules.errors import NoProgramme, NotSignedIn, SentraError

Session = MutableMapping[str, Any]
FORM = Form("report-S04-M08", about="S04")


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session as Streamlit would keep it, without a page around it."""
    held: Session = {}
    monkeypatch.setattr(st, "session_state", held)
    return held


def test_a_form_that_nobody_opened_holds_nothing() -> None:
    assert not FORM.is_open
    assert FORM.typed("note") is None
    assert FORM.problem is None
    assert FORM.seen_version is None


def test_an_opened_form_begins_with_what_it_was_given_and_the_version_seen(
    session: Session,
) -> None:
    FORM.open({"note": "", "percent": 40}, 7)

    assert FORM.is_open
    assert (FORM.typed("note"), FORM.typed("percent"), FORM.seen_version) == ("", 40, 7)
    assert session["report-S04-M08-percent"] == 40
    assert FORM.widget("note") == {"key": "report-S04-M08-note", "persist_state": "session"}


def test_what_was_typed_stays_after_a_refusal() -> None:
    FORM.open({"note": ""}, 7)
    FORM.put("note", "Selesai")
    submission, problem = FORM.submission, NotSignedIn()

    assert not FORM.is_recorded(problem, "Selesai")

    assert FORM.typed("note") == "Selesai"
    assert (FORM.seen_version, FORM.submission) == (7, submission)
    assert FORM.problem is problem
    assert FORM.refusal is not None
    assert FORM.refusal.typed == "Selesai"


def test_nothing_stays_after_it_was_recorded(session: Session) -> None:
    FORM.open({"note": "Selesai"}, 7)
    FORM.keep_refusal(SentraError())
    session["elsewhere"] = 1

    assert FORM.is_recorded(None)

    assert not FORM.is_open
    assert FORM.typed("note") is None
    assert FORM.refusal is None
    assert not [key for key in session if key.startswith(FORM.name)]
    assert session["elsewhere"] == 1


@pytest.mark.parametrize("name", ["report-S04-M081", "report-S04-M08-lain"])
def test_a_form_forgets_nothing_of_another_whose_name_begins_alike(name: str) -> None:
    other = Form(name, about="S04")
    other.open({"note": "Lain"}, 1)
    other.keep_refusal(SentraError())
    FORM.open({"note": "Selesai"}, 1)

    FORM.clear()

    assert (other.typed("note"), other.seen_version, other.is_open) == ("Lain", 1, True)
    assert [refusal.form for refusal in refusals("S04")] == [other]


def test_opened_again_it_forgets_what_was_typed_and_refused() -> None:
    FORM.open({"note": ""}, 7)
    FORM.put("note", "Selesai")
    FORM.keep_refusal(SentraError())
    before = FORM.submission

    FORM.open({"note": ""}, 8)

    assert (FORM.typed("note"), FORM.seen_version, FORM.problem) == ("", 8, None)
    assert FORM.submission != before


def test_seen_anew_it_answers_to_the_new_version_with_another_submission() -> None:
    FORM.open({"note": "Selesai"}, 7)
    before = FORM.submission

    FORM.see(8)

    assert FORM.seen_version == 8
    assert FORM.submission != before
    assert FORM.typed("note") == "Selesai"


def test_a_form_that_goes_on_keeps_what_was_typed_and_the_version_it_began_with() -> None:
    form = Form("plan-5", renews=True)
    form.begin({"title": "Rapat", "place": ""}, "v1")
    form.put("title", "Rapat Juni")

    form.begin({"title": "Rapat", "place": "", "new": 1}, "v2")

    assert (form.typed("title"), form.typed("new"), form.seen_version) == ("Rapat Juni", 1, "v1")
    form.forget_seen()
    form.begin({"title": "Rapat"}, "v2")
    assert (form.typed("title"), form.seen_version) == ("Rapat Juni", "v2")


def test_a_form_that_renews_has_other_widgets_after_it_was_recorded() -> None:
    form = Form("plan-5", renews=True)
    form.begin({"title": "Rapat"})
    before = form.field("title")

    assert form.is_recorded(None)

    assert not form.is_open
    form.begin({"title": ""})
    assert form.field("title") != before
    assert form.typed("title") == ""


def test_a_form_that_stays_has_the_same_widgets() -> None:
    FORM.open({"note": ""})
    before = FORM.field("note")
    FORM.open({"note": ""})

    assert FORM.field("note") == before


def test_words_to_be_copied_stand_a_line_each_without_blank_ones() -> None:
    FORM.open({"note": " Selesai ", "evidence": " ", "owner": None})

    assert FORM.words("note", "evidence", "owner", "never-drawn") == "Selesai"
    FORM.put("evidence", "BA 12")
    assert FORM.words("note", "evidence") == "Selesai\nBA 12"


def test_refusals_are_found_by_what_they_are_about_until_they_are_forgotten() -> None:
    other = Form("report-S05-M01", about="S05")
    FORM.put("note", "Selesai")
    FORM.keep_refusal(SentraError(), "Selesai")
    other.keep_refusal(SentraError())

    assert [refusal.form for refusal in refusals("S04")] == [FORM]
    FORM.forget_refusal()
    assert not refusals("S04")
    assert FORM.typed("note") == "Selesai"


def test_what_was_refused_again_comes_last() -> None:
    other = Form("report-S05-M01", about="S04")
    for form in (FORM, other, FORM):
        form.keep_refusal(SentraError())

    assert [refusal.form for refusal in refusals("S04")] == [other, FORM]


def test_a_refusal_is_told_once_it_is_kept_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[SentraError] = []
    monkeypatch.setattr(notices, "tell", lambda problem, _: told.append(problem))

    FORM.tell_refusal()
    assert not told
    FORM.keep_refusal(problem := NotSignedIn())
    FORM.tell_refusal()

    assert told == [problem]


def test_a_later_refusal_takes_the_place_of_the_first() -> None:
    FORM.keep_refusal(NotSignedIn())
    FORM.keep_refusal(problem := NoProgramme())

    assert FORM.problem is problem


def test_forms_of_one_programme_know_nothing_of_those_of_another() -> None:
    FORM.open({"note": ""}, 7)
    FORM.put("note", "dari yang pertama")
    FORM.keep_refusal(NoProgramme())
    belong_to("kedua-")

    assert not FORM.is_open
    assert refusals("S04") == ()
    FORM.open({"note": "dari yang kedua"}, 8)
    FORM.clear()

    belong_to("")
    assert (FORM.typed("note"), FORM.seen_version) == ("dari yang pertama", 7)
    assert [one.form for one in refusals("S04")] == [FORM]
