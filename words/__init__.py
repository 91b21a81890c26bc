"""How Indonesian reads: numbers and dates (Babel), and sentences made from facts."""
