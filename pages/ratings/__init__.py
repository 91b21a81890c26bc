"""Penilaian pimpinan."""
