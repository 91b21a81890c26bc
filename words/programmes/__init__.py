"""Several programmes of one office in Indonesian."""
