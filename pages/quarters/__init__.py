"""Triwulan."""
