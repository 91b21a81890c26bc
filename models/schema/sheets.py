"""Layouts of sheets that somebody described once, kept by their names."""

import sqlalchemy as sa

from models.schema.columns import authorship, table

# Replaced as it changes and dropped once nobody needs it: no figure knows it, the trail tells.
sheet_layout = table(
    "sheet_layout",
    sa.Column("name", sa.Text, nullable=False, unique=True),
    # JSON (models/sheets/layouts.py): rows, columns, and the heads by which a sheet is known.
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    *authorship(),
    sa.CheckConstraint("name <> ''", name="name"),
)
