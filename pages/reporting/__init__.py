"""Tugas saya."""
