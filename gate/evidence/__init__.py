"""Evidence files handed out."""
