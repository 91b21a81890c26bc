"""Closed quarters in Indonesian."""
