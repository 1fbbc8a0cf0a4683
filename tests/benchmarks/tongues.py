"""How well phrases of other languages are read, language by language.

    python -m tests.benchmarks.tongues [-v]

Numbers in words come from another library (Chinese from a few lines of our own), phrases from
`tests.model.languages.phrases`. What may be wrong is in `tests.model.languages.test_phrases`,
which fails beyond it. -v prints what is read otherwise than it is meant.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from num2words import num2words  # type: ignore[import-untyped, import-not-found, unused-ignore]

from kursk_tui.model.languages.spans import phrase
from kursk_tui.model.languages.tables import READ
from tests.model.languages.phrases import ALL
from tests.model.languages.test_phrases import NUMBERS, chinese, direction, read_back, values

HEADINGS = ("language", "phrases", "values", "hedges", "direction", "words", "read back")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args(arguments)
    print("  ".join(HEADINGS))
    wrong: list[str] = []
    for language in READ:
        row, missed = measured(language)
        wrong += missed
        cells = zip(row, HEADINGS, strict=True)
        print("  ".join(cell.ljust(len(heading)) for cell, heading in cells).rstrip())
    for line in wrong if options.verbose else ():
        print(line)


def measured(language: str) -> tuple[tuple[str, ...], list[str]]:
    """A row of the table, and what is read otherwise than it is meant."""
    mine = [said for said in ALL if said.language == language]
    read = [phrase(said.written, language) for said in mine]
    hedges = [figure.hedge if figure is not None else None for figure in read]
    spelled = [chinese(n) if language == "zh" else num2words(n, lang=language) for n in NUMBERS]
    back = [read_back(n, words, language) for n, words in zip(NUMBERS, spelled, strict=True)]
    same = [values(said) == said.numbers for said in mine]
    pairs = list(zip(mine, hedges, strict=True))
    row = (
        language,
        str(len(mine)),
        share(same),
        share([hedge == said.hedge for said, hedge in pairs]),
        share([direction(hedge) == direction(said.hedge) for said, hedge in pairs]),
        str(len(NUMBERS)),
        share(back),
    )
    missed = [
        f"{language}  {said.written}  {figure}"
        for said, figure, is_same in zip(mine, read, same, strict=True)
        if not is_same or figure is None or figure.hedge != said.hedge
    ]
    missed += [
        f"{language}  {words}" for words, right in zip(spelled, back, strict=True) if not right
    ]
    return row, missed


def share(right: Sequence[bool]) -> str:
    """The part of some answers that is right: .98."""
    return f"{sum(right) / len(right):.3f}"


if __name__ == "__main__":
    main()
