"""Files of sheets, read in a process of their own: each ends as sheets or as one refusal."""

import json
import subprocess
import sys
from array import array
from base64 import b64decode
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any, Final

from rules.sheets.cells import EXCEL_EPOCH, Merged, Raw, Sheet
from rules.sheets.errors import UnreadableSheets
from rules.sheets.formulas import calculated
from rules.sheets.limits import LARGEST_SHEETS, SheetsProblem

SECONDS: Final = 20.0
"""How long a file may be read."""

Progress = Callable[[int, int], None]
"""Is told how many rows were read, of how many at most; what it raises ends the reading."""

_ROOT: Final = Path(__file__).resolve().parents[3]
_START: Final = (
    "import sys; sys.path.extend(sys.argv[1:]);"
    "from exchange.incoming.sheets.child import main; main()"
)
_EPOCH_1904: Final = date(1904, 1, 1)
_DAY: Final = "d"
_CODE: Final = "H"

# Two files in memory at a time are enough for a small server.
_turns: Final = BoundedSemaphore(2)


def read_sheets(
    content: bytes, progress: Progress = lambda _done, _rows: None, seconds: float = SECONDS
) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook or a CSV, with plain sums computed.

    Raises UnreadableSheets, whatever the file did to its reader.
    """
    if not content:
        raise UnreadableSheets(SheetsProblem.EMPTY)
    if len(content) > LARGEST_SHEETS:
        raise UnreadableSheets(SheetsProblem.TOO_LARGE)
    with _turns:
        return tuple(calculated(one.sheet()) for one in _read(content, progress, seconds))


@dataclass(slots=True)
class _Draft:
    """A sheet as it arrives."""

    about: dict[str, Any]
    rows: list[Sequence[Raw]] = field(default_factory=list)

    def sheet(self) -> Sheet:
        marks = self.about["marks"]
        return Sheet(
            name=self.about["sheet"],
            rows=self.rows,
            percents=frozenset(marks.get("percents", ())),
            errors=marks.get("errors", {}),
            formulas=marks.get("formulas", {}),
            merged=tuple(Merged(*one) for one in self.about.get("merged", ())),
            hidden_rows=frozenset(marks.get("hidden_rows", ())),
            hidden_columns=frozenset(marks.get("hidden_columns", ())),
            is_filtered=marks.get("is_filtered", False),
            is_hidden=self.about.get("is_hidden", False),
            epoch=_EPOCH_1904 if self.about.get("starts_1904") else EXCEL_EPOCH,
        )


def _read(content: bytes, progress: Progress, seconds: float) -> list[_Draft]:
    process = subprocess.Popen(
        _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    is_late = False

    def stop() -> None:
        nonlocal is_late
        is_late = True
        process.kill()

    timer = Timer(seconds, stop)
    timer.start()
    with process:
        try:
            found = _answered(process, content, progress)
        finally:
            timer.cancel()
            # Nobody waits for what is not wanted any more.
            process.kill()
    if found is None:
        raise UnreadableSheets(SheetsProblem.TOO_SLOW if is_late else SheetsProblem.STOPPED)
    return found


def _answered(
    process: subprocess.Popen[bytes], content: bytes, progress: Progress
) -> list[_Draft] | None:
    if process.stdin is not None:
        # A reader that has died takes nothing more; its answer tells.
        with suppress(OSError), process.stdin as given:
            given.write(content)
    return _received(process.stdout or (), progress)


def _command() -> list[str]:
    """Return what starts the reader, without what an environment imports at every start."""
    package = find_spec("python_calamine")
    if package is None or package.origin is None:
        raise UnreadableSheets(SheetsProblem.STOPPED)
    packages = Path(package.origin).parents[1]
    options = ("-I", "-S", "-X", "utf8", "-c")
    return [sys.executable, *options, _START, str(_ROOT), str(packages)]


def _received(lines: Iterable[bytes], progress: Progress) -> list[_Draft] | None:
    """Return what the process told; None where it died before its end. Raises UnreadableSheets."""
    drafts: list[_Draft] = []
    done = expected = 0
    for line in lines:
        told = json.loads(line, object_hook=_decoded)
        if "problem" in told:
            raise UnreadableSheets(SheetsProblem(told["problem"]), told["detail"])
        if "expected" in told:
            expected = told["expected"]
        elif "sheet" in told:
            drafts.append(_Draft(told))
        elif "rows" in told:
            drafts[-1].rows += _rows(told)
            done += told["rows"]
            progress(done, max(done, expected))
        else:
            return drafts
    return None


def _rows(told: dict[str, Any]) -> Iterable[Sequence[Raw]]:
    """Return rows that were told column by column; where there is no column, they are empty."""
    columns = told["columns"]
    return zip(*map(_cells, columns), strict=True) if columns else [()] * told["rows"]


def _cells(column: list[Raw] | dict[str, Any]) -> Iterable[Raw]:
    """Return the cells of a column, of which each content was told once."""
    if isinstance(column, list):
        return column
    codes = array(_CODE)
    codes.frombytes(b64decode(column["codes"]))
    return map(column["contents"].__getitem__, codes)


def _decoded(value: dict[str, Any]) -> object:
    return date.fromisoformat(value[_DAY]) if value.keys() == {_DAY} else value
