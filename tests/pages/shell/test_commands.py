import json
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import text

from pages.shell import frame
from pages.shell.commands import handed_out
from pages.shell.visit import Visit
from rules.access import Permission
from rules.errors import NotAllowed, NotSignedIn
from rules.values import Moment
from rules.vocabulary import Basis
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
        session=lambda: actor,
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
    give = handed_out(replace(a_visit(desk, "pengamat"), session=lambda: None), made.__next__, "a")

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
