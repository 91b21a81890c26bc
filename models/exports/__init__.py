"""The store as plain rows."""
