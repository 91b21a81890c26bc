"""The audit trail in Indonesian."""
