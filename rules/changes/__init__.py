"""What changed between two moments."""
