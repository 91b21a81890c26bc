"""A table of reports not sent yet is one of an account and a programme.

Revision: 0013, after 0012. Those of before are of the one programme that the store held.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_BY_ACCOUNT = "uq_batch_draft_account_id"
_BY_BOTH = "uq_batch_draft_account_id_programme_id"
_REFERENCE = "fk_batch_draft_programme_id"


def upgrade() -> None:
    """Let each row name its programme; one account may then have one for each."""
    op.add_column("batch_draft", sa.Column("programme_id", sa.Integer(), nullable=True))
    op.execute("UPDATE batch_draft SET programme_id = (SELECT min(id) FROM programme)")
    with op.batch_alter_table("batch_draft") as table:
        table.alter_column("programme_id", nullable=False)
        table.create_foreign_key(_REFERENCE, "programme", ["programme_id"], ["id"])
        table.drop_constraint(_BY_ACCOUNT, type_="unique")
        table.create_unique_constraint(_BY_BOTH, ["account_id", "programme_id"])


def downgrade() -> None:
    """Forget the programme; of several tables of one account the first programme's stays."""
    first = "SELECT min(id) FROM programme"
    op.execute(f"DELETE FROM batch_draft WHERE programme_id <> ({first})")  # noqa: S608 - our own words
    with op.batch_alter_table("batch_draft") as table:
        table.drop_constraint(_BY_BOTH, type_="unique")
        table.create_unique_constraint(_BY_ACCOUNT, ["account_id"])
        table.drop_constraint(_REFERENCE, type_="foreignkey")
        table.drop_column("programme_id")
