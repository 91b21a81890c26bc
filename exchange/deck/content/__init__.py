"""What the pages of a deck say."""
