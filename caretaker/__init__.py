"""What the caretaker does on the command line, beside the web: commands of `admin.py`."""
