"""The deck of a coordination meeting: PowerPoint whose charts stay charts."""

from exchange.deck.making import PPTX_MIME, Scope, deck

__all__ = ["PPTX_MIME", "Scope", "deck"]
