"""Sheets that offices fill: cells, what may be read from them, and layouts."""
