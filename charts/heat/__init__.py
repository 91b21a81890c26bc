"""Sentra by stage: the actual share as a figure, its distance from plan as colour and arrow."""

from charts.heat.picture import svg
from charts.heat.screen import html
from charts.heat.spec import spec
from charts.heat.tones import Tone

__all__ = ["Tone", "html", "spec", "svg"]
