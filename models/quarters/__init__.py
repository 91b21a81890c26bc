"""Closed quarters, kept."""
