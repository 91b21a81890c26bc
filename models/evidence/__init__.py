"""Evidence files, kept."""
