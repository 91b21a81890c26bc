"""Signing in, and everything that a session needs."""
