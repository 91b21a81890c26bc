"""Evidence as files: what is taken, and under which name."""
