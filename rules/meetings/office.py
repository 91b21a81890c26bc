"""What an office writes on its papers: its letterhead, its numbers, and who signs on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.accounts.posts import Post
from rules.plan.legality import TEXT_LIMIT
from rules.plan.registers import FieldProblem, RegisterProblem
from rules.vocabulary import Appointment

NUMBER: Final = "{nomor}"
YEAR: Final = "{tahun}"


@dataclass(frozen=True, slots=True)
class Office:
    """The letterhead line by line; the pattern of numbers; the codes of the posts that sign.

    A pattern has {nomor} for the number of a meeting and {tahun} for its year. All may be empty.
    """

    letterhead: tuple[str, ...] = ()
    number: str = ""
    chair: str = ""
    secretary: str = ""

    def numbered(self, meeting: int, held_on: date) -> str:
        """Return the number of the minutes of a meeting; empty where the office gave no pattern."""
        return self.number.replace(NUMBER, str(meeting)).replace(YEAR, str(held_on.year))

    @property
    def version(self) -> str:
        """What tells this from everything else that an office can say of its papers."""
        return "\n".join((*self.letterhead, self.number, self.chair, self.secretary))

    def or_else(self, other: "Office") -> "Office":
        """Return what is said here, and field by field what `other` says where nothing is."""
        return Office(
            self.letterhead or other.letterhead,
            self.number or other.number,
            self.chair or other.chair,
            self.secretary or other.secretary,
        )

    def trimmed(self) -> "Office":
        """Return it without blanks around its texts and without blank lines, as it is kept."""
        every = "\n".join(self.letterhead).splitlines()
        lines = tuple(line.strip() for line in every if line.strip())
        return Office(lines, self.number.strip(), self.chair, self.secretary)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the post as held on the day, and its holder; empty where nobody is known."""

    post: str = ""
    appointment: Appointment = Appointment.DEFINITIVE
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs the minutes of a day."""

    chair: Signer = Signer()
    secretary: Signer = Signer()


NO_OFFICE: Final = Office()
"""An office that said nothing about its papers."""

NOBODY: Final = Signers()
"""Places to sign without a name."""


def problems_of_office(office: Office) -> Iterator[FieldProblem]:
    """Yield what is wrong with how an office wants to write."""
    if len("\n".join(office.letterhead)) > TEXT_LIMIT:
        yield FieldProblem("letterhead", RegisterProblem.TOO_LONG)
    if len(office.number) > TEXT_LIMIT:
        yield FieldProblem("minutes_number", RegisterProblem.TOO_LONG)
    if office.number and NUMBER not in office.number:
        yield FieldProblem("minutes_number", RegisterProblem.NO_NUMBER)


def signers(office: Office, posts: Iterable[Post], day: date) -> Signers:
    """Return who held the posts that sign on `day`, whoever holds them now."""
    known = {post.code: post for post in posts}
    return Signers(*(_signer(known.get(code), day) for code in (office.chair, office.secretary)))


def _signer(post: Post | None, day: date) -> Signer:
    held = None if post is None else post.holder(day)
    if post is None or held is None:
        return Signer("" if post is None else post.title)
    return Signer(post.title, held.appointment, held.name, held.nip)
