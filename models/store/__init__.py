"""The store: engine, transactions, and who works on it."""
