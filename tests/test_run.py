"""The two commands: what they decide, what they say, and that they really set up and serve."""

import argparse
import http.server
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lock
import machine
import run

PROJECT = run.ROOT
NEWER = sys.version_info >= (3, 14)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout, in a path with a space, that run.py takes for its own."""
    root = tmp_path / "pantau sentra"
    python = run.PYTHON.relative_to(run.VENV)
    root.mkdir()
    monkeypatch.setattr(run, "ROOT", root)
    monkeypatch.setattr(run, "VENV", root / ".venv")
    monkeypatch.setattr(run, "PYTHON", root / ".venv" / python)
    return root


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


# Arguments


def test_no_word_opens_the_dashboard_here_only_on_port_8501() -> None:
    options = run.read_arguments([])
    assert (options.command, options.port, options.lan, options.offline) == ("", 8501, False, None)


def test_what_follows_a_command_is_passed_on_untouched() -> None:
    options = run.read_arguments(["test", "-k", "run", "--port", "lint"])
    assert options.command == "test"
    assert options.rest == ["-k", "run", "--port", "lint"]


def test_a_folder_named_like_a_command_is_a_folder() -> None:
    options = run.read_arguments(["--offline", "test", "admin", "check"])
    assert (options.offline, options.command, options.rest) == (Path("test"), "admin", ["check"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["tset"], "Tidak dikenal: tset."),
        (["--port", "0"], "--port: port: 1 sampai 65535"),
        (["--port", "65536"], "--port: port: 1 sampai 65535"),
        (["--port"], "--port perlu diikuti isinya."),
        (["--lan=1"], "--lan tidak diikuti isi: '1'."),
        (["--prot", "1"], "Tidak dikenal: --prot 1."),
    ],
)
def test_an_unknown_word_is_answered_in_indonesian(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run.read_arguments(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"Argumen tidak dikenali. {sentence}\n\npython run")


def test_what_a_newer_python_hands_to_the_reader_is_taken() -> None:
    newer: dict[str, Any] = {"color": True, "suggest_on_error": True} if NEWER else {}
    reader = run._Reader(**newer)
    assert reader.format_help(formatter=None) == run.USAGE
    with pytest.raises(SystemExit):
        reader.error("unrecognized arguments: x", newer=True)


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.read_arguments(["--help"])
    shown = capsys.readouterr().out
    assert all(f"  {command}" in shown for command in run.COMMANDS if command)


def test_an_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    assert run.main([]) == 1
    assert "Python 3.11 atau yang lebih baru" in capsys.readouterr().err


def test_the_pythons_that_the_project_declares_are_those_that_run_py_names() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [line.rsplit(" ", 1)[1] for line in project["classifiers"]]
    oldest, newest = declared[0], declared[-1]
    minor = int(newest.split(".")[1])
    assert declared == [f"3.{one}" for one in range(run.OLDEST_PYTHON[1], minor + 1)]
    assert project["requires-python"] == f">={oldest}"
    assert f"Python {oldest} sampai {newest}." in run.NOT_CONNECTED
    assert f"Python {oldest} to {newest}" in (PROJECT / "README.md").read_text(encoding="utf-8")


# Setting up


def test_requirements_count_as_installed_until_they_change(checkout: Path) -> None:
    requirements = checkout / "requirements.txt"
    requirements.write_text("pandas==1\n")
    (checkout / ".venv").mkdir()
    assert not run.is_installed(requirements)
    run.stamp_of(requirements).write_text(run.fingerprint(requirements))
    assert run.is_installed(requirements)
    requirements.write_text("pandas==2\n")
    assert not run.is_installed(requirements)


def test_a_windows_line_ending_is_no_change(checkout: Path) -> None:
    requirements = checkout / "requirements.txt"
    requirements.write_bytes(b"pandas==1\n")
    before = run.fingerprint(requirements)
    requirements.write_bytes(b"pandas==1\r\n")
    assert run.fingerprint(requirements) == before


@pytest.mark.parametrize(
    ("offline", "way_out"),
    [(False, "HTTPS_PROXY"), (False, "--offline paket"), (True, "pip download")],
)
def test_a_failed_installation_says_the_way_out_and_leaves_no_stamp(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, *, offline: bool, way_out: str
) -> None:
    requirements = checkout / "requirements.txt"
    requirements.write_text("pandas==1\n")
    stamp = run.stamp_of(checkout / "other.txt")
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.touch()
    stamp.touch()
    monkeypatch.setattr(run, "call", lambda *_, **__: 1)
    with pytest.raises(machine.Stopped, match=way_out):
        run.set_up((requirements,), checkout if offline else None)
    assert not run.is_installed(requirements)


def test_without_venv_the_missing_package_is_named(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(run, "apt_install", lambda _: False)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(machine.Stopped, match=f"sudo apt install python{version}-venv"):
        run.set_up((checkout / "requirements.txt",), None)


@pytest.mark.slow
def test_an_environment_is_made_and_filled_from_a_folder(checkout: Path) -> None:
    requirements = checkout / "requirements.txt"
    requirements.write_text("# nothing to install\n")
    run.set_up((requirements,), checkout)
    assert run.PYTHON.exists()
    assert run.is_installed(requirements)
    requirements.write_text("pandas==3.1.1\n")
    with pytest.raises(machine.Stopped, match="belum lengkap"):
        run.set_up((requirements,), checkout)


# Serving


def test_a_free_port_is_kept(taken_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    assert machine.free_port("127.0.0.1", free) == free
    assert taken_port != free


def test_a_taken_port_gives_way_to_a_later_one(taken_port: int) -> None:
    assert taken_port < machine.free_port("127.0.0.1", taken_port) < taken_port + 50


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_is_free", lambda *_: False)
    with pytest.raises(machine.Stopped, match=r"8501 sampai 8550 .* --port N"):
        machine.free_port("127.0.0.1", 8501)


def test_the_page_is_served_to_this_machine_alone_unless_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served: list[str] = []
    monkeypatch.setattr(run, "_serve", lambda host, _port, **_: served.append(host))
    for words in ([], ["--lan"]):
        run.open_dashboard(run.read_arguments(words))
    assert served == ["127.0.0.1", "0.0.0.0"]


def test_a_store_that_cannot_be_made_ready_is_told_and_never_served(tmp_path: Path) -> None:
    (tmp_path / "data").touch()  # where the folder of the store should be
    command = run.streamlit_command("127.0.0.1", machine.free_port("127.0.0.1", 8501))
    started = subprocess.run(
        [sys.executable, *command[1:]],
        cwd=PROJECT,
        env=os.environ | {"SENTRA_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert started.returncode == 1
    assert started.stderr.startswith("Berkas tidak dapat dibaca atau ditulis: ")
    assert "Traceback" not in started.stderr


def test_a_server_that_ends_before_it_answers_stops_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends = [sys.executable, "-c", "raise SystemExit(1)"]
    monkeypatch.setattr(run, "streamlit_command", lambda *_: ends)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(machine.Stopped, match="Baca pesan di atas"):
        run._serve("127.0.0.1", machine.free_port("127.0.0.1", 8501), show=False)


def test_a_taken_port_is_told_to_the_person(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "_serve", lambda *_, **__: 0)
    run.open_dashboard(run.read_arguments(["--port", str(taken_port)]))
    assert f"Port {taken_port} sedang dipakai" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGTERM")
def test_ending_the_command_ends_the_server_too(tmp_path: Path) -> None:
    for name in ("run.py", "machine.py"):
        shutil.copy(PROJECT / name, tmp_path)
    server = tmp_path / "streamlit" / "__main__.py"
    server.parent.mkdir()
    server.write_text(_SERVER)
    scripts = tmp_path / ".venv" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "python").symlink_to(sys.executable)
    requirements = tmp_path / "requirements.txt"
    requirements.touch()
    stamp = tmp_path / ".venv" / run.stamp_of(requirements).name
    stamp.write_text(run.fingerprint(requirements))
    command = [sys.executable, "run.py", "--no-browser"]
    plain = {name: value for name, value in os.environ.items() if name != "SENTRA_VENV"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=plain, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stderr is not None
        spoken = iter(started.stderr.readline, "")
        address = next(line for line in spoken if "Dasbor siap" in line).split()[2]
        port = int(address.rsplit(":", 1)[1])
        started.send_signal(signal.SIGTERM)
        assert started.wait(timeout=20) == 128 + signal.SIGTERM
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


_SERVER = """
import http.server, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
port = int(sys.argv[sys.argv.index("--server.port") + 1])
http.server.HTTPServer(("127.0.0.1", port), Healthy).serve_forever()
"""


class _Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_health_question_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        waiting = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        with subprocess.Popen(waiting, stdin=subprocess.PIPE) as child:
            assert run._answers(server.server_port, child) == "http"
        server.shutdown()


class _StillStarting(_Healthy):
    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()


def test_a_server_that_is_not_ready_is_asked_again_in_the_same_way() -> None:
    connections: list[object] = []

    class Counted(http.server.ThreadingHTTPServer):
        def process_request(self, request: Any, client_address: Any) -> None:
            connections.append(client_address)
            super().process_request(request, client_address)

    with Counted(("127.0.0.1", 0), _StillStarting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert machine.health(server.server_port) == ""
        server.shutdown()
    assert len(connections) == 1


def test_a_server_with_a_certificate_of_streamlits_own_settings_is_heard(tmp_path: Path) -> None:
    key, certificate = tmp_path / "kunci.pem", tmp_path / "sertifikat.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    made += ["-subj", "/CN=sentra.ppu.example", "-keyout", str(key), "-out", str(certificate)]
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    subprocess.run(made, check=True, capture_output=True)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Healthy) as server:
        sealed = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        sealed.load_cert_chain(certificate, key)
        server.socket = sealed.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert machine.health(server.server_port) == "https"
        server.shutdown()


def test_a_server_that_ended_is_not_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
        assert not run._answers(9, child)


# Tests and linters


@pytest.mark.parametrize(("chosen", "folder"), [(None, ".venv"), (".venv-newest", ".venv-newest")])
def test_another_python_may_have_a_folder_of_its_own(chosen: str | None, folder: str) -> None:
    plain = {name: value for name, value in os.environ.items() if name != "SENTRA_VENV"}
    outcome = subprocess.run(
        [sys.executable, "-c", "import run; print(run.VENV.name, run.ROOT in run.PYTHON.parents)"],
        cwd=PROJECT,
        env=plain | ({"SENTRA_VENV": chosen} if chosen else {}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert outcome.stdout.split() == [folder, "True"]


def test_types_are_checked_as_the_python_that_runs_sees_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[list[str]] = []
    start, ending = subprocess.Popen, [sys.executable, "-c", ""]

    def note(command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        called.append(command)
        return start(ending, **more)

    monkeypatch.setattr("subprocess.Popen", note)
    monkeypatch.setattr(run, "call", lambda _: 0)
    assert run.lint(argparse.Namespace()) == 0
    assert called[0][-2:] == ["--python-version", "{}.{}".format(*sys.version_info)]


def test_the_chosen_chromium_comes_before_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENTRA_CHROMIUM", sys.executable)
    assert machine.find_chromium() == sys.executable


def test_a_browser_is_found_on_the_path_or_in_its_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch(mode=0o755)
    monkeypatch.delenv("SENTRA_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert machine.find_chromium() == str(edge)
    on_path = tmp_path / "empty" / "chromium"
    on_path.parent.mkdir()
    on_path.touch(mode=0o755)
    assert machine.find_chromium() == str(on_path)


@pytest.mark.parametrize("is_ci", [True, False])
def test_a_missing_chromium_fails_in_ci_and_is_said_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_ci: bool
) -> None:
    monkeypatch.setenv("CI", "true" if is_ci else "")
    monkeypatch.setattr(run, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "apt_install", lambda _: False)
    monkeypatch.setattr(run, "call", lambda *_, **__: 0)
    options = argparse.Namespace(rest=[])
    if is_ci:
        with pytest.raises(machine.Stopped, match="Chromium tidak ditemukan"):
            run.run_tests(options)
        return
    assert run.run_tests(options) == 0
    assert "Chromium tidak ditemukan" in capsys.readouterr().err


def test_one_complaining_linter_fails_the_whole_after_all_have_spoken(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = iter([0, 0, 2, 0])
    slowest = [sys.executable, "-c", "print('kedua: ya')"]
    start = subprocess.Popen
    monkeypatch.setattr("subprocess.Popen", lambda _, **more: start(slowest, **more))
    monkeypatch.setattr(run, "call", lambda _: next(codes))
    assert run.lint(argparse.Namespace(rest=[])) == 1
    assert not list(codes)
    assert "kedua: ya" in capfd.readouterr().out


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (2, 1)])
def test_the_linter_that_runs_beside_the_others_is_heard_too(
    monkeypatch: pytest.MonkeyPatch, code: int, expected: int
) -> None:
    start, ending = subprocess.Popen, [sys.executable, "-c", f"raise SystemExit({code})"]
    monkeypatch.setattr("subprocess.Popen", lambda _, **more: start(ending, **more))
    monkeypatch.setattr(run, "call", lambda _: 0)
    assert run.lint(argparse.Namespace(rest=[])) == expected


def test_the_soaks_are_told_to_be_long(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, str] = {}

    def call(command: list[str], **variables: str) -> int:
        assert command[-3:] == ["-m", "soak", "-x"]
        told.update(variables)
        return 5

    monkeypatch.setattr(run, "call", call)
    assert run.COMMANDS["soak"][0](argparse.Namespace(rest=["-x"])) == 5
    assert told["SENTRA_SOAK"] == "ya"


@pytest.mark.parametrize(("linted", "tested", "expected"), [(0, 0, 0), (1, 0, 1), (0, 5, 5)])
def test_check_is_content_only_if_both_are(
    monkeypatch: pytest.MonkeyPatch, linted: int, tested: int, expected: int
) -> None:
    monkeypatch.setattr(run, "lint", lambda _: linted)
    monkeypatch.setattr(run, "run_tests", lambda _: tested)
    assert run.check(argparse.Namespace(rest=[])) == expected


# The requirements files


def test_every_direct_dependency_states_its_purpose_in_the_requirements() -> None:
    reasons = lock.purposes((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (PROJECT / "requirements-bench.txt").read_text(encoding="utf-8")
    assert {"streamlit", "pandas", "plotly", "sqlalchemy", "pytest"} <= reasons.keys()
    lines = text.splitlines()
    direct = [place for place, line in enumerate(lines) if "(pyproject.toml)" in line]
    assert len(direct) == len(reasons)
    assert all(lines[place - 1].startswith("# ") for place in direct)


def test_the_requirements_name_no_machine_and_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert not any(sign in text for sign in ("://", "--index", "--find-links", " /"))


def test_the_tests_need_exactly_what_the_dashboard_runs_on() -> None:
    runtime, development = _pins("requirements.txt"), _pins("requirements-dev.txt")
    assert runtime <= development
    assert not any(line.startswith("pytest") for line in runtime)


def test_the_benchmarks_run_on_exactly_what_is_tested_beside_their_peers() -> None:
    development, measured = _pins("requirements-dev.txt"), _pins("requirements-bench.txt")
    assert development <= measured
    assert any(line.startswith("kaleido") for line in measured - development)
    assert run.COMMANDS["bench"][1] == (*run.EVERYTHING, run.ROOT / "requirements-bench.txt")


def _pins(name: str) -> set[str]:
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines if "==" in line}


def test_a_reason_stands_above_its_dependency_alone() -> None:
    compiled = "altair==6  # via streamlit\npsycopg[binary]==3  # via us\nstreamlit==1  # via us\n"
    reasons = {"streamlit": "The screens.", "psycopg": "The driver."}
    assert lock.with_purposes(compiled, reasons).splitlines() == [
        "altair==6  # via streamlit",
        "# The driver.",
        "psycopg[binary]==3  # via us",
        "# The screens.",
        "streamlit==1  # via us",
    ]


def test_a_change_of_pyproject_makes_the_lock_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    current = tmp_path / "requirements.txt"
    current.write_text("streamlit==1.67.0\n")
    monkeypatch.setattr(lock, "locks", lambda: {current: "streamlit==1.0.0\n"})
    assert lock.check() == 1
    assert "python run.py lock" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("complaint", "is_unreachable"),
    [
        ("error: Failed to fetch: `index`", True),
        ("error: No solution found when resolving dependencies", False),
    ],
)
def test_only_a_missing_network_excuses_from_comparing_the_lock(
    monkeypatch: pytest.MonkeyPatch, complaint: str, *, is_unreachable: bool
) -> None:
    def fail() -> dict[Path, str]:
        raise lock.NotCompiled(complaint)

    monkeypatch.setattr(lock, "locks", fail)
    if is_unreachable:
        assert lock.check() == 0
        return
    with pytest.raises(lock.NotCompiled):
        lock.check()
