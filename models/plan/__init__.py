"""The plan, kept: its files, its first filling, its queries."""
