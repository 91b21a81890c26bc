"""Documents of blocks, set as PDF."""
