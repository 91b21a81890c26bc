"""The codes under which agencies' own plans and SIPD keep a milestone.

Revision: 0012, after 0011. All are empty until somebody fills them in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
_NAMES = ("renstra_code", "renja_code", "sipd_code")


def upgrade() -> None:
    """Add the columns, empty on every milestone so far."""
    for name in _NAMES:
        op.add_column("milestone", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the columns."""
    for name in _NAMES:
        op.drop_column("milestone", name)
