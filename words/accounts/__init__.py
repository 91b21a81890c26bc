"""Accounts, passwords and posts in Indonesian."""
