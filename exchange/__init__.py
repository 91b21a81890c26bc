"""Files in and out: pictures and tables as bytes. No store, no screen, no clock."""
