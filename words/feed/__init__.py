"""Data for other programs, in Indonesian."""
