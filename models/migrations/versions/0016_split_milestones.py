"""A milestone that is split or merged leaves the plan: its schedule weighs nothing any more.

Revision: 0016, after 0015.
"""

from models.migrations import append_only

revision = "0016"
down_revision = "0015"

_WEIGHTS = ("weight > 0", "weight >= 0")


def upgrade() -> None:
    """Let a revision take the whole weight of a milestone."""
    append_only.replace_check("plan_revision", "weight", *_WEIGHTS)


def downgrade() -> None:
    """Refuse that again; what was split before keeps the store from going back on PostgreSQL."""
    append_only.replace_check("plan_revision", "weight", *reversed(_WEIGHTS))
