"""Verifikasi."""
