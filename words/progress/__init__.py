"""Progress in Indonesian."""
