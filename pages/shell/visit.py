"""One run of a page for one person, as a plain value."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from sqlalchemy import Connection

from models.evidence.folder import EvidenceFolder
from models.store.recording import wait_turn
from models.store.store import Store
from rules.access import Permission, allowed, require
from rules.errors import NotSignedIn
from rules.values import Actor, Moment, Programme
from settings import Settings

Session: TypeAlias = Callable[[Connection], Actor | None]
"""Asks the session row who is signed in, each time anew; None for nobody."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The store and its settings, the person, the moment asked for, today, and where they are.

    The store is opened onto `programme`, one of the store's `programmes` in the order of opening.
    `origin` is where the dashboard is reached, empty where nobody knows.
    """

    store: Store
    settings: Settings = field(repr=False)
    actor: Actor
    programme: Programme
    moment: Moment
    today: date
    origin: str
    session: Session
    programmes: tuple[Programme, ...]

    def still(self, permission: Permission) -> Actor:
        """Return this person as known now, when what a page offered is taken up later.

        Any thread may ask. Raises NotSignedIn, NotAllowed.
        """
        with self.store.read() as connection:
            actor = self._known(connection)
        require(actor, permission)
        return actor

    def within(self, connection: Connection) -> "Visit":
        """Return this visit as its person is known once it is their turn to write.

        A role that was taken away while somebody waited for the store is no role any more; from
        here on nobody else changes it until the transaction ends. Raises NotSignedIn.
        """
        wait_turn(connection)
        return replace(self, actor=self._known(connection))

    def _known(self, connection: Connection) -> Actor:
        actor = self.session(connection)
        if actor is None:
            raise NotSignedIn
        return actor

    def may(self, permission: Permission) -> bool:
        """Whether this person holds `permission`; commands and queries ask again themselves."""
        return allowed(self.actor, permission)

    @property
    def is_today(self) -> bool:
        """Whether the view shows today, the only day on which reports are handed in."""
        return self.moment.as_of == self.today and self.moment.known_on is None

    @property
    def version(self) -> tuple[str, ...]:
        """What tells this state of this programme of this store from every other one.

        The store's URL keeps two stores of one process (tests) apart.
        """
        return str(self.store.engine.url), self.programme.code, str(self.programme.version)

    @property
    def view(self) -> tuple[str, ...]:
        """What tells this view from every other one: store, version, both days, basis, plan."""
        moment = self.moment
        known = "" if moment.known_on is None else moment.known_on.isoformat()
        days = moment.as_of.isoformat(), known
        return (*self.version, *days, moment.basis.value, moment.plan.value)

    @property
    def reader(self) -> tuple[str, ...]:
        """What tells what one person is shown of one version from everything else."""
        actor = self.actor
        return (*self.version, actor.username, actor.role.value, actor.agency or "")

    @property
    def evidence_folder(self) -> EvidenceFolder:
        """Where the bytes of evidence files are kept."""
        return EvidenceFolder(self.settings.evidence_dir)
