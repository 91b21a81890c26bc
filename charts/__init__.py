"""How it looks: one spec a chart, drawn as HTML for the screen, as SVG for pictures."""
