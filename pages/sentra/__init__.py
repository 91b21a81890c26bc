"""Sentra."""
