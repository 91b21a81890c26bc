"""Evidence files in Indonesian."""
