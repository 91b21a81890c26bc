"""Rencana: the plan of each sentra, drafted, adopted and revised."""
