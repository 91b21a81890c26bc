"""The one place of the gate that asks what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the real instant, also where an example store's day is pinned: sessions do expire."""
    return datetime.now(UTC)
