"""Closed quarters: what is frozen, and what is refused from then on."""
