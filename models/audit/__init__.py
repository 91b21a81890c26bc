"""The audit chain: written, read, verified."""
