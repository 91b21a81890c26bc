"""What a visit may cost: connections, memory, and who an answer is for."""
