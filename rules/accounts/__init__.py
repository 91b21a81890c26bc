"""Passwords, and posts with their holders."""
