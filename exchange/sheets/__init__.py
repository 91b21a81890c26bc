"""Tables as CSV and as workbooks (XLSX)."""
