"""`python run.py bench [section ...]`: print what was measured and write it to docs/benchmarks.md.

Sections that are not named keep what they say there.
"""

import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import exports, incoming, plan_table, writers
from benchmarks.document import Goal, circumstances, goals, head, row, with_sections
from benchmarks.export_peers import Browser, opened_browser, versions
from benchmarks.questions import TODAY, Answer, answers, board_of
from benchmarks.stores import LONG_PLAN, SMALL, example_store, long_plan_store
from benchmarks.timing import ROUNDS, NotMeasured
from benchmarks.web import sections as web

_REPORT: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_TIMES_HEAVIER: Final = 5
_TABLE: Final = """| first / second | CPU | wall | wanted |
|---|---|---|---|"""
_HEAD: Final = f"""# Benchmarks

Written by `python run.py bench`; run it again to measure your own machine, or a section of it alone
(`python run.py bench --help` names them). Each line is the time
of the first act divided by the time of the second, both run in turn: the median of {ROUNDS} pairs.
CPU is this process's own computing; wall also holds the waiting for the disk. Ratios hold across
machines far better than times do, so no times are given.

{_TABLE}"""
_FOOT: Final = """
The larger store holds the example's reports, decisions and state entries twenty times over, with
the same figures; that it does, and that pandas computes them too, is asserted before anything is
timed. The overview is the whole board: 125 milestones on both bases with obstacles, revisions and
month ends; pandas computes only the actual share of each sentra. The bare insert is one row without
keys, checks or triggers in a transaction of its own; a report reads the milestone, asks the rules,
appends its event and brings the read models of both bases up to date. Wanted is a goal for wall
time.

"""
_WRITERS_HEAD: Final = f"""## Many who report at once

{writers.WRITERS} threads, each reporting {writers.EACH} times on a milestone of its own by the
command that the forms use, as soon as the last report is kept. Seconds from asking to kept.
"""
_PLAN_HEAD: Final = f"""## A plan of 1,000 milestones

A revision of one sentra's plan by the page Rencana, click by click: milliseconds of CPU until the
next screen stands, medians of {plan_table.ROUNDS} rounds. The longer plan is that of the example
eight times, reports and all.
"""
_INCOMING_HEAD: Final = f"""## Sheets that come in

The same way of measuring. A workbook of {incoming.COLUMNS} columns with reports is read by a
process of its own, which starts with it, checks its archive and finds percentages, formulas and
what is hidden; the bare reader gives values alone, in this process. Checked is each cell by its
column: a value, a question or a problem in its place. CPU leaves out what the other process
computes.

{_TABLE}"""
_EXPORTS_HEAD: Final = f"""## Files of a meeting

The same way of measuring, with fewer pairs: {exports.ROUNDS}, and {exports.SLOW_ROUNDS} for the
report and the packs. Wall decides here: what a browser computes is not this process's own.

{_TABLE}"""
_EXPORTS_FOOT: Final = f"""
Every file is made of new data: {exports.DOSSIERS} days of the example in turn, both sides the same
day. The deck has its texts, tables, notes and charts that stay charts; the decks of pictures have
as many pages, but nothing on them except a title and a picture for each of those charts. The
browser is Chromium behind kaleido: one worker on one event loop, without MathJax, 1200 x 675
at twice the pixels, as matplotlib and typst draw too. Warm means that it runs already; cold starts
and ends it for each deck. Typst sets the report from the dossier; weasyprint is handed finished
HTML of the same blocks and pictures. Cards are one of the programme and one of each sentra. The
whole pack is all files of a meeting without minutes, every chart of every sentra as PNG and SVG
among them; it makes up to three of them at the same time.

| file of {TODAY} | kB | wanted |
|---|---|---|"""


def main(names: list[str]) -> int:
    """Measure the sections named, or all; print and write them."""
    unknown = set(names) - set(SECTIONS)
    if unknown:
        print(f"python run.py bench [{' | '.join(SECTIONS)}] ...", file=sys.stderr)
        return 2
    titles = [title for title, _ in SECTIONS.values()]
    for name in names or SECTIONS:
        title, lines = SECTIONS[name]
        with TemporaryDirectory() as folder:
            measured = "\n".join(_told(lines(Path(folder))))
        known = _REPORT.read_text(encoding="utf-8") if _REPORT.exists() else ""
        _REPORT.write_text(with_sections(known, titles, {title: measured}), encoding="utf-8")
    return 0


def _told(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        print(line, flush=True)
        yield line


def store_lines(folder: Path) -> Iterator[str]:
    """Measure the store and the charts."""
    yield _HEAD
    for answer in answers(folder):
        yield _line(answer)
    yield _FOOT
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."


def writer_lines(folder: Path) -> Iterator[str]:
    """Measure many writers on both engines."""
    example_store(folder).engine.dispose()
    yield _WRITERS_HEAD
    yield head("engine", "longest wait", "mean", "acknowledged and lost")
    found = {
        "SQLite": writers.on_sqlite(folder / SMALL),
        "PostgreSQL": writers.on_postgresql(folder),
    }
    for engine, seen in found.items():
        yield row(engine, *_writing(seen))
    yield goals(
        *(Goal(f"longest wait, {engine}", _writing(seen)[0], 0.5) for engine, seen in found.items())
    )
    yield circumstances("sqlalchemy", "psycopg")


def _writing(
    seen: writers.Writing | NotMeasured,
) -> tuple[float | NotMeasured, float | NotMeasured, float | NotMeasured]:
    if isinstance(seen, NotMeasured):
        return seen, seen, seen
    return seen.longest, seen.mean, seen.lost


def plan_lines(folder: Path) -> Iterator[str]:
    """Measure a revision in the example and in a plan of 1,000 milestones."""
    example_store(folder).engine.dispose()
    long_plan_store(folder).engine.dispose()
    yield _PLAN_HEAD
    yield head("screen", "example", "1,000 milestones", "ratio")
    found = list(plan_table.clicks(folder / SMALL, folder / LONG_PLAN))
    for one in found:
        yield row(one.what, one.small, one.large, one.large / one.small)
    yield goals(Goal("greatest ratio", max(one.large / one.small for one in found), 5))
    yield circumstances("streamlit", "sqlalchemy")


def export_lines(folder: Path) -> Iterator[str]:
    """Measure the files of a meeting of an example made in `folder`."""
    store = example_store(folder)
    known = exports.dossiers(store)
    store.engine.dispose()
    browser = opened_browser()
    yield _EXPORTS_HEAD
    for answer in exports.answers(known, browser):
        yield _line(answer)
    yield _EXPORTS_FOOT
    for size in exports.sizes(known[0]):
        verdict = _verdict(is_met=size.content <= size.most)
        most = f"at most {size.most / 1000:g}: {verdict}"
        yield f"| {size.name} | {size.content / 1000:.0f} | {most} |"
    yield "\n" + _heavier(exports.times_heavier(known[0], browser))
    wrong, made = exports.mix_ups(known)
    yield f"Eight threads making files of eight different days at once: {wrong} mix-ups of {made}."
    yield "\n" + versions(browser) + "."
    if isinstance(browser, Browser):
        browser.close()


def incoming_lines(folder: Path) -> Iterator[str]:
    """Measure sheets that come in, with reports on the milestones of the example."""
    store = example_store(folder)
    board = board_of(store, TODAY)
    store.engine.dispose()
    yield _INCOMING_HEAD
    for answer in incoming.answers(board):
        yield _line(answer)
    yield circumstances("python-calamine")


def _line(answer: Answer) -> str:
    goal = "" if answer.goal is None else f"at most {answer.goal:.2g}"
    ratio = answer.ratio
    if isinstance(ratio, NotMeasured):
        told = "; ".join(part for part in (goal, f"not measured: {ratio.reason}") if part)
        return f"| {answer.question} | - | - | {told} |"
    wanted = f"{goal}: {_verdict(is_met=ratio.wall <= answer.goal)}" if answer.goal else ""
    return f"| {answer.question} | {ratio.cpu:.2f} | {ratio.wall:.2f} | {wanted} |"


def _heavier(times: float | NotMeasured) -> str:
    asked = "Bytes of the deck of pictures by the browser / of the deck"
    wanted = f"at least {_TIMES_HEAVIER}"
    if isinstance(times, NotMeasured):
        return f"{asked}: {wanted}; not measured."
    verdict = _verdict(is_met=times >= _TIMES_HEAVIER)
    return f"{asked}: {times:.1f}, {wanted}: {verdict}."


def _verdict(*, is_met: bool) -> str:
    return "reached" if is_met else "missed"


SECTIONS: Final[dict[str, tuple[str, Callable[[Path], Iterator[str]]]]] = {
    "store": ("Benchmarks", store_lines),
    "writers": ("Many who report at once", writer_lines),
    "runs": (web.RUNS, web.run_lines),
    "load": (web.LOAD, web.load_lines),
    "browser": (web.BROWSER, web.browser_lines),
    "scale": (web.SCALE, web.scale_lines),
    "plan": ("A plan of 1,000 milestones", plan_lines),
    "files": ("Files of a meeting", export_lines),
    "sheets": ("Sheets that come in", incoming_lines),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
