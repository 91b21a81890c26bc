"""Layouts of sheets that somebody described once, kept by their names.

Revision: 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

from models.migrations.declared import authorship, check, primary, refers, row_number, unique

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table; a layout changes and goes, the trail tells of it."""
    op.create_table(
        "sheet_layout",
        row_number(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *authorship(),
        check("sheet_layout", "name", "name <> ''"),
        refers("sheet_layout", "author_id", "account"),
        primary("sheet_layout", "id"),
        unique("sheet_layout", "name"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("sheet_layout")
