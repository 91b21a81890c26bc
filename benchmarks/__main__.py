"""`python run.py bench`: print the ratios and write them to docs/benchmarks.md."""

import platform
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import streamlit

from benchmarks import exports, reruns
from benchmarks.export_peers import Browser, opened_browser, versions
from benchmarks.questions import TODAY, Answer, answers
from benchmarks.stores import SMALL, example_store
from benchmarks.timing import ROUNDS, NotMeasured

_REPORT: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_TIMES_HEAVIER: Final = 5
_TABLE: Final = """| first / second | CPU | wall | wanted |
|---|---|---|---|"""
_HEAD: Final = f"""# Benchmarks

Written by `python run.py bench`; run it again to measure your own machine. Each line is the time
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
_EXPORTS_HEAD: Final = f"""
## Files of a meeting

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
_RUNS_HEAD: Final = f"""
## A run of a page

CPU that the server spends on a run of Ringkasan, divided by what an empty page of Streamlit as it
comes (`st.write("kosong")`, no settings of ours) spends on one in the same minute. Both servers
are processes of their own; a tab talks to each as a browser would. A day was seen when its figures
were drawn before: medians of {reruns.BLOCKS} blocks of {reruns.RUNS} runs. New days are drawn for
the first time since the start.

| days looked at before | seen day / empty page | new day / empty page |
|---|---|---|"""
_RUNS_FOOT: Final = f"""
Boards are kept for 32 days and charts for some 85: beyond that, the three seen days are made anew
once before they are quick again, which is what rises in the last lines. Not measured yet: Dash,
plotly in plain Streamlit, what a browser waits for, and eight people at once.

Streamlit {streamlit.__version__}.
"""


def main() -> int:
    """Measure, print, write."""
    lines = []
    for line in _lines():
        lines.append(line)
        print(line, flush=True)
    _REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _lines() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield _HEAD
        for answer in answers(Path(folder)):
            yield _line(answer)
        yield _FOOT
    with TemporaryDirectory() as folder:
        yield from run_lines(Path(folder))
    with TemporaryDirectory() as folder:
        yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
        yield from export_lines(Path(folder))


def run_lines(folder: Path) -> Iterator[str]:
    """Measure runs of a page over an example made in `folder`."""
    example_store(folder).engine.dispose()
    found = reruns.measured(folder / SMALL, folder)
    yield _RUNS_HEAD
    for row in found.rows:
        new = "-" if row.new is None else f"{row.new:.2f}"
        yield f"| {row.days} | {row.seen:.2f} | {new} |"
    seen = [row.seen for row in found.rows]
    flat = max(seen) / min(seen)
    yield "\n| | seen | wanted |\n|---|---|---|"
    yield _goal("dearest seen day / empty page", max(seen), 0.35)
    yield _goal("dearest / cheapest seen day", flat, 1.15)
    yield _goal(f"memory after {reruns.LONG} further runs / before", 1 + found.growth, 1.1)
    yield _goal("start to first answer / the same of an empty page", found.start, 1.7)
    yield _RUNS_FOOT


def _goal(what: str, seen: float, most: float) -> str:
    return f"| {what} | {seen:.2f} | at most {most:.3g}: {_verdict(is_met=seen <= most)} |"


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


if __name__ == "__main__":
    sys.exit(main())
