"""Which reports are legal, and who owes one."""
