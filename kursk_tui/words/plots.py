"""What the glyphs of a plot mean."""

LEGEND = "█ suggested  ━ committed to  ► open end"
LEGEND_CHART = (
    "█ suggested  │ committed to  ↑ ↓ open end  ▒ derived, or told wrongly  ░ nobody named, or no "
    "number  ╌ to the next count of the same origin"
)
LEGEND_DERIVED = f"{LEGEND}  ▒ derived, or told wrongly"
