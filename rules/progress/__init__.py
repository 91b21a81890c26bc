"""How far the programme is: shares, curve, lights, flags, and the briefing that gathers them."""
