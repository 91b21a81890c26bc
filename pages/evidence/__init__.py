"""Evidence files of what is being written."""
