"""Data handed to other programs."""
