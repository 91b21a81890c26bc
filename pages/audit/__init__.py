"""Jejak audit."""
