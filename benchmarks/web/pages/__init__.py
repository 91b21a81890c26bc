"""The small pages that the dashboard is measured against, as their makers' manuals write them."""
