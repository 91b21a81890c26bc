"""Milestones split and merged, kept: what had been reported of them, and what is carried over."""
