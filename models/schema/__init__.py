"""The tables and their constraints, one module a capability."""
