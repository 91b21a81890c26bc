"""The two commands: `python run.py` opens the dashboard, `python run.py test` runs all tests.

Standard library only; an old Python must be able to read it, to be told that it is too old.
Everything said here goes to standard error: the output of `admin` is for scripts to read.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import Callable

from machine import (
    HERE_ONLY,
    Stopped,
    apt_install,
    find_chromium,
    free_port,
    has_display,
    health,
    own_address,
    say,
)

Command = Callable[[argparse.Namespace], int]
ROOT = Path(__file__).resolve().parent
VENV = ROOT / os.environ.get("SENTRA_VENV", ".venv")  # one for each Python that CI tries
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
RUNTIME = (ROOT / "requirements.txt",)
EVERYTHING = (*RUNTIME, ROOT / "requirements-dev.txt")
MEASURED = (*EVERYTHING, ROOT / "requirements-bench.txt")
OLDEST_PYTHON = (3, 11)
WHOLE_NETWORK = "0.0.0.0"  # noqa: S104 - only on --lan, which says what it means
PATIENCE = 600  # seconds in which a store is made or migrated, on a slow laptop
USAGE = """python run.py [pilihan] [perintah ...]

Tanpa perintah: menyiapkan dan membuka dasbor.
  test [argumen pytest]   menjalankan semua uji
  soak [argumen pytest]   mengulang uji ketahanan jauh lebih sering
  lint                    memeriksa gaya, tipe, lantai, dan daftar paket
  check                   lint, lalu test
  lock                    menyusun ulang berkas requirements*.txt
  admin ...               perintah pengelola (python run.py admin --help)
  bench ...               pengukuran kecepatan

Pilihan (ditulis sebelum perintah):
  --port N            nomor port, bawaan 8501
  --lan               dapat dibuka dari komputer lain di jaringan kantor
  --no-browser        jangan membuka peramban
  --offline FOLDER    pasang paket dari folder berkas .whl, tanpa internet
"""
ON_THE_NETWORK = """Siapa pun di jaringan ini dapat membuka halaman masuknya: {address}
Lalu lintasnya tidak disandikan; pakai hanya di jaringan kantor yang dipercaya."""
ON_THE_NETWORK_SEALED = """Siapa pun di jaringan ini dapat membuka halaman masuknya: {address}"""
OWN_CERTIFICATE = (
    "Lalu lintasnya disandikan dengan sertifikat pada setelan Streamlit (server.sslCertFile). Buka "
    "dengan nama situs di sertifikat itu, dan isi SENTRA_SECURE_COOKIE=ya."
)
NO_CHROMIUM = (
    "Chromium tidak ditemukan: pasang Chromium, Chrome, atau Edge, atau setel SENTRA_CHROMIUM."
)
NOT_CONNECTED = """Pemasangan paket gagal; pesan pip ada di atas.
Periksa sambungan internet, lalu jalankan lagi. Paketnya ada untuk Python 3.11 sampai 3.15.
- Lewat proxy kantor: setel dahulu HTTPS_PROXY, misalnya HTTPS_PROXY=http://proxy.kantor:8080
- Tanpa internet: pada komputer yang tersambung, dengan sistem dan versi Python yang sama, jalankan
  python -m pip download -r requirements.txt -d paket
  lalu salin folder paket ke sini dan jalankan: python run.py --offline paket"""
FOLDER_INCOMPLETE = """Folder itu belum lengkap untuk komputer ini; pesan pip ada di atas.
Isi pada komputer yang tersambung, dengan sistem dan versi Python yang sama:
  python -m pip download -r requirements.txt -d paket"""


class _Reader(argparse.ArgumentParser):
    def error(self, message: str, **_newer: object) -> None:  # type: ignore[override]
        from words.command_line import in_indonesian  # here: no old Python can read it

        self.exit(2, f"Argumen tidak dikenali. {in_indonesian(message)}\n\n{USAGE}")

    def format_help(self, *_newer: object, **_named: object) -> str:
        return USAGE


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError("port: 1 sampai 65535")


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Return our options, the command ("" opens the dashboard) and the `rest` passed on to it."""
    reader = _Reader(allow_abbrev=False)
    reader.add_argument("--port", type=_port, default=8501)
    reader.add_argument("--lan", action="store_true")
    reader.add_argument("--no-browser", action="store_true")
    reader.add_argument("--offline", type=Path)
    words = enumerate(arguments)
    takes_value = ("--port", "--offline")
    place = next(
        (at for at, word in words if word in COMMANDS and arguments[at - 1] not in takes_value),
        len(arguments),
    )
    options = reader.parse_args(arguments[:place])
    options.command = arguments[place] if place < len(arguments) else ""
    options.rest = arguments[place + 1 :]
    return options


def stamp_of(requirements: Path) -> Path:
    """Return the file in the environment that remembers which `requirements` it holds."""
    return VENV / f"installed-{requirements.stem}.sha256"


def fingerprint(requirements: Path) -> str:
    """Return the hash by which a change of `requirements` is noticed, on any line ending."""
    return hashlib.sha256(requirements.read_text(encoding="utf-8").encode()).hexdigest()


def is_installed(requirements: Path) -> bool:
    """Whether the environment was filled from exactly these `requirements`."""
    stamp = stamp_of(requirements)
    return stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint(requirements)


def set_up(files: tuple[Path, ...], offline: Path | None) -> None:
    """Leave an environment in which every one of `files` is installed."""
    if not (PYTHON.exists() and any(VENV.glob("installed-*.sha256"))):
        _make_environment()
    missing = [requirements for requirements in files if not is_installed(requirements)]
    if missing:
        _install(missing, offline)


def _make_environment() -> None:
    version = "{}.{}".format(*sys.version_info)
    if importlib.util.find_spec("ensurepip") is None and not apt_install(f"python{version}-venv"):
        raise Stopped(
            f"Python ini tidak membawa venv. Jalankan: sudo apt install python{version}-venv"
        )
    say(f"Menyiapkan lingkungan Python di folder {VENV.name} (kurang dari satu menit).")
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stopped(f"Folder {VENV} tidak dapat dibuat. Periksa izin tulis dan ruang cakram.")


def _install(files: list[Path], offline: Path | None) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input"]
    command += ["--disable-pip-version-check"]
    if offline is not None:
        if not offline.is_dir():
            raise Stopped(f"Folder {offline} tidak ada.")
        command += ["--no-index", "--find-links", str(offline.resolve())]
    for requirements in files:
        command += ["--requirement", str(requirements)]
    say("Memasang paket yang dibutuhkan: biasanya 1 sampai 4 menit, hanya sekali.")
    if call(command) != 0:
        raise Stopped(NOT_CONNECTED if offline is None else FOLDER_INCOMPLETE)
    for requirements in files:
        stamp_of(requirements).write_text(fingerprint(requirements), encoding="ascii")


def call(command: list[str], *, folder: Path | None = ROOT, **variables: str) -> int:
    """Run `command` in `folder` to its end and return its exit code."""
    environment = dict(os.environ, PYTHONUTF8="1", **variables)
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def open_dashboard(options: argparse.Namespace) -> int:
    """Serve the dashboard until it is stopped."""
    host = WHOLE_NETWORK if options.lan else HERE_ONLY
    port = free_port(host, options.port)
    if port != options.port:
        say(f"Port {options.port} sedang dipakai program lain; dasbor memakai port {port}.")
    return _serve(host, port, show=not options.no_browser and has_display())


def streamlit_command(host: str, port: int) -> list[str]:
    """Return the command that serves the dashboard on `host`:`port` and opens nothing itself."""
    command = [str(PYTHON), "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.address", host, "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command += ["--logger.hideWelcomeMessage", "true"]  # it is English, and ours says more
    return command


def _serve(host: str, port: int, *, show: bool) -> int:
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _frame: sys.exit(128 + number))
    # Out of reach of the terminal's Ctrl+C, so that it ends once and in silence; on Windows a
    # parent that waits would not hear the key, so there the child has to.
    apart = os.name == "posix"
    # Bytecode is kept, whatever the shell says: each start would compile this program anew.
    environment = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="")
    child = subprocess.Popen(
        streamlit_command(host, port), cwd=ROOT, env=environment, start_new_session=apart
    )
    try:
        scheme = _answers(port, child)
        if not scheme:
            raise Stopped("Dasbor tidak dapat dibuka. Baca pesan di atas, lalu coba lagi.")
        address = f"{scheme}://{HERE_ONLY}:{port}"
        say(f"Dasbor siap: {address}  (tutup dengan Ctrl+C)")
        if scheme == "https":
            say(OWN_CERTIFICATE)
        if host == WHOLE_NETWORK:
            own = f"{scheme}://{own_address()}:{port}"
            say(
                (ON_THE_NETWORK_SEALED if scheme == "https" else ON_THE_NETWORK).format(address=own)
            )
        if show:
            webbrowser.open(address)
        return child.wait()
    except KeyboardInterrupt:
        say("Dasbor ditutup.")
        return 0
    finally:
        _end(child)


def _answers(port: int, child: subprocess.Popen[bytes]) -> str:
    """Return how the server at `port` answers in time, http or https; "" once `child` has ended."""
    deadline = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < deadline:
        if scheme := health(port):
            return scheme
        time.sleep(0.1)
    return ""


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()


def run_tests(options: argparse.Namespace) -> int:
    """Run pytest with everything that the tests need, and return its exit code."""
    chromium = find_chromium()
    if chromium is None and apt_install("chromium"):
        chromium = find_chromium()
    if chromium is None:
        if os.environ.get("CI") == "true":
            raise Stopped(NO_CHROMIUM)
        say(NO_CHROMIUM + " Uji peramban tidak dijalankan.")
    parts = [options.rest] if options.rest else whole_suite(chromium)
    codes = [_pytest(part, SENTRA_CHROMIUM=chromium or "") for part in parts]
    return next((code for code in codes if code), 0)


def _pytest(words: list[str], **variables: str) -> int:
    # Bytecode is kept, whatever the shell says: each worker would compile all tests anew.
    variables["PYTHONDONTWRITEBYTECODE"] = ""
    return call([str(PYTHON), "-m", "pytest", *words], folder=ROOT, **variables)


def whole_suite(chromium: str | None) -> list[list[str]]:
    """Return what pytest is told for each part, one after the other; browsers need Chromium.

    A browser keeps an event loop running in its process, which other tests would stumble over.
    """
    parts = [["-m", "not browser", "-n", "auto", "--maxprocesses", "4"]]
    if chromium:  # who drives a browser mostly waits
        parts += [["-m", "browser", "tests/browser", "-n", "3"]]
    return [[*part, "--dist", "worksteal"] for part in parts]


def lint(_options: argparse.Namespace) -> int:
    """Run every linter to its end and return 1 if any complained."""
    module = [str(PYTHON), "-m"]
    linters = (
        [*module, "ruff", "check"],
        [*module, "ruff", "format", "--check"],
        [str(SCRIPTS / "lint-imports"), "--no-logo"],
        [str(PYTHON), "lock.py", "--check"],
    )
    types = [*module, "mypy", "--python-version", "{}.{}".format(*sys.version_info)]
    slowest = subprocess.Popen(types, cwd=ROOT)  # speaks once, at its end
    return max(min(abs(code), 1) for code in [*map(call, linters), slowest.wait()])


def check(options: argparse.Namespace) -> int:
    """Run linters and tests, both to their ends, and return 0 only if both are content."""
    linted, tested = lint(options), run_tests(options)
    if linted:
        say("Ada pemeriksaan (lint) yang gagal; lihat di atas hasil uji.")
    return tested or linted


def passed_on(*program: str, folder: Path | None = ROOT) -> Command:
    """Return the command that starts a Python `program` in `folder` with the rest of the words."""
    return lambda options: call([str(PYTHON), *program, *options.rest], folder=folder)


COMMANDS: dict[str, tuple[Command, tuple[Path, ...]]] = {
    "": (open_dashboard, RUNTIME),
    # In the folder where it was typed, so that the files it names are found.
    "admin": (passed_on(str(ROOT / "admin.py"), folder=None), RUNTIME),
    "bench": (passed_on("-m", "benchmarks"), MEASURED),
    "check": (check, EVERYTHING),
    "lint": (lint, EVERYTHING),
    "lock": (passed_on("lock.py"), EVERYTHING),
    "soak": (lambda options: _pytest(["-m", "soak", *options.rest], SENTRA_SOAK="ya"), EVERYTHING),
    "test": (run_tests, EVERYTHING),
}


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit code of the whole."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        say("Dasbor ini memerlukan Python 3.11 atau yang lebih baru (python.org).")
        say("Python yang dipakai sekarang: " + sys.version.split()[0])
        return 1
    options = read_arguments(arguments)
    try:
        command, files = COMMANDS[options.command]
        set_up(files, options.offline)
        return command(options)
    except Stopped as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
