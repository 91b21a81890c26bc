"""By which decision a report cancels a milestone or opens it again.

Revision: 0011, after 0010. Reports of before name none; what the chain says of them stays true.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column, empty on every event so far."""
    op.add_column(
        "report_event", sa.Column("decision_number", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Drop the column; the numbers stay in the audit trail."""
    op.drop_column("report_event", "decision_number")
