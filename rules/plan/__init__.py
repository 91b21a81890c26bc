"""Which plan revisions are legal."""
