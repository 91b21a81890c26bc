"""Tokens by which other programs read data, kept."""
