"""Plan files and plan revisions in Indonesian."""
