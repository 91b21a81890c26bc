"""What stands for the memory in which Streamlit keeps uploaded files."""

from dataclasses import dataclass, field


@dataclass
class Shelf:
    """Files by session and name, and the sessions whose page is open."""

    files: set[tuple[str, str]] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    def holds(self, session: str, file: str) -> bool:
        return (session, file) in self.files

    def remove(self, session: str, file: str) -> None:
        self.files.discard((session, file))

    def is_open(self, session: str) -> bool:
        return session in self.open
