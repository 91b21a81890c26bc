"""What changed, in Indonesian."""
