"""What the store holds, for scripts: its figures, its whole record, and its read models anew."""

import json
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from caretaker.console import CARETAKER, Refused, day_asked, known_asked, reading, say, standing
from exchange.sheets.tables import csv_of
from models.exports.dump import CONVENTIONS, tables_of_record
from models.progress import queries as progress_queries
from models.reporting.days import report_days
from models.store import read_models
from rules.progress.briefing import brief
from rules.progress.figures import figures as figures_of
from rules.reporting.delays import delays, figures as delay_figures
from rules.values import Moment
from settings import read_settings
from words.formats import number


def figures(options: Namespace, *, now: datetime) -> int:
    """Write the figures of the programme, of every sentra and of every agency as JSON."""
    with reading(options, now) as connection:
        programme = progress_queries.programme(connection)
        as_of = day_asked(options.as_of, programme, now)
        known_on = known_asked(options.known_at, programme, now)
        board = progress_queries.board(connection, CARETAKER, as_of, known_on)
        told = report_days(connection, CARETAKER, as_of, known_on)
    briefing = brief(board, Moment(as_of, options.basis, options.plan, known_on, programme.named))
    late = {"reporting_delays": delay_figures(delays(told))}
    _hand_over(_json({**figures_of(briefing), **late}), options.out)
    return 0


def dump(options: Namespace, *, now: datetime) -> int:
    """Write plan and history as JSON, or as a folder of CSV files."""
    with reading(options, now) as connection:
        programme = progress_queries.programme(connection)
        as_of = day_asked(options.as_of, programme, now)
        known_on = known_asked(options.known_at, programme, now)
        tables = tables_of_record(connection, CARETAKER, as_of, known_on)
    if options.format == "json":
        known = None if known_on is None else known_on.isoformat()
        head = {"as_of": as_of.isoformat(), "known_on": known, "conventions": CONVENTIONS}
        _hand_over(_json({**head, **tables}), options.out)
        return 0
    if options.out is None:
        raise Refused("CSV terdiri dari beberapa berkas; sebutkan foldernya dengan --out FOLDER.")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (options.out / f"{name}.csv").write_bytes(csv_of(rows))
    say(f"{number(len(tables))} berkas CSV ditulis di {options.out}")
    return 0


def rebuild(_: Namespace, *, now: datetime) -> int:
    """Make the read models anew from the history."""
    del now
    with standing(read_settings()) as store, store.write() as connection:
        read_models.rebuild(connection)
    say("Ringkasan disusun ulang dari riwayat laporan.")
    return 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _hand_over(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    out.write_text(text, encoding="utf-8")
    say(f"Ditulis: {out}")
