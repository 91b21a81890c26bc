"""Data handed to other programs by token."""
