"""Which files prove a claim."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from models.schema.columns import Word, metadata, primary_key
from rules.evidence.files import FileKind


def file_table(name: str, events: str) -> Table:
    """Return the table that says which file proves which row of `events`."""
    return Table(
        name,
        metadata,
        primary_key(),
        Column("event_id", ForeignKey(f"{events}.id"), nullable=False),
        Column("position", Integer, nullable=False),
        Column("name", String(120), nullable=False),
        Column("kind", Word(FileKind, 10), nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("size", Integer, nullable=False),
        # The hash of the thumbnail; NULL where the file is no picture.
        Column("thumbnail", String(64)),
        UniqueConstraint("event_id", "sha256"),
        CheckConstraint("kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')", name="kind"),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint(
            "(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)", name="thumbnail"
        ),
    )


# Which report names which bytes. The bytes lie in the folder of evidence (models/evidence/folder),
# under their SHA-256; `name` is a label, and nothing on a disk is ever called so.
evidence_file = file_table("evidence_file", "report_event")
