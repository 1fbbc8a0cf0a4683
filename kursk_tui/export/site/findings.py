"""The pages of disagreements, each with its WHY, and that of sums and ledgers."""

from __future__ import annotations

from kursk_tui.analysis.disagreements.folds import Fold
from kursk_tui.analysis.disagreements.listing import Row
from kursk_tui.analysis.ladder.reading import Reading
from kursk_tui.export.site.html import Child, Html, items, safe, table, tag
from kursk_tui.export.site.shell import Page, between_whom, measure_of
from kursk_tui.model.text import capital
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.settling import settling
from kursk_tui.words.why import (
    finding_facts,
    gap_facts,
    ladder_facts,
    row_facts,
    said_facts,
    side_facts,
    sides,
)


def finding_page(page: Page, one: Fold) -> str:
    """A disagreement and why, then those between the same two, each under its target."""
    dossier, head = page.dossier, one.head
    rest = [_beside(page, row) for row in one.rest]
    return page.page(
        _title(page, head),
        tag(
            "div",
            tag("p", f"{capital(row_sentence(dossier, head))}.", class_="lead"),
            _why(page, head, "h2"),
            id=head.target,
        ),
        tag("h2", "Also between the same two") if rest else None,
        *rest,
    )


def _title(page: Page, row: Row) -> str:
    """`Conflict on flooded: Council and Board, 3.9 times apart`."""
    if row.residual is not None:
        return "A sum that does not come out"
    title, measure = capital(row.kind), measure_of(page.dossier, row)
    title += f" on {measure}" if measure else ""
    whom = between_whom(page.dossier, row)
    return f"{title}: {whom}" if whom else title


def _beside(page: Page, row: Row) -> Html:
    """A row under the same fold: its sentence, and the rest of it unfolded."""
    return tag(
        "div",
        tag("h3", f"{capital(row.kind)}, severity {row.severity}"),
        tag("p", f"{capital(row_sentence(page.dossier, row))}."),
        tag("details", tag("summary", "Why"), _why(page, row, "h4")),
        class_="row",
        id=row.target,
    )


def _why(page: Page, row: Row, level: str) -> Html:
    """What a row is of, how its sides compare, what would settle it, and its claims."""
    dossier = page.dossier
    parts: list[Child] = [page.facts(row_facts(row)), page.verdicts(row.target)]
    parts.append(page.facts(finding_facts(dossier, row)))
    if row.reading is not None:
        parts += _compared(page, row.reading, level)
    settles = [f"{capital(text)}" for text in settling(dossier, row)]
    parts.append(tag(level, "What would settle it"))
    parts.append(items(settles) or tag("p", "The record points to nothing that would settle it."))
    parts.append(tag(level, "The claims"))
    parts.append(items(map(page.fact, said_facts(dossier, row))))
    return safe(parts)


def _compared(page: Page, reading: Reading, level: str) -> list[Child]:
    """Both sides beside each other, then the steps of the comparison."""
    dossier = page.dossier
    one, other = side_facts(dossier, reading)
    both = sides(reading)
    rows: list[list[Child]] = [
        [fact.label, fact.value, against.value]
        for fact, against in zip(one[1:], other[1:], strict=True)
    ]
    rows.append(["claim", *(_claim(page, q.claim.id if q.claim else None) for q in both)])
    return [
        tag(level, "The two sides"),
        table("What each side says", ("Side", one[0].value, other[0].value), rows),
        tag(level, "How they compare"),
        page.facts([*gap_facts(dossier, reading), *ladder_facts(dossier, reading)]),
    ]


def _claim(page: Page, id: str | None) -> Child:
    return page.record("claim", id) if id is not None else "none: derived"
