"""What the dashboard costs as a web server, beside small pages of the same kind."""
