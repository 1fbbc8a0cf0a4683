"""What the glyphs of a plot mean."""

LEGEND = "█ suggested  ━ committed to  ► open end"
LEGEND_DERIVED = f"{LEGEND}  ▒ derived, or told wrongly"
