"""The leader's own light of a sentra."""
