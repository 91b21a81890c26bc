"""What stands around every page: who is here, as of when, and how a click is carried out."""
