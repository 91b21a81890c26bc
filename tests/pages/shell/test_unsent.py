"""What stands unsent in forms when a session ends comes back to its writer, and to nobody else."""

from collections.abc import MutableMapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings, strategies as hypothesis

from models.accounts import unsent as kept_forms
from models.store.store import Store
from pages.accounts.sections import AdminSection
from pages.reporting.drafts import Way
from pages.shell import unsent
from pages.shell.catalogue import ADMINISTRATION, OVERVIEW, TASKS
from pages.shell.form_state import Form
from pages.widgets.word_tables import WordTable
from rules.periods import WITA
from rules.values import Actor
from rules.vocabulary import Role, Status
from tests.pages.conftest import Desk
from tests.pages.reading import stands, widget, words
from tests.people import Office
from words.reporting.batch_lines import Column

GALLERY = "S04-M08"
OWN = f"report-{GALLERY}-"
TOLD = "Isian Anda yang belum terkirim sudah kembali ke formulirnya di Tugas saya."
AT = datetime(2022, 6, 30, 12, tzinfo=WITA)
FORM = Form("report-S04-M08")


def written(desk: Desk) -> None:
    """Let the operator write into a form, and the session end before it is sent."""
    screen = desk.open(TASKS, tonggak=GALLERY)
    for name, value in {"status": Status.OBSTRUCTED, "percent": 60, "note": "Lahan"}.items():
        widget(screen, f"{OWN}{name}").set_value(value).run()


def test_a_report_being_written_comes_back_after_signing_in(desk: Desk) -> None:
    written(desk)
    again = desk.open(TASKS)

    assert TOLD in words(again)
    assert widget(again, f"{OWN}status").value is Status.OBSTRUCTED
    assert (widget(again, f"{OWN}percent").value, widget(again, f"{OWN}note").value) == (
        60,
        "Lahan",
    )
    widget(again, "unsent-told").click().run()
    assert TOLD not in words(again)


def test_what_is_typed_as_the_session_ends_is_kept_too(desk: Desk) -> None:
    screen = desk.open(TASKS, tonggak=GALLERY)
    who, desk.who = desk.who, None
    widget(screen, f"{OWN}note").set_value("Ditulis sesudah sesi berakhir").run()
    assert "Isian yang belum terkirim kembali setelah Anda masuk lagi." in words(screen)
    desk.who = who

    assert widget(desk.open(TASKS), f"{OWN}note").value == "Ditulis sesudah sesi berakhir"


@pytest.mark.parametrize("way", ["cancel", "send"])
def test_what_was_sent_or_given_up_does_not_come_back(desk: Desk, way: str) -> None:
    written(desk)
    screen = desk.open(TASKS)
    widget(screen, f"{OWN}obstacle").set_value("Belum dibebaskan").run()
    widget(screen, f"{OWN}owner").set_value("BPKAD").run()
    widget(screen, f"{OWN}{way}").click().run()

    again = desk.open(TASKS)
    assert TOLD not in words(again)
    assert f"{OWN}submission" not in again.session_state


def test_nobody_else_is_given_it(desk: Desk) -> None:
    written(desk)
    other = desk.sit("perindag").open(TASKS)

    assert stands(other)
    assert f"{OWN}submission" not in other.session_state
    assert TOLD not in words(other)


def test_where_it_was_written_is_told_wherever_one_looks_meanwhile(desk: Desk) -> None:
    written(desk)
    desk.open(OVERVIEW)

    assert TOLD in words(desk.open(OVERVIEW))


def test_a_form_that_was_only_opened_is_not_kept(desk: Desk) -> None:
    desk.open(TASKS, tonggak=GALLERY)

    assert TOLD not in words(desk.open(OVERVIEW))


def test_a_secret_that_is_shown_once_is_kept_nowhere(desk: Desk) -> None:
    screen = desk.sit("admin").open(ADMINISTRATION)
    widget(screen, "choice-AdminSection").set_value(AdminSection.TOKENS).run()
    widget(screen, "new-token").click().run()
    widget(screen, "token-field-purpose").input("Power BI")
    widget(screen, "give-token").click().run()
    assert screen.code
    widget(screen, "choice-AdminSection").set_value(AdminSection.ACCOUNTS).run()
    widget(screen, "invite").click().run()
    widget(screen, "account-field-username").input("tamu")
    widget(screen, "account-field-name").input("Siti Nur")
    widget(screen, "account-field-role").set_value(Role.VIEWER)
    widget(screen, "send-invite").click().run()
    assert "/undangan/" in screen.code[0].value

    with desk.store.read() as connection:
        assert kept_forms.unsent_forms(connection, desk.people["admin"], at=AT) == {}


# Without a page around it.


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> MutableMapping[str, Any]:
    held: MutableMapping[str, Any] = {}
    monkeypatch.setattr(st, "session_state", held)
    return held


def next_session(store: Store, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what stands in the forms, and begin anew."""
    unsent.keep(store, AT)
    monkeypatch.setattr(st, "session_state", {})
    begin(store, actor)


def begin(store: Store, actor: Actor) -> None:
    with store.read() as connection:
        unsent.begin(connection, actor, AT)


PLAIN = (
    hypothesis.none()
    | hypothesis.booleans()
    | hypothesis.integers()
    | hypothesis.text()
    | hypothesis.dates()
    | hypothesis.datetimes()
    | hypothesis.times()
    | hypothesis.decimals(allow_nan=False)
    | hypothesis.sampled_from([*Status, *Way])
)
VALUES = PLAIN | hypothesis.lists(PLAIN) | hypothesis.tuples(PLAIN, hypothesis.lists(PLAIN))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES, seen=VALUES)
def test_every_value_comes_back_as_it_was(
    plain_store: tuple[Store, Actor], value: object, seen: object
) -> None:
    store, actor = plain_store
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "session_state", {})
        begin(store, actor)
        FORM.open({"note": "", "value": None}, seen)
        FORM.put("note", "Ada")
        FORM.put("value", value)
        next_session(store, actor, patch)

        assert (FORM.typed("note"), FORM.seen_version) == ("Ada", seen)
        assert FORM.typed("value") == value
        assert type(FORM.typed("value")) is type(value)
        FORM.clear()
        unsent.keep(store, AT)


@pytest.fixture
def plain_store(store: Store, session: MutableMapping[str, Any]) -> tuple[Store, Actor]:
    assert not session
    return store, Office(store).people.operator_dpmd


def test_what_cannot_be_kept_is_left_out_and_the_rest_comes_back(
    plain_store: tuple[Store, Actor],
    session: MutableMapping[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, actor = plain_store
    begin(store, actor)
    FORM.open({"note": ""}, object())
    FORM.put("note", "Ada")
    FORM.put("files", [object()])
    session[FORM.field("send")] = True  # a button takes no value from anybody
    next_session(store, actor, monkeypatch)

    assert FORM.typed("note") == "Ada"
    assert FORM.seen_version is None
    assert FORM.typed("files") is None
    assert FORM.field("send") not in st.session_state


def test_a_form_that_renews_comes_back_under_a_submission_of_its_own(
    plain_store: tuple[Store, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, actor = plain_store
    begin(store, actor)
    form = Form("whole", renews=True)
    form.begin({"note": ""}, 3)
    form.put("note", "Ada")
    before = form.submission
    next_session(store, actor, monkeypatch)

    assert (form.typed("note"), form.seen_version) == ("Ada", 3)
    assert form.submission != before


def test_a_table_comes_back_with_what_was_typed_into_it(
    plain_store: tuple[Store, Actor],
    session: MutableMapping[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, actor = plain_store
    begin(store, actor)
    table = WordTable(FORM, Column, spare=2)
    FORM.open({})
    table.lay_out([{"milestone": "S04-M08"}, {"milestone": "S04-M02"}])
    unsent.keep(store, AT)
    session[table.key] = {"edited_rows": {1: {"note": "Ada"}}, "added_rows": [{"note": "Baru"}]}
    table.remember()
    typed = table.filled()
    next_session(store, actor, monkeypatch)
    table.take_up()

    assert table.filled() == typed
    assert typed[1] == {"milestone": "S04-M02", "note": "Ada"}


@pytest.mark.parametrize(
    ("left", "later"),
    [("x" * 300_000, timedelta()), ("Ada", kept_forms.KEPT_FOR + timedelta(1))],
    ids=["too long", "too old"],
)
def test_what_is_too_long_or_too_old_is_not_kept(
    plain_store: tuple[Store, Actor], left: str, later: timedelta
) -> None:
    store, actor = plain_store
    begin(store, actor)
    FORM.open({"note": ""})
    FORM.put("note", left)
    unsent.keep(store, AT)
    with store.read() as connection:
        assert kept_forms.unsent_forms(connection, actor, at=AT + later) == {}


def test_what_nobody_wrote_costs_no_write(
    plain_store: tuple[Store, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, actor = plain_store
    begin(store, actor)
    FORM.open({"note": "", "day": date(2022, 6, 30), "at": time(9), "value": Decimal(1)}, 7)
    FORM.note("asked", value=3)
    monkeypatch.setattr(Store, "write", lambda _: pytest.fail("nothing is to be kept"))

    assert not unsent.keep(store, AT)
    assert not unsent.written()
