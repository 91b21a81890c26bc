"""Documents written as Word (DOCX)."""
