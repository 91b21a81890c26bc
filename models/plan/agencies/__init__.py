"""The agencies of the programme: as they are and were, and the acts that change them."""
