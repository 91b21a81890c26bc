"""The deck of a coordination meeting: PowerPoint whose charts stay charts."""

from exchange.deck.making import DeckScope, deck

__all__ = ["DeckScope", "deck"]
