"""The leader's own light in Indonesian."""
