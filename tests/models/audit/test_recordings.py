"""Every command that begins a recording ends it in the chain, and so raises the store's version."""

import ast
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from models.audit.verification import verify
from models.store.store import Store
from rules.values import EventId
from settings import PROJECT
from tests.people import BATIK, Office

# The others hand what the first begins to the commands of meetings and of the register.
_BEGIN = {"begin_recording", "begin_act", "begin_register", "_begin_draft"}


def _functions() -> dict[Path, dict[str, set[str]]]:
    """The names that each function of models/ calls, by file."""
    found: dict[Path, dict[str, set[str]]] = defaultdict(dict)
    for file in (PROJECT / "models").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found[file][node.name] = _called(node)
    return found


def _called(function: ast.FunctionDef) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    named = {call.id for call in calls if isinstance(call, ast.Name)}
    return named | {call.attr for call in calls if isinstance(call, ast.Attribute)}


FUNCTIONS = _functions()
COMMANDS = sorted(
    (str(file.relative_to(PROJECT)), name)
    for file, functions in FUNCTIONS.items()
    for name, called in functions.items()
    if called & _BEGIN and name not in _BEGIN
)


def _reached(file: Path, name: str) -> set[str]:
    """All that a function calls in its own capability, directly or not."""
    near: dict[str, set[str]] = defaultdict(set)
    for other, functions in FUNCTIONS.items():
        if other.parent == file.parent:
            for function, called in functions.items():
                near[function] |= called
    seen, open_names = set[str](), {name}
    while open_names:
        seen |= open_names
        open_names = {one for known in open_names for one in near.get(known, ())} - seen
    return seen


@pytest.mark.parametrize(("file", "name"), COMMANDS)
def test_a_command_that_begins_a_recording_records_under_it(file: str, name: str) -> None:
    # A decision is written by the rows of reporting, whose own commands are looked at too.
    assert _reached(PROJECT / file, name) & {
        "record_under",
        "record_verdict",
        "record_batch_verdict",
        "record_decision",
    }


def test_recordings_are_begun_by_commands_that_are_known_here() -> None:
    folders = {file.split("/")[1] for file, _ in COMMANDS}
    assert folders == {
        "evidence",
        "meetings",
        "plan",
        "programmes",
        "quarters",
        "ratings",
        "reporting",
        "review",
        "sheets",
    }


@pytest.mark.parametrize(
    ("act", "acts"),
    [
        (lambda office, _: office.report(), 1),
        (lambda office, report: office.decide(report), 1),
        (lambda office, report: office.withdraw(report), 1),
        (lambda office, _: office.rate(), 1),
        (lambda office, _: office.adopt(), 1),
        (lambda office, _: office.move(BATIK, 7), 2),
        (lambda office, _: office.shift_weight("S04-M01", "S04-M02", 1), 2),
    ],
)
def test_what_is_recorded_raises_the_version_and_names_the_head(
    store: Store, act: Callable[[Office, EventId], object], acts: int
) -> None:
    office = Office(store)
    report = office.report()
    before = office.board().programme

    act(office, report)

    after = office.board().programme
    assert after.version == before.version + acts
    assert after.chain_head != before.chain_head
    with store.read() as connection:
        assert verify(connection, known_heads=[after.chain_head]) == ()
