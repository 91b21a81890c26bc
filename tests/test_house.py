"""The house rules that no linter knows: who may import what, read the clock, or grow."""

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from run import ROOT

PROJECT = ROOT
ROOMS = ("rules", "words", "models", "charts", "exchange", "gate", "caretaker", "example", "pages")
ENTRANCES = ("dashboard.py", "run.py", "admin.py", "lock.py")
SHARED = ("settings.py", "machine.py")
LONG_FILE = 250
LONG_FILES = 12
LONGEST_FILE = 350
FULLEST_FOLDER = 15
LONGEST_FUNCTION = 40
MOST_FUNCTIONS = (0.9, 18)  # the share of functions that are at most so many lines

# What things are about: the same word on every floor.
CAPABILITIES = frozenset(
    {
        *("accounts", "audit", "backup", "changes", "evidence", "exports", "feed", "meetings"),
        *("plan", "programmes", "progress", "quarters", "ratings", "reporting", "review", "sheets"),
    }
)
# What else a floor has: formats of files, charts, screens of one capability, what all share.
OWN_FOLDERS = {
    "models": frozenset({"schema", "store", "migrations"}),
    "charts": frozenset({"agencies", "bars", "card", "gantt", "heat", "places", "s_curve"}),
    "exchange": frozenset(
        {"deck", "forms", "incoming", "minutes", "pack", "pictures", "report"}
        | {"typesetting", "word"}
    ),
    "gate": frozenset({"frontend", "traffic"}),
    "pages": frozenset(
        {"shell", "widgets", "overview", "programme", "sentra", "start"} | {"timeline"}
    ),
    "benchmarks": frozenset({"web"}),
}

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)
Finder = Callable[[ast.AST], bool]


def _sources() -> dict[str, ast.Module]:
    files = [PROJECT / name for name in (*ENTRANCES, *SHARED) if (PROJECT / name).exists()]
    for room in (*ROOMS, "benchmarks"):
        files += sorted((PROJECT / room).rglob("*.py"))
    return {
        file.relative_to(PROJECT).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in files
    }


SOURCES = _sources()


def _places(found: Finder, *, except_in: tuple[str, ...] = ()) -> list[str]:
    """Return file:line of each node that `found` accepts, outside the excepted rooms and files."""
    return [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, tree in SOURCES.items()
        if not name.startswith(except_in)
        for node in ast.walk(tree)
        if found(node)
    ]


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.split(".")[0]


def _reads_clock(node: ast.AST) -> bool:
    clocks = {
        *("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "func.now"),
        *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "func.current_timestamp"),
    }
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return any(f"time.{alias.name}" in clocks for alias in node.names)
    return isinstance(node, ast.Attribute) and ".".join(ast.unparse(node).split(".")[-2:]) in clocks


def _selects(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    is_module = isinstance(called, ast.Attribute) and ast.unparse(called.value) in {
        "sa",
        "sqlalchemy",
    }
    return (isinstance(called, ast.Name) and called.id == "select") or (
        is_module and isinstance(called, ast.Attribute) and called.attr == "select"
    )


def _names(tree: ast.Module) -> dict[str, str]:
    """Return what each name that `tree` imports stands for, with its module."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.asname or one.name: one.name for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return found


def _library_class(base: ast.expr, names: dict[str, str]) -> object:
    """Return the class of the standard library that `base` names, or None."""
    first, _, rest = ast.unparse(base).partition(".")
    module, _, name = ".".join(filter(None, (names.get(first, first), rest))).rpartition(".")
    if module.split(".")[0] not in sys.stdlib_module_names - {"enum", "typing"}:
        return None
    return getattr(import_module(module), name, None)


def _narrow_overrides(tree: ast.Module) -> Iterator[ast.AST]:
    """Give the methods in place of the standard library's that take only what they know."""
    names = _names(tree)
    for node in ast.walk(tree):
        bases = [_library_class(one, names) for one in getattr(node, "bases", ())]
        for method in getattr(node, "body", ()) if any(bases) else ():
            is_override = isinstance(method, type_of_function) and any(
                hasattr(base, method.name) for base in bases if base is not None
            )
            if is_override and method.args.kwarg is None:
                yield method


def test_a_method_in_place_of_pythons_own_takes_what_newer_pythons_hand_it() -> None:
    narrow = {name: [*_narrow_overrides(tree)] for name, tree in SOURCES.items()}
    assert not {name: found for name, found in narrow.items() if found}


@pytest.mark.parametrize(
    ("text", "is_narrow"),
    [
        (
            "import argparse\nclass A(argparse.ArgumentParser):\n def error(self, message): ...",
            True,
        ),
        ("from argparse import Action as B\nclass A(B):\n def __init__(self): ...", True),
        ("import argparse\nclass A(argparse.Action):\n def format_usage(self, **new): ...", False),
        ("import argparse\nclass A(argparse.Action):\n def our_own(self): ...", False),
        ("class A(B):\n def __init__(self): ...", False),
    ],
)
def test_a_method_that_a_newer_python_would_trip_over_is_recognised(
    text: str, *, is_narrow: bool
) -> None:
    assert any(_narrow_overrides(ast.parse(text))) is is_narrow


def test_the_rooms_are_looked_at() -> None:
    assert {name.split("/")[0] for name in SOURCES} >= {"rules", "models", "words", "run.py"}


def test_nobody_imports_an_entrance() -> None:
    entrances = {Path(name).stem for name in ENTRANCES}
    assert not _places(lambda node: any(name in entrances for name in _imported(node)))


def test_the_clock_is_read_in_three_places_only() -> None:
    allowed = ("pages/shell/frame.py", "admin.py", "gate/clock.py", "benchmarks/")
    assert not _places(_reads_clock, except_in=allowed)


def test_streamlit_is_known_in_pages_only() -> None:
    allowed = ("pages/", "dashboard.py", "benchmarks/")
    assert not _places(lambda node: "streamlit" in _imported(node), except_in=allowed)


def test_only_models_select() -> None:
    assert not _places(_selects, except_in=("models/",))


def _length(name: str) -> int:
    return len((PROJECT / name).read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {name: _length(name) for name in SOURCES if _length(name) > LONG_FILE}
    assert len(long) <= LONG_FILES, long
    assert not {name for name, length in long.items() if length > LONGEST_FILE}


def test_no_folder_holds_more_modules_than_a_reader_can_scan() -> None:
    tests = [file.relative_to(PROJECT).as_posix() for file in (PROJECT / "tests").rglob("*.py")]
    # Each release adds migrations and none ever goes; nobody reads them as one.
    modules = [
        name
        for name in (*SOURCES, *tests)
        if not name.endswith("__init__.py") and not name.startswith("models/migrations/versions/")
    ]
    fill = Counter(name.rpartition("/")[0] for name in modules)
    assert not {folder: count for folder, count in fill.items() if count > FULLEST_FOLDER}


def test_a_capability_has_the_same_name_on_every_floor() -> None:
    folders = {name.rpartition("/")[0] for name in SOURCES if name.count("/") > 1}
    named = {folder: folder.split("/")[1] for folder in folders}
    strange = {
        folder
        for folder, name in named.items()
        if name not in CAPABILITIES | OWN_FOLDERS.get(folder.split("/")[0], frozenset())
    }
    assert not strange


def test_no_function_is_longer_than_a_screen_and_most_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for name, tree in SOURCES.items()
        if not name.startswith("models/migrations/")
        for node in ast.walk(tree)
        if isinstance(node, type_of_function)
    )
    share, most = MOST_FUNCTIONS
    assert lengths[-1] <= LONGEST_FUNCTION
    assert lengths[int(share * len(lengths))] <= most


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("date.today()", True),
        ("datetime.datetime.now(UTC)", True),
        ("from time import time", True),
        ("time.monotonic()", False),
        ("moment.today", False),
    ],
)
def test_a_look_at_the_clock_is_recognised(line: str, *, is_found: bool) -> None:
    assert any(_reads_clock(node) for node in ast.walk(ast.parse(line))) is is_found


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_skipped_test_fails_the_run_in_ci_alone(tmp_path: Path, ci: str, code: int) -> None:
    skipping = tmp_path / "test_skipping.py"
    skipping.write_text("import pytest\n\ndef test_skip():\n    pytest.skip('why')\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", str(skipping)]
    outcome = subprocess.run(
        [*command, "-p", "no:cacheprovider"],
        cwd=PROJECT,
        env=dict(os.environ, CI=ci),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert "1 skipped" in outcome.stdout
    assert outcome.returncode == code
