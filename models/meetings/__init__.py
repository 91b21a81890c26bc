"""Coordination meetings, kept."""
