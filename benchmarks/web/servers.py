"""Servers with processes of their own, and what they cost."""

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

from settings import PROJECT

HERE: Final = "127.0.0.1"
PATIENCE: Final = 120
_PROOF: Final = re.compile(r'name="bukti_formulir" value="([^"]+)"')


class _Still(HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class Server:
    """A server of this machine, known by its port and its process."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.origin = f"http://{HERE}:{port}"
        self._process = psutil.Process(process.pid)

    def cpu(self) -> float:
        """Return the seconds that it and what it started have computed so far."""
        # The first two are the process's own, the next two those of its children that ended.
        return float(sum(sum(one.cpu_times()[:4]) for one in self._family()))

    def memory(self) -> float:
        """Return the megabytes that it keeps in memory."""
        return float(sum(one.memory_info().rss for one in self._family()) / 2**20)

    def signed_in(self, username: str) -> dict[str, str]:
        """Return the cookies of an example account."""
        jar = CookieJar()
        opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(jar), _Still())
        with opener.open(f"{self.origin}/masuk", timeout=PATIENCE) as page:
            proof = _PROOF.search(page.read().decode())
        assert proof
        form = {"bukti_formulir": proof.group(1), "peran": username, "lanjut": "/ringkasan"}
        asked = Request(f"{self.origin}/masuk/contoh", urlencode(form).encode())
        asked.add_header("Origin", self.origin)
        with suppress(HTTPError):  # it leads on to a page that nobody here opens
            opener.open(asked, timeout=PATIENCE)
        return {one.name: str(one.value) for one in jar}

    def _family(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


@contextmanager
def streamlit_at(script: Path | str, folder: Path, **variables: str) -> Iterator[Server]:
    """Serve `script` from `folder`; what stands in .streamlit/ there holds for it."""
    port = _free_port()
    told = ["-m", "streamlit", "run", str(script), "--server.headless", "true"]
    told += ["--server.address", HERE, "--server.port", str(port)]
    with _serving(port, told, folder, variables) as server:
        yield server


@contextmanager
def module_at(name: str, *words: str, folder: Path, **variables: str) -> Iterator[Server]:
    """Serve a module that is told its port, and `words` after it."""
    port = _free_port()
    with _serving(port, ["-m", name, str(port), *words], folder, variables) as server:
        yield server


@contextmanager
def run_at(**variables: str) -> Iterator[Server]:
    """Serve the dashboard by the command that its users type."""
    port = _free_port()
    told = [str(PROJECT / "run.py"), "--no-browser", "--port", str(port)]
    with _serving(port, told, PROJECT, variables) as server:
        yield server


@contextmanager
def _serving(
    port: int, told: list[str], folder: Path, variables: dict[str, str]
) -> Iterator[Server]:
    child = subprocess.Popen(
        [sys.executable, *told],
        cwd=folder,
        env=os.environ | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(port, child)
        _wait_for(server, child)
        yield server
    finally:
        child.terminate()
        child.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Server, child: subprocess.Popen[bytes]) -> None:
    direct = build_opener(ProxyHandler({}))
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and child.poll() is None:
        try:
            with direct.open(f"{server.origin}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer")
