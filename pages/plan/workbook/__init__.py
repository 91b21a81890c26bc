"""The plan workbook on Rencana."""
