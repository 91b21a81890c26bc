"""Accounts, passwords, sessions and posts, kept."""
