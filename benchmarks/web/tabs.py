"""Servers with processes of their own, and tabs that talk to them as a browser would."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    ProxyHandler,
    Request,
    build_opener,
)

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

HERE: Final = "127.0.0.1"
_PATIENCE: Final = 120
_PROOF: Final = re.compile(r'name="bukti_formulir" value="([^"]+)"')


class _Still(HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class Server:
    """A Streamlit server that runs a script, and what it costs."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        """Know it by its port and its process."""
        self.origin = f"http://{HERE}:{port}"
        self.address = f"ws://{HERE}:{port}/_stcore/stream"
        self._process = psutil.Process(process.pid)

    def cpu(self) -> float:
        """Return the seconds that it has computed so far."""
        return float(sum(sum(one.cpu_times()[:2]) for one in self._family()))

    def memory(self) -> float:
        """Return the megabytes that it keeps in memory."""
        return float(sum(one.memory_info().rss for one in self._family()) / 2**20)

    def signed_in(self, username: str) -> str:
        """Return the cookies of an example account."""
        jar = CookieJar()
        opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(jar), _Still())
        with opener.open(f"{self.origin}/masuk", timeout=_PATIENCE) as page:
            proof = _PROOF.search(page.read().decode())
        assert proof
        form = {"bukti_formulir": proof.group(1), "peran": username, "lanjut": "/ringkasan"}
        asked = Request(f"{self.origin}/masuk/contoh", urlencode(form).encode())
        asked.add_header("Origin", self.origin)
        with suppress(HTTPError):  # it leads on to a page that nobody here opens
            opener.open(asked, timeout=_PATIENCE)
        return "; ".join(f"{one.name}={one.value}" for one in jar)

    def _family(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


class Tab:
    """A tab at a page of a server; it is drawn when the constructor returns."""

    def __init__(self, server: Server, page: str = "", cookies: str = "") -> None:
        """Open the page."""
        self._wire = connect(
            server.address,
            origin=Origin(server.origin),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookies} if cookies else {},
            max_size=None,
            compression=None,
            proxy=None,
        )
        self._page = ""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        self._run(asked)

    def look(self, query: str) -> None:
        """Have the page drawn under another query, to its end."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = self._page
        self._run(asked)

    def close(self) -> None:
        """Close the tab."""
        self._wire.close()

    def _run(self, asked: BackMsg) -> None:
        self._wire.send(asked.SerializeToString())
        while True:
            told = self._wire.recv(timeout=_PATIENCE)
            assert isinstance(told, bytes)
            answer = ForwardMsg.FromString(told)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._page = answer.new_session.page_script_hash
            elif kind == "navigation" and answer.navigation.page_script_hash:
                self._page = answer.navigation.page_script_hash
            elif (
                kind == "script_finished"
                and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return


@contextmanager
def serving(script: str, folder: Path, **variables: str) -> Iterator[Server]:
    """Serve `script`, which lies in `folder`; what stands in .streamlit/ there holds for it."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port = int(probe.getsockname()[1])
    options = ["--server.address", HERE, "--server.port", str(port), "--server.headless", "true"]
    child = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options],
        cwd=folder,
        env=os.environ | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(port, child)
        _wait_for(server)
        yield server
    finally:
        child.terminate()
        child.wait(20)


def _wait_for(server: Server) -> None:
    direct = build_opener(ProxyHandler({}))
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        try:
            with direct.open(f"{server.origin}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer")
