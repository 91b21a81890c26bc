"""What people wrote, as long as there is room for."""


def shortened(text: str, longest: int) -> str:
    """Return `text` on one line of at most `longest` letters; it ends with a whole word."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    kept = words[:longest].rpartition(" ")[0] or words[: longest - 1]
    return f"{kept.rstrip(' ,;:.(')}…"
