"""Backups in Indonesian."""
