"""Sheets that come in: read in a process of their own, within limits."""
