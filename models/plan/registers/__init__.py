"""Changing the programme, its thresholds and its sentra by acts, and reading what became."""
