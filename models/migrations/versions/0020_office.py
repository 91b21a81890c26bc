"""How the office of a programme writes: letterhead, numbers of minutes, and who signs.

Revision: 0020, after 0019. All are empty until somebody fills them in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
_NAMES = ("letterhead", "minutes_number", "chair_post", "secretary_post")


def upgrade() -> None:
    """Add the columns, empty in every programme so far."""
    for name in _NAMES:
        op.add_column("programme", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the columns."""
    for name in _NAMES:
        op.drop_column("programme", name)
