"""A websocket is one person's, and what it tells is for that person alone."""

import asyncio
import logging

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.accounts import guard
from gate.accounts.sessions import Visitors
from gate.traffic import logs, sockets
from gate.traffic.sockets import PERSON, Sockets
from gate.traffic.told import Told
from gate.traffic.uploads import Uploads
from models.store.store import Store
from pages.shell import uploads
from rules.values import AccountId
from rules.vocabulary import Role
from settings import Settings
from tests.gate import web
from tests.gate.shelf import Shelf
from tests.gate.traffic import pages
from tests.gate.web import SECRET_TEXT, Client

NAME = "4da1781193accb2de557283f69bb864c"
TELLS = pages.rerun(f"/media/{NAME}.xlsx")


@pytest.fixture
def viewer(real_site: Starlette, real_store: Store) -> Client:
    web.enrol(real_store, "pengamat", role=Role.VIEWER)
    client = Client(real_site)
    assert client.sign_in("pengamat").status == 303
    return client


def _heard(client: Client, *said: bytes, **headers: str) -> list[bytes]:
    return [message["bytes"] for message in client.talk(*said, **headers) if "bytes" in message]


def test_streamlit_is_told_whose_session_it_is_whatever_a_browser_claims(
    operator: Client, viewer: Client
) -> None:
    named = {
        client.talk(**{PERSON: "1"})[1]["text"] for client in (operator, viewer, operator, viewer)
    }
    assert len(named) == 2
    assert all(name.isdecimal() for name in named)


def test_media_answer_whom_they_were_told_and_nobody_else(operator: Client, viewer: Client) -> None:
    address = f"/media/{NAME}.xlsx"
    assert operator.get(address).status == 404
    operator.talk(TELLS)
    assert SECRET_TEXT in operator.get(address).text
    answer = viewer.get(address)
    assert (answer.status, SECRET_TEXT in answer.text) == (404, False)
    assert "Muat ulang halaman" in answer.text


def test_what_is_made_on_a_click_is_made_for_whom_it_was_offered_to(
    operator: Client, viewer: Client
) -> None:
    offer = pages.rerun(NAME)
    click = pages.asks_for(NAME)
    assert _heard(operator, click) == []
    assert _heard(operator, offer, click) == [offer, click]
    assert _heard(viewer, click) == []


def test_what_no_page_of_ours_sends_is_not_heard(operator: Client) -> None:
    assert _heard(operator, pages.clears_all_caches(), pages.installs_skills()) == []
    broken = b"\xff\xff"
    assert _heard(operator, broken) == [broken]


def test_only_who_hands_in_files_is_given_a_place_for_one(operator: Client, viewer: Client) -> None:
    asked = pages.asks_for_a_place()
    assert _heard(operator, asked) == [asked]
    assert _heard(viewer, asked) == []


def test_one_person_opens_so_many_websockets_at_once(
    real_store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "MOST_OF_ONE", 2)
    person = web.actor("operator.dpmd")

    async def crowd() -> list[str]:
        leaving, sent = asyncio.Event(), []

        async def inside(scope: Scope, receive: Receive, send: Send) -> None:
            del scope, receive
            await send({"type": "websocket.accept"})
            await leaving.wait()

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message["type"])

        bound = _bound(inside, real_store, settings)
        scope = {"type": "websocket", "headers": [], guard._VISITOR: person}
        tabs = [asyncio.create_task(bound(dict(scope), receive, send)) for _ in range(3)]
        await tabs[2]
        leaving.set()
        await asyncio.gather(*tabs)
        await bound(dict(scope), receive, send)
        return sent

    accepted = "websocket.accept"
    assert asyncio.run(crowd()) == [accepted, accepted, "websocket.close", accepted]


def test_what_was_told_longest_ago_is_forgotten() -> None:
    told, person = Told(most=2), AccountId(1)
    names = [f"{number:032x}" for number in range(3)]
    for name in (*names[:2], names[0], names[2]):
        told.note(person, f"/media/{name}.png".encode())
    assert [told.knows(person, name) for name in names] == [True, False, True]


def test_no_log_holds_the_id_of_a_session(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    try:
        logs.hide_sessions()
        logging.getLogger("streamlit").warning("Session with id %s is here", pages.SESSION)
        logging.getLogger("gate").warning("PUT %s", pages.PLACE)
        logging.getLogger("gate").warning("%d files", 3)
    finally:
        logging.setLogRecordFactory(before)
    assert pages.SESSION not in caplog.text
    assert pages.HELD not in caplog.text
    assert "Session with id (sesi) is here" in caplog.text
    assert "3 files" in caplog.text


@pytest.mark.parametrize("has_left", [False, True])
def test_a_file_that_is_not_made_says_why_in_our_words(
    operator: Client, real_store: Store, settings: Settings, *, has_left: bool
) -> None:
    scope = operator._scope("websocket", "GET", "/_stcore/stream", {})
    if has_left:  # in another tab
        operator.post("/keluar", {"bukti_formulir": operator.get("/keluar").proof})
    sent: list[Message] = []

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "websocket.send", "bytes": pages.tells_not_made()})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    bound = _bound(inside, real_store, settings)
    asyncio.run(bound(scope | {guard._VISITOR: web.actor("operator.dpmd")}, receive, send))
    said = sockets.SESSION_ENDED if has_left else sockets.NOT_MADE
    assert pages.error_of(sent[0]["bytes"]) == said


def _bound(inside: ASGIApp, store: Store, settings: Settings) -> Sockets:
    return Sockets(
        inside,
        told=Told(),
        uploads=Uploads(Shelf()),
        messages=uploads,
        visitors=Visitors(store, settings),
    )
