"""Reports in Indonesian."""
