"""What can be wrong with a data token, and with what a program asks for."""

from dataclasses import dataclass

from rules.errors import IllegalEntry, ProblemCode


class TokenProblem(ProblemCode):
    """One thing wrong with a token that somebody gives or revokes; the value names the field."""

    PURPOSE_MISSING = "purpose.missing"
    PURPOSE_TOO_LONG = "purpose.too_long"
    AGENCY_UNKNOWN = "agency.unknown"
    REVOKED = "token.revoked"


@dataclass(eq=False)
class IllegalToken(IllegalEntry):
    """A token cannot be given, or not be revoked, as asked."""

    problems: tuple[TokenProblem, ...]
