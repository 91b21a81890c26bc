"""What the audit trail tells of."""
