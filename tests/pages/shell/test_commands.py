import json
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import Connection, text

from models.accounts import throttle
from pages.shell import frame
from pages.shell.commands import handed_out, run_prepared
from pages.shell.visit import Visit
from rules.access import Permission, explain, require
from rules.errors import NotAllowed, NotSignedIn
from rules.values import Actor, Moment
from rules.vocabulary import Basis, Role
from tests.pages.conftest import Desk

ADDRESS = "https://pantau.test"


def a_visit(desk: Desk, who: str) -> Visit:
    board, actor = desk.board(), desk.people[who]
    moment = Moment(board.as_of, Basis.APPROVED)
    settings, today = frame._settings(), board.as_of
    return Visit(
        store=desk.store,
        settings=settings,
        actor=actor,
        programme=board.programme,
        moment=moment,
        today=today,
        origin=ADDRESS,
        session=lambda _: actor,
        programmes=(board.programme,),
    )


def traces(desk: Desk) -> list[tuple[int, str, dict[str, object]]]:
    """Who took which file along, and what is known of its bytes; oldest first."""
    query = "SELECT actor_id, subject, detail FROM audit_event WHERE action = 'file.exported'"
    with desk.store.read() as connection:
        rows = connection.execute(text(f"{query} ORDER BY id")).all()
    return [(row.actor_id, row.subject, json.loads(row.detail)) for row in rows]


def test_a_file_taken_along_leaves_its_name_hash_and_size(desk: Desk) -> None:
    before = traces(desk)

    content = handed_out(a_visit(desk, "pengamat"), lambda: b"isi", "kurva-s.png")()

    assert content == b"isi"
    (trace,) = traces(desk)[len(before) :]
    known = {"sha256": sha256(b"isi").hexdigest(), "size": 3}
    assert trace == (desk.people["pengamat"].account_id, "kurva-s.png", known)


def test_a_file_taken_along_changes_no_version(desk: Desk) -> None:
    before = desk.board().programme

    handed_out(a_visit(desk, "pengamat"), lambda: b"isi", "kurva-s.png")()

    assert desk.board().programme == before


def test_whoever_lost_the_right_gets_nothing_and_leaves_no_trace(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, made = traces(desk), iter([b"isi"])
    give = handed_out(a_visit(desk, "pengamat"), lambda: next(made), "a.png")
    from rules import access

    rest = {role: grants - {Permission.EXPORT} for role, grants in access.GRANTS.items()}
    monkeypatch.setattr(access, "GRANTS", rest)

    with pytest.raises(NotAllowed):
        give()

    assert list(made) == [b"isi"]
    assert traces(desk) == before


def test_whoever_signed_out_in_another_tab_gets_nothing_and_leaves_no_trace(desk: Desk) -> None:
    before, made = traces(desk), iter([b"isi"])
    give = handed_out(
        replace(a_visit(desk, "pengamat"), session=lambda _: None), made.__next__, "a"
    )

    with pytest.raises(NotSignedIn):
        give()

    assert list(made) == [b"isi"]
    assert traces(desk) == before


def test_a_file_that_cannot_be_made_leaves_no_trace(desk: Desk) -> None:
    before = traces(desk)

    def broken() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        handed_out(a_visit(desk, "pengamat"), broken, "a.png")()

    assert traces(desk) == before


def refusals(desk: Desk) -> list[tuple[int, str]]:
    """Whom the trail tells to have been refused what; oldest first."""
    query = "SELECT actor_id, subject FROM audit_event WHERE action = 'act.refused' ORDER BY id"
    with desk.store.read() as connection:
        return [(row.actor_id, row.subject) for row in connection.execute(text(query))]


class Demoted:
    """An operator whose role an administrator takes away while their click waits for the store."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now: Actor | None = desk.people["dpmd"]
        visit = replace(a_visit(desk, "dpmd"), session=lambda _: self.now)
        monkeypatch.setattr(frame, "acting", lambda: visit)
        self.recorded: list[Actor] = []

    def clicks(self, then: Actor | None) -> object:
        """Return what the click came to, where this person is `then` when it is their turn."""

        def wait(_: Visit) -> None:
            self.now = then

        def record(_: Connection, visit: Visit, __: None) -> bool:
            require(visit.actor, Permission.REPORT)
            self.recorded.append(visit.actor)
            return True

        return run_prepared(wait, record)


def test_a_role_taken_away_while_the_click_waits_records_nothing_and_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, before = Demoted(desk, monkeypatch), refusals(desk)
    demoted = replace(desk.people["dpmd"], role=Role.VIEWER)

    assert isinstance(person.clicks(demoted), NotAllowed)

    assert person.recorded == []
    (told,) = refusals(desk)[len(before) :]
    assert told == (demoted.account_id, explain(demoted, Permission.REPORT))


def test_a_session_that_ended_while_the_click_waits_records_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Demoted(desk, monkeypatch)

    assert isinstance(person.clicks(None), NotSignedIn)

    assert person.recorded == []


def test_who_tries_on_and_on_is_told_of_so_many_times(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST_REFUSALS", 3)
    person, before = Demoted(desk, monkeypatch), refusals(desk)
    for _ in range(5):
        person.clicks(desk.people["pengamat"])
    assert len(refusals(desk)) == len(before) + 3


def test_a_right_that_ends_while_a_file_is_made_hands_nothing_out(desk: Desk) -> None:
    before, known = traces(desk), [desk.people["pengamat"], None]
    visit = replace(a_visit(desk, "pengamat"), session=lambda _: known.pop(0))

    with pytest.raises(NotSignedIn):
        handed_out(visit, lambda: b"isi", "a.png")()

    assert traces(desk) == before
