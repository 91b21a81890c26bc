"""Figures recomputed from a dump alone, by a calculation of our own: F-12 and F-16."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.accounts import posts
from models.exports.dump import tables_of_record
from models.progress.queries import board
from models.reporting import batches
from models.store.engine import engine_at
from models.store.store import Store
from rules.accounts.posts import Holding
from rules.evidence.files import FileKind, KeptFile
from rules.periods import WITA, Quarter
from rules.progress.flags import flags
from rules.ratings.rating import Recovery
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.values import AgencyCode
from rules.vocabulary import Appointment, Basis, Light, Status
from settings import sqlite_url
from tests.meeting_room import MeetingRoom
from tests.people import BATIK, CARETAKER, THE_END, Office

Tables = Mapping[str, Sequence[Mapping[str, Any]]]

TW1 = Quarter(2021, 1)
SCAN = KeptFile("Berita acara.jpg", FileKind.JPG, "ab" * 32, 1200, "cd" * 32)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> Iterator[Store]:
    store = Store(engine_at(sqlite_url(Path(shutil.copy(example_file, tmp_path / "contoh.db")))))
    yield store
    store.engine.dispose()


def dumped(store: Store, as_of: date = THE_END) -> Tables:
    with store.read() as connection:
        return tables_of_record(connection, CARETAKER, as_of)


def claims(office: Office) -> None:
    """Claims with a file, a named document or neither; some approved, one returned."""
    office.decide(office.report("S04-M01", 1, realised_value=None, files=[SCAN]))
    office.decide(office.report("S04-M02", 1, realised_value=None))
    office.decide(office.report("S04-M03", 0.1))
    office.report("S04-M03", 0.35)
    office.decide(office.report("S04-M04", 0.2))
    office.decide(office.report("S04-M04", 0.44, evidence=" "))
    office.report("S04-M05", 0.3, evidence="BA-7")
    office.send_back(office.report("S04-M06", 0.9))


def test_claims_without_evidence_follow_from_a_dump_alone(office: Office) -> None:
    claims(office)
    tables = dumped(office.store)

    found = {basis: lacking(tables, THE_END.isoformat(), basis) for basis in Basis}
    assert found == {
        Basis.APPROVED: {"S04-M02"},
        Basis.REPORTED: {"S04-M02", "S04-M03"},
    }
    assert found == {basis: flagged(office, basis) for basis in Basis}
    (file,) = tables["evidence_files"]
    assert file == {
        "report": 1,
        "name": "Berita acara.jpg",
        "kind": "jpg",
        "sha256": "ab" * 32,
        "size": 1200,
        "withheld": None,
        "removal": None,
    }


def test_evidence_of_a_report_that_came_late_is_in_the_dump_of_its_day(office: Office) -> None:
    late, day = datetime(2021, 4, 5, 12, tzinfo=WITA), date(2021, 3, 31)
    office.report("S04-M01", 1, effective_on=day, realised_value=None, files=[SCAN], at=late)

    (file,) = dumped(office.store, day)["evidence_files"]
    assert file["report"] == 1
    with office.store.read() as connection:
        then = tables_of_record(connection, CARETAKER, day, day)
    assert (then["reports"], then["evidence_files"]) == ([], [])


@pytest.mark.parametrize("day", [date(2021, 9, 30), date(2022, 6, 30)])
def test_claims_without_evidence_in_the_example_follow_too(example: Store, day: date) -> None:
    tables = dumped(example, day)
    with example.read() as connection:
        known = board(connection, CARETAKER, day)
    for basis in Basis:
        milestones = [one for sentra in known.sentra for one in sentra.milestones]
        raised = {
            one.code
            for one in milestones
            if flags(one, day, basis, DEFAULT_THRESHOLDS).without_evidence
        }
        assert lacking(tables, day.isoformat(), basis) == raised


def test_closed_quarters_follow_from_a_dump_alone(office: Office) -> None:
    noon = datetime(2021, 4, 5, 12, tzinfo=WITA)
    office.decide(office.report("S04-M01", 0.5))
    office.shift_weight("S04-M02", BATIK, 2)
    late = office.report("S04-M02", 0.75, effective_on=date(2021, 3, 31), at=noon)
    office.decide(office.report("S04-M03", 0, status=Status.CANCELLED, effective_on=TW1.finish))
    office.close(TW1, at=noon + timedelta(days=2))
    office.decide(late, at=noon + timedelta(days=3))
    office.shift_weight("S04-M04", BATIK, 1)
    office.correct(TW1)
    office.decide(office.report("S04-M01", 0.9, effective_on=date(2021, 3, 1)))

    tables = dumped(office.store)

    closings = tables["quarter_closings"]
    assert [(one["quarter"], one["revision"]) for one in closings] == [(1, 0), (1, 1)]
    figures = {(one["revision"], one["sentra"]): one for one in tables["quarter_figures"]}
    assert len(figures) == 18
    for closing in closings:
        for sentra, shares in frozen(tables, closing).items():
            kept = figures[closing["revision"], sentra]
            for name, share in shares.items():
                assert kept[name] == pytest.approx(share, abs=1e-9)
    first, corrected = (figures[revision, "S04"]["approved"] for revision in (0, 1))
    assert 0 < first < corrected
    milestones = {(one["revision"], one["milestone"]): one for one in tables["quarter_milestones"]}
    assert milestones[0, "S04-M02"]["report_id"] is None
    assert milestones[1, "S04-M02"]["report_id"] == late


def test_a_dump_holds_every_rating_and_who_brings_a_sentra_back(office: Office) -> None:
    recovery = Recovery(AgencyCode("DPMD"), date(2021, 12, 31))
    office.rate()
    office.rate(light=Light.CRITICAL, recovery=recovery)

    earlier, latest = dumped(office.store)["ratings"]

    assert (earlier["sentra"], earlier["light"], earlier["recovery_owner"]) == (
        *("S04", "attention", None),
    )
    assert (latest["light"], latest["recovery_owner"], latest["recovery_due_on"]) == (
        *("critical", "DPMD", "2021-12-31"),
    )


def test_a_dump_holds_the_files_of_follow_ups_and_who_held_a_post(office: Office) -> None:
    room = MeetingRoom(office)
    number = room.opened()
    resolution = room.assign(number)
    room.close(number)
    room.tell(resolution, evidence="Arsip 7", files=[SCAN])
    held = Holding("Rahmat", Appointment.ACTING, date(2021, 1, 1), nip="197001011990031001")
    with office.store.write() as connection:
        admin = office.people.admin
        posts.create_post(connection, admin, "kepala", "Kepala", at=office.now)
        posts.seat(connection, admin, "kepala", held, at=office.now)

    tables = dumped(office.store)

    (file,) = tables["follow_up_files"]
    assert (file["resolution"], file["sha256"], file["size"]) == (resolution, "ab" * 32, 1200)
    (post,) = tables["posts"]
    assert (post["post"], post["holder"], post["standing"]) == ("kepala", "Rahmat", "plt")
    assert "nip" not in post


def test_a_dump_holds_nothing_that_was_recorded_after_the_day_of_knowledge(
    office: Office,
) -> None:
    known_on = office.now.date()
    office.now += timedelta(days=70)
    room = MeetingRoom(office)
    number = room.opened()
    resolution = room.assign(number)
    room.close(number)
    room.tell(resolution, evidence="Arsip 7", files=[SCAN])
    office.rate()
    office.close(TW1)
    office.shift_weight("S04-M02", BATIK, 2)
    late = [
        *("meetings", "resolutions", "follow_up_events", "follow_up_files", "ratings"),
        *("quarter_closings", "quarter_figures", "quarter_milestones", "revisions"),
    ]
    assert all(dumped(office.store)[name] for name in late)

    with office.store.read() as connection:
        then = tables_of_record(connection, CARETAKER, THE_END, known_on)

    assert not [name for name in late if then[name]]
    assert {one["recorded_on"] for one in then["plan_history"]} <= {"2020-12-01"}


def test_a_dump_tells_how_the_plan_came_to_be(office: Office) -> None:
    tables = dumped(office.store)

    history = [one for one in tables["plan_history"] if one["table"] == "milestone"]
    assert {one["action"] for one in history} == {"plan.loaded"}
    assert len(history) == len(tables["milestones"]) == 125
    assert f'"code":"{BATIK}"' in "".join(str(one["row"]) for one in history)
    assert len(tables["places"]) >= 9
    assert not any("@" in str(one["row"]) for one in tables["plan_history"])


def test_what_came_in_as_one_batch_and_when_it_was_decided_follow_from_a_dump(
    office: Office,
) -> None:
    day = office.now.date()
    office.report("S04-M04", 0.2)
    office.now += timedelta(days=30)
    approved = office.enter("S04-M01", "S04-M02", effective_on=day, source="Arsip A")
    taken_back = office.enter("S04-M03", effective_on=day, source="Arsip B")
    taken_at = office.now
    with office.store.write() as connection:
        author = office.people.operator_dpmd
        batches.withdraw_batch(connection, author, taken_back, at=taken_at)
    office.now += timedelta(days=1)
    decided_at = office.now
    office.decide_batch(approved)
    waiting = office.enter("S04-M03", effective_on=day + timedelta(1), source="Arsip C")

    tables = dumped(office.store, day)

    assert [(one["id"], one["source"]) for one in tables["batches"]] == [
        (approved, "Arsip A"),
        (taken_back, "Arsip B"),
    ]
    assert tables["batches"][0]["author"] == office.people.operator_dpmd.name
    assert verdicts(tables) == {
        approved: ({"S04-M01", "S04-M02"}, ("approved", decided_at.astimezone(UTC).isoformat())),
        taken_back: ({"S04-M03"}, ("withdrawn", taken_at.astimezone(UTC).isoformat())),
    }
    assert waiting in verdicts(dumped(office.store))
    with office.store.read() as connection:
        then = tables_of_record(connection, CARETAKER, day, day)
    assert (then["batches"], then["batch_reports"]) == ([], [])


def flagged(office: Office, basis: Basis) -> set[str]:
    milestones = [one for sentra in office.board().sentra for one in sentra.milestones]
    return {
        one.code
        for one in milestones
        if flags(one, THE_END, basis, DEFAULT_THRESHOLDS).without_evidence
    }


# Our own calculation.


def verdicts(tables: Tables) -> dict[int, tuple[set[str], tuple[str, str] | None]]:
    """The milestones of each batch, and the verdict in force on it with its instant."""
    found: dict[int, tuple[set[str], tuple[str, str] | None]] = {}
    for batch in tables["batches"]:
        own = {one["report"] for one in tables["batch_reports"] if one["batch"] == batch["id"]}
        about = {one["milestone"] for one in tables["reports"] if one["id"] in own}
        said = {
            (one["kind"], one["recorded_at"])
            for one in tables["reports"]
            if one["kind"] != "report" and one["report_id"] in own
        }
        (*_, latest) = (None, *sorted(said, key=lambda one: one[1]))
        found[batch["id"]] = about, latest
    return found


def counting(
    tables: Tables, code: str, day: str, basis: Basis, known: str = "9999"
) -> list[Mapping[str, Any]]:
    """The reports on a milestone that count, effective by a day and known at an instant."""
    fits = {"approved"} if basis is Basis.APPROVED else {"approved", "report"}
    reports = [one for one in tables["reports"] if one["recorded_at"] <= known]
    verdicts = {one["report_id"]: one["kind"] for one in reports}
    found = [
        one
        for one in reports
        if one["kind"] == "report"
        and one["milestone"] == code
        and one["effective_on"] <= day
        and verdicts[one["id"]] in fits
    ]
    return sorted(found, key=lambda one: (one["effective_on"], one["id"]))


def lacking(tables: Tables, day: str, basis: Basis) -> set[str]:
    """F-12."""
    proven = {one["report"] for one in tables["evidence_files"]}
    found = set()
    for milestone in tables["milestones"]:
        reports = counting(tables, milestone["code"], day, basis)
        if not reports or reports[-1]["status"] == "cancelled":
            continue
        latest, before = reports[-1], reports[-2]["progress"] if len(reports) > 1 else 0
        is_claim = latest["status"] == "finished" or latest["progress"] - before >= 0.25 - 1e-9
        if is_claim and latest["id"] not in proven and not latest["evidence"].strip():
            found.add(milestone["code"])
    return found


def frozen(tables: Tables, closing: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """F-16: each sentra's approved share and both planned shares, as known at the closing."""
    day, known = closing["last_day"], closing["recorded_at"]
    sums: dict[str, dict[str, float]] = {}
    for milestone in tables["milestones"]:
        parts = sums.setdefault(milestone["sentra"], dict.fromkeys(_PARTS, 0.0))
        reports = counting(tables, milestone["code"], day, Basis.APPROVED, known)
        state = reports[-1] if reports else {"status": "not_started", "progress": 0}
        if state["status"] == "cancelled":
            continue
        current = in_force(tables, milestone, day, known)
        parts["earned"] += milestone["first_reckoned_weight"] * state["progress"]
        for plan in ("first", "current"):
            chosen = current if plan == "current" else schedule(milestone, "first")
            parts[f"{plan}_weight"] += chosen["weight"]
            parts[plan] += chosen["weight"] * planned(chosen, day)
    return {
        code: {
            "approved": parts["earned"] / parts["first_weight"],
            "planned_first": parts["first"] / parts["first_weight"],
            "planned_current": parts["current"] / parts["current_weight"],
        }
        for code, parts in sums.items()
    }


_PARTS = ("earned", "first", "first_weight", "current", "current_weight")


def in_force(tables: Tables, milestone: Mapping[str, Any], day: str, known: str) -> dict[str, Any]:
    """The schedule of a milestone in force on a day, as known by an instant."""
    revised = [
        schedule(one, "after")
        for one in tables["revisions"]
        if one["milestone"] == milestone["code"]
        and one["recorded_at"] <= known
        and one["recorded_on"] <= day
    ]
    return revised[-1] if revised else schedule(milestone, "first")


def schedule(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {part: row[f"{name}_{part}"] for part in ("start", "finish", "weight")}


def planned(chosen: Mapping[str, Any], day: str) -> float:
    start, finish, today = map(date.fromisoformat, (chosen["start"], chosen["finish"], day))
    if today >= finish:
        return 1.0
    return max(0.0, (today - start) / (finish - start))
