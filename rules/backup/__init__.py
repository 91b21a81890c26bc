"""What can be wrong with a backup, and which are kept."""
