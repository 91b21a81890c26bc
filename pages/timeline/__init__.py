"""Linimasa."""
