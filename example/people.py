"""The accounts of the example: posts, never persons; each opens without a password on loopback."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from models.accounts import commands as accounts
from models.accounts.commands import Description
from rules.periods import WITA
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role

DPMD: Final = "dpmd"
LEADER: Final = "pimpinan"
ADMIN: Final = "admin"

JOINED_AT: Final = datetime(2021, 2, 1, 8, 0, tzinfo=WITA)

# Nobody has an account yet, so it is whoever founds the store.
_FOUNDER: Final = Actor(AccountId(0), ADMIN, "Pengelola", Role.ADMIN, None)
_PEOPLE: Final = (
    (DPMD, "Operator DPMD (contoh)", Role.DPMD_OPERATOR, "DPMD"),
    (LEADER, "Plt Kepala DPMD (contoh)", Role.LEADER, "DPMD"),
    ("perindag", "Operator DISKUKMPERINDAG (contoh)", Role.AGENCY_OPERATOR, "DISKUKMPERINDAG"),
    ("bapelitbang", "Operator Bapelitbang (contoh)", Role.AGENCY_OPERATOR, "BAPELITBANG"),
    ("pariwisata", "Operator DISBUDPAR (contoh)", Role.AGENCY_OPERATOR, "DISBUDPAR"),
    ("dinkes", "Operator DINKES (contoh)", Role.AGENCY_OPERATOR, "DINKES"),
    ("perikanan", "Operator PERIKANAN (contoh)", Role.AGENCY_OPERATOR, "PERIKANAN"),
    ("dishub", "Operator DISHUB (contoh)", Role.AGENCY_OPERATOR, "DISHUB"),
    ("dlh", "Operator DLH (contoh)", Role.AGENCY_OPERATOR, "DLH"),
    ("evaluator", "Evaluator Bapelitbang (contoh)", Role.EVALUATOR, "BAPELITBANG"),
    ("pengamat", "Pengamat (contoh)", Role.VIEWER, None),
    (ADMIN, "Administrator (contoh)", Role.ADMIN, None),
)

OPERATOR_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        agency: username
        for username, _, role, agency in _PEOPLE
        if agency is not None and role in {Role.DPMD_OPERATOR, Role.AGENCY_OPERATOR}
    }
)
"""The username that reports for each agency."""


def create_people(connection: Connection) -> dict[str, Actor]:
    """Create the example accounts and return them by username."""
    return {
        username: accounts.create(
            connection,
            _FOUNDER,
            username,
            Description(name, role, None if agency is None else AgencyCode(agency)),
            password=None,
            at=JOINED_AT,
        )
        for username, name, role, agency in _PEOPLE
    }
