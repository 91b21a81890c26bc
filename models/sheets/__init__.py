"""Layouts of sheets that are kept."""
