"""How it looks: one spec a chart, drawn by plotly for the screen and as SVG for pictures."""
