"""What `run.py` asks of this machine: a free port, its address, a screen, a browser, packages.

Standard library only; an old Python must be able to read it, to be told that it is too old.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from http.client import OK, HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

HERE_ONLY = "127.0.0.1"


class Stopped(Exception):
    """The work cannot go on; the message says in Indonesian why, and what to do."""


def say(sentence: str) -> None:
    """Show one sentence at once, before any output of the programs started after it."""
    print(sentence, file=sys.stderr, flush=True)


def apt_install(package: str) -> bool:
    """Whether Debian's `package` is now installed: only root may, elsewhere nothing happens."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or shutil.which("apt-get") is None:
        return False
    say(f"Memasang paket sistem {package} (1 sampai 3 menit).")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-qq", package]
    return all(
        subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for step in (["apt-get", "update", "-qq"], install)
    )


def free_port(host: str, wanted: int) -> int:
    """Return the first free port of `host` from `wanted` on."""
    last = min(wanted + 50, 2**16)
    for port in range(wanted, last):
        if _is_free(host, port):
            return port
    raise Stopped(f"Port {wanted} sampai {last - 1} semuanya terpakai. Pilih lain: --port N")


def _is_free(host: str, port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        if os.name == "posix":  # a port in TIME_WAIT is free; on Windows the option means sharing
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def health(port: int) -> str:
    """Return how the server at `port` of this machine says that it is well: http, https, or "".

    Its certificate is for the office's name, not for this machine's own, so nobody looks at it. Who
    answers that it is not ready is not asked in another way: its log would tell of a bad request.
    """
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    own.check_hostname, own.verify_mode = False, ssl.CERT_NONE
    # No proxy of the office stands between, whatever the environment names.
    ways = {
        "http": HTTPConnection(HERE_ONLY, port, timeout=5),
        "https": HTTPSConnection(HERE_ONLY, port, timeout=5, context=own),
    }
    for scheme, way in ways.items():
        with closing(way) as asked:
            try:
                asked.request("GET", "/_stcore/health")
                return scheme if asked.getresponse().status == OK else ""
            except ConnectionRefusedError:
                return ""
            except (OSError, HTTPException):
                pass  # who answers, answers otherwise
    return ""


def has_display() -> bool:
    """Whether a browser could show itself to whoever typed the command."""
    windows_or_mac = sys.platform in ("win32", "darwin")
    return windows_or_mac or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def own_address() -> str:
    """Return this machine's address in its network; connecting a datagram socket sends nothing."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return HERE_ONLY
        return str(probe.getsockname()[0])


def find_chromium() -> str | None:
    """Return a browser of Chromium's family on this machine, SENTRA_CHROMIUM before all others."""
    chosen = os.environ.get("SENTRA_CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    names = ("chromium", "chromium-browser", "google-chrome", "msedge", "microsoft-edge")
    found = (shutil.which(name) for name in (*names, *_usual_places()))
    return next((path for path in found if path), None)


def _usual_places() -> list[str]:
    folders = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    folders.append(os.environ.get("LOCALAPPDATA", ""))
    windows = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
    mac = ("Google Chrome", "Chromium", "Microsoft Edge")
    return [str(Path(folder, place)) for folder in folders if folder for place in windows] + [
        f"/Applications/{name}.app/Contents/MacOS/{name}" for name in mac
    ]
