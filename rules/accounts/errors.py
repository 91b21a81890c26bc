"""What can be wrong with accounts, passwords and posts."""

from dataclasses import dataclass

from rules.errors import IllegalEntry, ProblemCode, SentraError


class AccountProblem(ProblemCode):
    """One thing wrong with an account that somebody wants to create; the value names the field."""

    USERNAME_MALFORMED = "username.malformed"
    USERNAME_TAKEN = "username.taken"
    NAME_MISSING = "name.missing"
    AGENCY_NEEDED = "agency.needed"
    AGENCY_UNKNOWN = "agency.unknown"
    PASSWORD_TOO_SHORT = "password.too_short"
    PASSWORD_TOO_LONG = "password.too_long"
    PASSWORD_NAMES_USER = "password.names_user"
    PASSWORD_REPEATS = "password.repeats"
    PASSWORD_KEYBOARD = "password.keyboard"
    PASSWORD_COMMON = "password.common"
    PASSWORD_COMPOSITION = "password.composition"
    PASSWORD_USED_BEFORE = "password.used_before"
    PASSWORD_TYPED_OTHERWISE = "again.typed_otherwise"
    PASSWORD_NOT_THE_OLD = "old.not_the_old"
    EMAIL_MALFORMED = "email.malformed"
    EMAIL_TAKEN = "email.taken"
    LAST_ADMIN = "role.last_admin"
    OWN_ACCOUNT = "account.own"
    INACTIVE = "account.inactive"


@dataclass(eq=False)
class IllegalAccount(IllegalEntry):
    """An account cannot be created as asked."""

    problems: tuple[AccountProblem, ...]


@dataclass(eq=False)
class IllegalAccountChange(IllegalEntry):
    """An account that exists cannot be changed as asked."""

    problems: tuple[AccountProblem, ...]


class SpentLink(SentraError):
    """A one-time link is unknown, used already, or past its hours."""


class PostProblem(ProblemCode):
    """One thing wrong with who holds a post, and when; the value names the field."""

    CODE_MALFORMED = "code.malformed"
    CODE_TAKEN = "code.taken"
    TITLE_MISSING = "title.missing"
    NAME_MISSING = "name.missing"
    NIP_MALFORMED = "nip.malformed"
    FINISH_BEFORE_START = "finish.before_start"
    OVERLAP = "start.overlap"
    NOBODY_TO_RELIEVE = "holder.nobody"
    ACCOUNT_UNKNOWN = "account.unknown"


@dataclass(eq=False)
class IllegalPost(IllegalEntry):
    """A post or its holding cannot be recorded as asked."""

    problems: tuple[PostProblem, ...]
