"""Perubahan."""
