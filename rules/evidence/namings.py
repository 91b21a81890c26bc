"""What names a file of evidence: reports on milestones, and what was told of follow-ups."""

from dataclasses import dataclass
from datetime import date

from rules.evidence.files import EvidenceAddress, KeptFile


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a file was handed in: `number` is that of the report or of what was told.

    `about` is the milestone or the resolution, `place` its sentra or meeting. `programme` is the
    name of its programme where the store holds several. A report that was taken back names it too.
    """

    address: EvidenceAddress
    number: int
    about: str
    place: str
    author: str
    day: date
    programme: str | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class NamedFile:
    """The bytes of one file, as the latest name tells them, with all that names them."""

    kept: KeptFile
    namings: tuple[Naming, ...]

    @property
    def address(self) -> EvidenceAddress:
        """Where it is handed out: by the latest that names it and stands."""
        standing = [one for one in self.namings if not one.is_withdrawn]
        return (standing or self.namings)[-1].address
