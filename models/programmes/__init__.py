"""Several programmes of one store: listing them, and opening the next one from the last."""
