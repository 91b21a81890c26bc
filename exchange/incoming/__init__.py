"""Files that come in, judged by their bytes."""
