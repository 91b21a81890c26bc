"""The deck of a coordination meeting: PowerPoint whose charts stay charts."""

from exchange.deck.making import Scope, deck

__all__ = ["Scope", "deck"]
