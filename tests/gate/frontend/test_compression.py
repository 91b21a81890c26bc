import asyncio
import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from gate.frontend.compression import Compression
from tests.gate.web import SCRIPT, SECRET_TEXT, Client

PATH = "/static/js/index.js"


def _accepting(client: Client, coding: str, **headers: str) -> tuple[int, str, bytes, str]:
    answer = client.get(PATH, **{"accept-encoding": coding} | headers)
    coded = answer.header("content-encoding")
    return answer.status, coded, answer.body, answer.header("vary")


@pytest.mark.parametrize("coding", ["gzip", "br, gzip", "gzip;q=0.5", "GZIP"])
def test_a_script_arrives_small_and_the_same(stranger: Client, coding: str) -> None:
    for _ in range(2):
        status, coded, body, vary = _accepting(stranger, coding)
        assert (status, coded, vary) == (200, "gzip", "Accept-Encoding")
        assert gzip.decompress(body) == SCRIPT.encode()
        assert len(body) < len(SCRIPT) / 4


@pytest.mark.parametrize("coding", ["", "br", "gzip;q=0", "identity"])
def test_who_cannot_read_gzip_gets_it_plain(stranger: Client, coding: str) -> None:
    status, coded, body, vary = _accepting(stranger, coding)
    assert (status, coded, vary) == (200, "", "Accept-Encoding")
    assert body == SCRIPT.encode()


def test_headers_speak_of_the_compressed_file(stranger: Client) -> None:
    answer = stranger.get(PATH, **{"accept-encoding": "gzip"})
    assert int(answer.header("content-length")) == len(answer.body)
    assert answer.header("etag") == '"abc-gzip"'
    assert answer.header("content-type") == "text/javascript; charset=utf-8"
    assert answer.header("cache-control") == "public"


def test_a_file_that_the_browser_has_is_not_sent_again(stranger: Client) -> None:
    for _ in range(2):
        condition = {"if-none-match": 'W/"old", "abc-gzip"'}
        assert _accepting(stranger, "gzip", **condition)[0] == 304
    assert _accepting(stranger, "gzip", **{"if-none-match": '"abc"'})[0] == 200


def test_fonts_and_parts_of_files_are_left_alone(stranger: Client) -> None:
    font = stranger.get("/static/media/font.woff2", **{"accept-encoding": "gzip"})
    assert font.body.startswith(SECRET_TEXT.encode())
    assert _accepting(stranger, "gzip", range="bytes=0-9")[1] == ""


def test_a_file_that_is_not_there_fills_no_memory(real_site: Starlette) -> None:
    compression = Compression(real_site)
    client = Client(compression)
    for number in range(5):
        answer = client.get(f"/static/js/tidak-ada-{number}.js", **{"accept-encoding": "gzip"})
        assert answer.text.startswith("<p>")
    assert not compression._kept


def test_memory_is_bounded(real_site: Starlette) -> None:
    compression = Compression(real_site.router, capacity=10)
    status, coded, body, _ = _accepting(Client(compression), "gzip")
    assert (status, coded, body) == (200, "", SCRIPT.encode())
    assert not compression._kept


def test_who_leaves_at_once_cuts_nothing_short_for_the_next(tmp_path: Path) -> None:
    script = tmp_path / "index.js"
    script.write_text(SCRIPT * 500)

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        await FileResponse(script)(scope, receive, send)

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def unheard(_: Message) -> None:
        return

    compression = Compression(site)
    client = Client(compression)
    scope = client._scope("http", "GET", PATH, {"accept-encoding": "gzip"})

    asyncio.run(compression(scope, gone, unheard))

    status, coded, body, _ = _accepting(client, "gzip")
    assert (status, coded) == (200, "gzip")
    assert gzip.decompress(body) == script.read_bytes()
