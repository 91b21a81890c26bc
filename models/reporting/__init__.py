"""Reports: recorded, and read back."""
