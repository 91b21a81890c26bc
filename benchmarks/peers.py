"""The same question answered by loading everything into pandas, and the barest possible write."""

from datetime import date
from itertools import count

import pandas as pd
from sqlalchemy import text

from models.store.store import Store

_EVENTS = """
SELECT id, milestone_id, kind, coalesce(report_id, id) AS report_id, effective_on, status, progress,
    recorded_on
FROM report_event
"""
_MILESTONES = "SELECT id, sentra_id, first_weight FROM milestone"
_REVISIONS = "SELECT milestone_id, weight, recorded_on FROM plan_revision ORDER BY id"
_numbers = count(1)


def actual_in_pandas(store: Store, as_of: date) -> "pd.Series[float]":
    """Return the actual share of each sentra on submitted reports, from all events."""
    with store.read() as connection:
        events = pd.read_sql(text(_EVENTS), connection)
        milestones = pd.read_sql(text(_MILESTONES), connection)
        revisions = pd.read_sql(text(_REVISIONS), connection)
    day = as_of.isoformat()
    events = events[events["recorded_on"] <= day]
    verdicts = events.sort_values("id").groupby("report_id")["kind"].last()
    counting = events[
        (events["kind"] == "report") & (events["report_id"].map(verdicts) != "returned")
    ]
    latest = counting.sort_values(["effective_on", "id"]).groupby("milestone_id").last()
    revised = revisions[revisions["recorded_on"] <= day].groupby("milestone_id")["weight"].last()
    known = milestones.set_index("id").join(latest[["status", "progress"]])
    known["weight"] = revised.reindex(known.index).fillna(known["first_weight"])
    known = known[known["status"] != "cancelled"]
    earned = (known["weight"] * known["progress"].fillna(0) / 10_000).groupby(known["sentra_id"])
    return earned.sum() / known.groupby("sentra_id")["weight"].sum()


def make_bare_table(store: Store) -> None:
    """Make a table without keys, checks, triggers or read models, in the same store."""
    with store.write() as connection:
        connection.execute(
            text("CREATE TABLE bare (milestone INTEGER, progress INTEGER, note TEXT, at TEXT)")
        )


def insert_bare(store: Store) -> None:
    """Keep one row in it, in a transaction of its own and as durably as a report."""
    with store.write() as connection:
        connection.execute(
            text("INSERT INTO bare VALUES (:milestone, 5000, 'Catatan', '2022-06-30 09:00')"),
            {"milestone": next(_numbers)},
        )
