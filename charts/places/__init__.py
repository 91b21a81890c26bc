"""The places of the sentra on a plain ground: no tiles, no network, equal scale both ways."""

from charts.places.boundary import Ring, boundary
from charts.places.explored import figure
from charts.places.picture import svg
from charts.places.screen import html
from charts.places.spec import spec

__all__ = ["Ring", "boundary", "figure", "html", "spec", "svg"]
