"""The table of evidence files; part of the metadata of models.tables."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from models.schema.columns import metadata, primary_key

# Which report names which bytes. The bytes lie in the folder of evidence (models/evidence_folder),
# under their SHA-256; `name` is a label, and nothing on a disk is ever called so.
evidence_file = Table(
    "evidence_file",
    metadata,
    primary_key(),
    Column("event_id", ForeignKey("report_event.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", String(120), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    # The hash of the thumbnail; NULL where the file is no picture.
    Column("thumbnail", String(64)),
    UniqueConstraint("event_id", "sha256"),
    CheckConstraint("kind IN ('pdf', 'jpg', 'png', 'webp', 'xlsx', 'docx')", name="kind"),
    CheckConstraint("size > 0", name="size"),
    CheckConstraint("(kind IN ('jpg', 'png', 'webp')) = (thumbnail IS NOT NULL)", name="thumbnail"),
)
