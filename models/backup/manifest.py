"""What a backup says of itself."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rules.backup.findings import EVIDENCE
from settings import PROJECT

MANIFEST: Final = "manifest.json"
DATABASE: Final = "basis-data/"
FORMAT: Final = 1

_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Member:
    """One file within a backup."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds at one moment: its schema, the rows of each table, its history's head."""

    revision: str
    rows: Mapping[str, int]
    head: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """When a backup was taken, of what, and what must be found in it."""

    program: str
    taken_at: datetime
    engine: str
    is_example: bool
    contents: Contents
    members: tuple[Member, ...]

    @property
    def database(self) -> Member:
        """The copy of the database."""
        return next(member for member in self.members if member.name.startswith(DATABASE))


def program_version() -> str:
    """Return the version of this program."""
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(declared["project"]["version"])


def is_hash(name: str) -> bool:
    """Whether a file is named by a hash, as finished evidence is."""
    return _HASH.fullmatch(name) is not None


def is_safe(name: str) -> bool:
    """Whether a member's name stays below the folder that it is unpacked into."""
    return _NAME.fullmatch(name) is not None


def written(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in a backup."""
    said = {
        "format": FORMAT,
        "program": manifest.program,
        "taken_at": manifest.taken_at.isoformat(),
        "engine": manifest.engine,
        "is_example": manifest.is_example,
        "revision": manifest.contents.revision,
        "rows": dict(manifest.contents.rows),
        "head": manifest.contents.head,
        "members": [
            {"name": member.name, "sha256": member.sha256, "size": member.size}
            for member in manifest.members
        ],
    }
    return (json.dumps(said, indent=2) + "\n").encode()


def read(text: bytes) -> Manifest:
    """Return what a manifest says; raises ValueError for anything that `written` did not write."""
    try:
        manifest = _manifest(json.loads(text))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError("manifest") from error
    if not all(_is_plain(member) for member in manifest.members):
        raise ValueError("members")
    databases = [member for member in manifest.members if member.name.startswith(DATABASE)]
    if len(databases) != 1:
        raise ValueError("database")
    return manifest


def _manifest(said: Mapping[str, Any]) -> Manifest:
    taken_at = datetime.fromisoformat(said["taken_at"])
    is_known = said["format"] == FORMAT and said["engine"] in {"sqlite", "postgresql"}
    if taken_at.tzinfo is None or not is_known:
        raise ValueError("manifest")
    rows = {str(name): int(count) for name, count in said["rows"].items()}
    return Manifest(
        program=str(said["program"]),
        taken_at=taken_at,
        engine=said["engine"],
        is_example=bool(said["is_example"]),
        contents=Contents(str(said["revision"]), rows, str(said["head"])),
        members=tuple(
            Member(str(member["name"]), str(member["sha256"]), int(member["size"]))
            for member in said["members"]
        ),
    )


def _is_plain(member: Member) -> bool:
    has_place = member.name.startswith((DATABASE, EVIDENCE))
    return has_place and is_safe(member.name) and is_hash(member.sha256)
