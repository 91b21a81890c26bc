"""Mulai program."""
