"""Every click that changes something goes through one runner: whatever goes wrong is a sentence."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from models.accounts import commands as accounts, invitations, posts
from models.feed import commands as feed
from pages.accounts.sections import AdminSection
from pages.quarters import card
from pages.ratings import form as rating_form
from pages.shell.catalogue import ADMINISTRATION, OVERVIEW, QUARTERS, SENTRA
from rules.vocabulary import Light
from tests.pages.conftest import PAGES, Desk
from tests.pages.reading import alerts, freeze, stands, widget, words

UNFORESEEN = "Permintaan tidak dapat dipenuhi; muat ulang halaman lalu coba lagi."
RUNNER = "shell/commands.py"
LONG_PURPOSE = ("Power BI " * 40).strip()


def _rating(desk: Desk) -> AppTest:
    screen = desk.sit("pimpinan").open(SENTRA, sentra="S04")
    widget(screen, "rating-S04-light").set_value(Light.CRITICAL)
    screen.run()
    widget(screen, "rating-S04-reason").input("Lahan dijual")
    return screen


def _correction(desk: Desk) -> AppTest:
    screen = freeze(desk.sit("admin").open(QUARTERS), "2022-1")
    widget(screen, "quarter-2022-1-reason").input("Bukti baru")
    return screen


def _invitation(desk: Desk) -> AppTest:
    screen = desk.sit("admin").open(ADMINISTRATION)
    widget(screen, "invite").click().run()
    widget(screen, "account-field-username").input("dpmd")
    widget(screen, "account-field-name").input("Siti Nur")
    return screen


def _account(desk: Desk) -> AppTest:
    screen = desk.sit("admin").open(ADMINISTRATION)
    widget(screen, f"manage-{desk.people['pengamat'].account_id}").click().run()
    widget(screen, "account-field-name").input(" ")
    widget(screen, "account-field-email").input("bukan surel")
    return screen


def _posts(desk: Desk) -> AppTest:
    screen = desk.sit("admin").open(ADMINISTRATION)
    return _section(screen, "Jabatan")


def _section(screen: AppTest, name: str) -> AppTest:
    widget(screen, "choice-AdminSection").set_value(AdminSection(name)).run()
    return screen


def _new_post(desk: Desk) -> AppTest:
    screen = _posts(desk)
    widget(screen, "new-post").click().run()
    widget(screen, "post-field-title").input("Kepala DPMD")
    widget(screen, "post-field-code").input("bukan kode!")
    return screen


def _holding(desk: Desk) -> AppTest:
    screen = _posts(desk)
    widget(screen, "new-post").click().run()
    widget(screen, "post-field-title").input("Kepala DPMD")
    widget(screen, "post-field-code").input("kepala-dpmd")
    widget(screen, "save-new-post").click().run()
    widget(screen, "fill-kepala-dpmd").click().run()
    widget(screen, "post-field-name").input("Rahmat")
    widget(screen, "post-field-nip").input("bukan NIP")
    return screen


def _token(desk: Desk) -> AppTest:
    screen = _section(desk.sit("admin").open(ADMINISTRATION), "Data")
    widget(screen, "new-token").click().run()
    widget(screen, "token-field-purpose").input(LONG_PURPOSE)
    return screen


@dataclass(frozen=True)
class Filled:
    """A form filled with what its command refuses, and where the words then stand."""

    fill: Callable[[Desk], AppTest]
    send: str
    command: tuple[object, str]
    typed: dict[str, str]

    @property
    def copied(self) -> str:
        return "\n".join(word for word in self.typed.values() if word.strip())


FORMS = {
    "rating": Filled(
        _rating,
        "rating-S04-save",
        (rating_form, "rate_sentra"),
        {"rating-S04-reason": "Lahan dijual"},
    ),
    "correction": Filled(
        _correction,
        "quarter-2022-1-freeze",
        (card, "correct_quarter"),
        {"quarter-2022-1-reason": "Bukti baru"},
    ),
    "invitation": Filled(
        _invitation,
        "send-invite",
        (invitations, "invite"),
        {"account-field-username": "dpmd", "account-field-name": "Siti Nur"},
    ),
    "account": Filled(
        _account,
        "save-account",
        (accounts, "describe"),
        {"account-field-name": " ", "account-field-email": "bukan surel"},
    ),
    "holding": Filled(
        _holding,
        "save-post",
        (posts, "seat"),
        {"post-field-name": "Rahmat", "post-field-nip": "bukan NIP"},
    ),
    "post": Filled(
        _new_post,
        "save-new-post",
        (posts, "create_post"),
        {"post-field-title": "Kepala DPMD", "post-field-code": "bukan kode!"},
    ),
    "token": Filled(
        _token, "give-token", (feed, "give_token"), {"token-field-purpose": LONG_PURPOSE}
    ),
}


@pytest.fixture(params=FORMS)
def filled(request: pytest.FixtureRequest) -> Filled:
    return FORMS[request.param]


def test_what_nobody_foresaw_is_told_in_indonesian_and_what_was_typed_stays(
    desk: Desk,
    filled: Filled,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("rahasia dapur")

    screen = filled.fill(desk)
    monkeypatch.setattr(*filled.command, broken)
    widget(screen, filled.send).click().run()

    assert stands(screen)
    assert UNFORESEEN in alerts(screen)
    assert "rahasia dapur" in caplog.text
    assert "rahasia dapur" not in words(screen)
    assert {key: widget(screen, key).value for key in filled.typed} == filled.typed


def test_who_sends_after_the_session_ended_copies_what_was_typed(
    desk: Desk, filled: Filled
) -> None:
    screen = filled.fill(desk)
    desk.who = None
    widget(screen, filled.send).click().run()

    (told,) = alerts(screen)
    assert told.startswith("Sesi Anda sudah berakhir. Yang baru saja Anda kirim tidak tercatat.")
    assert [one.value for one in screen.code] == [filled.copied]


def test_what_was_typed_comes_back_after_signing_in(desk: Desk, filled: Filled) -> None:
    screen = filled.fill(desk)
    who, desk.who = desk.who, None
    widget(screen, filled.send).click().run()
    desk.who = who
    again = desk.open(OVERVIEW)

    assert {key: again.session_state[key] for key in filled.typed} == filled.typed
    assert "sudah kembali ke formulirnya" in words(again)


def test_a_refusal_is_a_sentence_beside_what_was_typed(desk: Desk, filled: Filled) -> None:
    screen = filled.fill(desk)
    before = alerts(screen)
    widget(screen, filled.send).click().run()

    assert stands(screen)
    told = [one for one in alerts(screen) if one not in before]
    assert told
    assert len(set(told)) == len(told)
    assert UNFORESEEN not in told
    assert {key: widget(screen, key).value for key in filled.typed} == filled.typed
    assert not screen.toast or "tersimpan" not in screen.toast[0].value


def test_what_is_typed_of_an_account_outlives_a_look_at_the_posts(desk: Desk) -> None:
    screen = _invitation(desk)
    _section(_section(screen, "Jabatan"), "Akun")

    assert widget(screen, "account-field-name").value == "Siti Nur"


# What no form of tomorrow may do: act past the runner.


def _acts_alone(tree: ast.AST) -> Iterator[str]:
    """Each place where a module opens a transaction, asks who acts, or catches whatever failed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith("store.write") or called.split(".")[-1] == "acting":
                yield f"{node.lineno}: {called}"
        if isinstance(node, ast.ExceptHandler):
            caught = "" if node.type is None else ast.unparse(node.type)
            if not caught or {"SentraError", "Exception", "BaseException"} & _names(caught):
                yield f"{node.lineno}: except {caught}"


def _names(caught: str) -> set[str]:
    return {name.strip(" ()").split(".")[-1] for name in caught.split(",")}


def test_no_module_but_the_runner_acts() -> None:
    found = {
        file.relative_to(PAGES).as_posix(): list(
            _acts_alone(ast.parse(file.read_text(encoding="utf-8")))
        )
        for file in sorted(PAGES.rglob("*.py"))
    }

    assert found.pop(RUNNER)
    # The frame asks who is here for a page, and tells what went wrong with a page as a whole.
    around = sorted(place.split(": ")[1] for place in found.pop("shell/frame.py"))
    assert around == ["acting", "except Exception", "except Exception", "except SentraError"]
    # And what stands unsent in forms is kept whatever becomes of the page and its session.
    assert [place.split(": ")[1] for place in found.pop("shell/unsent.py")] == ["store.write"]
    assert not {name: places for name, places in found.items() if places}


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("with visit.store.write() as connection: pass", True),
        ("with store.write(): pass", True),
        ("visit = frame.acting()", True),
        ("try:\n    act()\nexcept SentraError: pass", True),
        ("try:\n    act()\nexcept (ValueError, errors.SentraError): pass", True),
        ("try:\n    act()\nexcept Exception: pass", True),
        ("try:\n    act()\nexcept: pass", True),
        ("with visit.store.read() as connection: pass", False),
        ("try:\n    parse()\nexcept ValueError: pass", False),
    ],
)
def test_a_way_past_the_runner_is_recognised(line: str, *, is_found: bool) -> None:
    assert bool(list(_acts_alone(ast.parse(line)))) is is_found
