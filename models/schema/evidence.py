"""Which files prove a claim."""

import sqlalchemy as sa

from models.schema.columns import Word, authorship, table
from rules.evidence.files import FileKind


def file_table(name: str, events: str) -> sa.Table:
    """Return the table that says which file proves which row of `events`."""
    return table(
        name,
        sa.Column("event_id", sa.ForeignKey(f"{events}.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", Word(FileKind, 10), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        # The hash of the thumbnail; NULL where the file is no picture.
        sa.Column("thumbnail", sa.String(64)),
        sa.UniqueConstraint("event_id", "sha256"),
        sa.CheckConstraint("kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')", name="kind"),
        sa.CheckConstraint("size > 0", name="size"),
        sa.CheckConstraint(
            "(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)", name="thumbnail"
        ),
    )


# Which report names which bytes. The bytes lie in the folder of evidence (models/evidence/folder),
# under their SHA-256; `name` is a label, and nothing on a disk is ever called so.
evidence_file = file_table("evidence_file", "report_event")

# Bytes that are gone for good, whichever rows name them; the rows stay, as all history does.
evidence_removal = table(
    "evidence_removal",
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("reason", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("reason <> ''", name="reason"),
)
