"""Posts and who held them when; a handover ends one holding and begins the next together."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from models.accounts.commands import Description, describe
from models.accounts.queries import account_line
from models.audit import commands as audit
from models.schema.accounts import post, post_holder
from rules.access import Permission, require
from rules.accounts.errors import IllegalPost, PostProblem
from rules.accounts.posts import Holding, Post, holding_problems, post_problems, relieved
from rules.audit.actions import Action
from rules.errors import UnknownCode
from rules.values import AccountId, Actor
from rules.vocabulary import Role


def posts(connection: Connection, actor: Actor) -> Sequence[Post]:
    """Return every post with all its holders, by title."""
    require(actor, Permission.VIEW)
    query = select(post.c.code, post.c.title, post_holder).select_from(
        post.outerjoin(post_holder, post_holder.c.post_id == post.c.id)
    )
    found: dict[tuple[str, str], list[Holding]] = {}
    for row in connection.execute(query.order_by(post.c.title, post.c.code, "start_on")):
        held = found.setdefault((row.code, row.title), [])
        held += [] if row.start_on is None else [_holding(row)]
    return [Post(code, title, tuple(held)) for (code, title), held in found.items()]


def holder(connection: Connection, actor: Actor, code: str, day: date) -> Holding | None:
    """Return who holds a post on `day`; None while it is vacant. Raises UnknownCode."""
    return _post(connection, actor, code).holder(day)


def create_post(
    connection: Connection, actor: Actor, code: str, title: str, *, at: datetime
) -> None:
    """Keep a new post, vacant at first. Raises IllegalPost."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    taken = connection.scalar(select(post.c.id).where(post.c.code == code)) is not None
    problems = post_problems(code, title, taken=taken)
    if problems:
        raise IllegalPost(problems)
    row = audit.written(connection, post, {"code": code, "title": title.strip()})
    detail = {"after": {"title": title.strip()}, "rows": {post.name: [row]}}
    audit.record(connection, actor, Action.POST_CREATED, subject=code, detail=detail, at=at)


def seat(connection: Connection, actor: Actor, code: str, new: Holding, *, at: datetime) -> None:
    """Let somebody hold a post on days when it is vacant. Raises IllegalPost, UnknownCode."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    number, kept = _held(connection, actor, code)
    _check(connection, actor, new, kept.holdings, at=at)
    row = _insert(connection, number, new)
    detail = {"after": _plain(new), "rows": {post_holder.name: [row]}}
    audit.record(connection, actor, Action.POST_HELD, subject=code, detail=detail, at=at)


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes a post over, and whether the rights of the account before move along."""

    new: Holding
    moves_role: bool = False


def hand_over(
    connection: Connection, actor: Actor, code: str, handover: Handover, *, at: datetime
) -> None:
    """End the present holding the day before the new one begins, both or neither.

    Where the role moves, the new holder's account gets role and agency of the old one's, which may
    only look from then on. Raises IllegalPost, IllegalAccountChange, UnknownCode.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    (number, kept), new = _held(connection, actor, code), handover.new
    ended = relieved(kept, new.start)
    others = [holding for holding in kept.holdings if holding.start != ended.start]
    _check(connection, actor, new, [*others, ended], at=at)
    is_this = (post_holder.c.post_id == number, post_holder.c.start_on == ended.start)
    holding = connection.execute(select(post_holder.c.id).where(*is_this)).scalar_one()
    carried = audit.rewritten(connection, post_holder, holding, {"finish_on": ended.finish})
    carried["rows"][post_holder.name].append(_insert(connection, number, new))
    detail = {"before": _plain(ended), "after": _plain(new), **carried}
    audit.record(connection, actor, Action.POST_HANDED_OVER, subject=code, detail=detail, at=at)
    is_other = ended.account_id != new.account_id
    if handover.moves_role and is_other and ended.account_id and new.account_id:
        _move_role(connection, actor, ended.account_id, new.account_id, at=at)


def _move_role(
    connection: Connection, actor: Actor, old: AccountId, new: AccountId, *, at: datetime
) -> None:
    """The new account is given its role first, so that an only admin may hand over."""
    giver, taker = (account_line(connection, actor, account_id, at=at) for account_id in (old, new))
    given = Description(taker.name, giver.role, giver.agency or taker.agency, taker.email)
    left = Description(giver.name, Role.VIEWER, giver.agency, giver.email)
    describe(connection, actor, new, given, at=at)
    describe(connection, actor, old, left, at=at)


def _check(
    connection: Connection, actor: Actor, new: Holding, others: Sequence[Holding], *, at: datetime
) -> None:
    problems = list(holding_problems(new, others))
    if new.account_id is not None and not _is_active(connection, actor, new.account_id, at=at):
        problems.append(PostProblem.ACCOUNT_UNKNOWN)
    if problems:
        raise IllegalPost(tuple(problems))


def _is_active(
    connection: Connection, actor: Actor, account_id: AccountId, *, at: datetime
) -> bool:
    try:
        return account_line(connection, actor, account_id, at=at).is_active
    except UnknownCode:
        return False


def _post(connection: Connection, actor: Actor, code: str) -> Post:
    found = [kept for kept in posts(connection, actor) if kept.code == code]
    if not found:
        raise UnknownCode("jabatan", code)
    return found[0]


def _held(connection: Connection, actor: Actor, code: str) -> tuple[int, Post]:
    """Return the number of a post and what it is; its row is held, so that two cannot fill it."""
    number = connection.scalar(select(post.c.id).where(post.c.code == code).with_for_update())
    if number is None:
        raise UnknownCode("jabatan", code)
    return number, _post(connection, actor, code)


def _insert(connection: Connection, post_id: int, new: Holding) -> dict[str, Any]:
    columns = {
        "post_id": post_id,
        "name": new.name.strip(),
        "nip": new.nip,
        "standing": new.appointment,
        "start_on": new.start,
        "finish_on": new.finish,
        "account_id": new.account_id,
    }
    return audit.written(connection, post_holder, columns)


def _holding(row: Row[*tuple[Any, ...]]) -> Holding:
    return Holding(
        name=row.name,
        appointment=row.standing,
        start=row.start_on,
        finish=row.finish_on,
        nip=row.nip,
        account_id=None if row.account_id is None else AccountId(row.account_id),
    )


def _plain(held: Holding) -> Mapping[str, object]:
    """Return a holding as the audit trail keeps it. A NIP is nobody's business there."""
    facts = asdict(held)
    del facts["nip"]
    facts["standing"] = facts.pop("appointment")  # the trail keeps the name it began with
    days = {name: None if (day := facts[name]) is None else day.isoformat() for name in _DAYS}
    return facts | days


_DAYS = ("start", "finish")
