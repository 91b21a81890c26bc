"""Decisions on reports: made, and read back."""
