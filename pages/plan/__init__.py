"""Rencana and OPD: the plan of each sentra and the register of agencies."""
