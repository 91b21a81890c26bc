"""The leader's ratings, kept."""
