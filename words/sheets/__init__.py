"""Sheets that offices fill, read the way people type in them."""
