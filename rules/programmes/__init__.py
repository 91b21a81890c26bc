"""Several programmes of one office: which one a day belongs to, and opening the next one."""
