"""When the example roles open without a password: on this very machine, with example data."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from starlette.requests import Request

from gate.hosts import is_loopback, name_of
from models.accounts import identity
from models.store.store import Store
from rules.values import Actor
from rules.vocabulary import Role, label

# Any of these means that a proxy stands between, so the address is no longer the visitor's own.
_FORWARDED: Final = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)

DUTIES: Final = MappingProxyType(
    {
        Role.VIEWER: "Melihat dan mengunduh, tanpa mengubah apa pun.",
        Role.AGENCY_OPERATOR: "Melaporkan tonggak yang dipimpin atau didukung OPD-nya.",
        Role.DPMD_OPERATOR: "Melaporkan semua tonggak dan menyiapkan rapat koordinasi.",
        Role.LEADER: "Melihat apa yang tertahan, lalu menyetujui atau mengembalikan laporan.",
        Role.EVALUATOR: "Mengevaluasi capaian triwulanan terhadap rencana.",
        Role.ADMIN: "Mengelola akun dan rencana.",
    }
)


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role with what it does and the example accounts that have it."""

    title: str
    duty: str
    actors: tuple[Actor, ...]


def by_role(actors: Sequence[Actor]) -> list[RoleChoice]:
    """Return the roles of `actors` in the order in which they first appear."""
    roles = dict.fromkeys(actor.role for actor in actors)
    return [
        RoleChoice(
            _title(role), DUTIES[role], tuple(actor for actor in actors if actor.role is role)
        )
        for role in roles
    ]


def position(actor: Actor) -> str:
    """Return the role of `actor` and, unless the role names it, the agency."""
    title = _title(actor.role)
    is_named = actor.agency is None or actor.agency in title
    return title if is_named else f"{title} · {actor.agency}"


def _title(role: Role) -> str:
    word = label(role)
    return word[:1].upper() + word[1:]


def is_at_this_machine(request: Request) -> bool:
    """Whether the visitor sits at the machine that serves: address, name and no proxy say so."""
    if any(header in request.headers for header in _FORWARDED):
        return False
    client = request.client.host if request.client else ""
    host = name_of(request.headers.get("host", "")) or ""
    return is_loopback(client) and is_loopback(host)


def roles_on_offer(request: Request, store: Store) -> list[Actor]:
    """Return the example accounts that this visitor may open; none otherwise."""
    if not is_at_this_machine(request):
        return []
    with store.read() as connection:
        return identity.example_actors(connection)
