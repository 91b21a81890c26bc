"""The review in Indonesian."""
