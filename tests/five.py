"""The dossier of five reports that most tests look at.

It stays as it is while the shipped one grows, so that what a test expects of a figure, a row or
a screen rests on five texts that can be read through. What holds for the shipped dossier itself
is tested in `dossier/test_shipped.py` and `analysis/test_shipped_disagreements.py`.
"""

from __future__ import annotations

from pathlib import Path

FIVE = str(Path(__file__).with_name("data") / "five_reports.json")
