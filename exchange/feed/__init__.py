"""Data for other programs: its columns, and the documents that carry it."""
