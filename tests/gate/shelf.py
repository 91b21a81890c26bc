"""What stands for the memory in which Streamlit keeps uploaded files."""

from dataclasses import dataclass, field


@dataclass
class Shelf:
    """The size of files by session and name, and the sessions whose page is open."""

    files: dict[tuple[str, str], int] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def size(self, session: str, file: str) -> int | None:
        return self.files.get((session, file))

    def remove(self, session: str, file: str) -> None:
        self.files.pop((session, file), None)

    def is_open(self, session: str) -> bool:
        return session in self.open
