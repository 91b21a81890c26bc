"""What is kept: the store, its queries and its commands."""
