"""Coordination meetings in Indonesian."""
