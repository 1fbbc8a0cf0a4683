"""Reports in Markdown: what stands in them, and that nothing from a dossier is markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import Row, disagreements, row_of
from kursk_tui.analysis.ladder.compare import compare
from kursk_tui.analysis.origins.bands import said_of
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.asked import Asked
from kursk_tui.export.markdown import escaped
from kursk_tui.export.report import dossier_report, event_report, measure_report
from kursk_tui.model.text import visible
from kursk_tui.words.holdings import aside_text
from kursk_tui.words.rows import row_sentence
from kursk_tui.words.sentences import sentence
from kursk_tui.words.settling import settling
from tests.analysis.build import World, figure
from tests.export.build import NASTY, poisoned, shipped

# Whatever a report of ours uses, and nothing more.
TAGS = frozenset(
    (
        *("h1", "h2", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
        *("strong", "em", "br", "a"),
    )
)


class Page(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
        self.feed(renderer.render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def reports(dossier: Dossier) -> list[str]:
    index = Index(dossier)
    return [
        *(event_report(dossier, index, event) for event in dossier.events),
        *(measure_report(dossier, index, measure) for measure in dossier.measures),
        dossier_report(dossier, index),
    ]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return shipped()


@pytest.fixture(scope="module")
def killed(dossier: Dossier) -> str:
    return measure_report(dossier, Index(dossier), "killed")


@pytest.fixture(scope="module")
def whole(dossier: Dossier) -> str:
    return dossier_report(dossier, Index(dossier))


def row_for(dossier: Dossier, a: str, b: str) -> Row:
    return row_of(dossier, compare(dossier, a, b))


# ---- escaping


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_is_no_markup(nasty: str) -> None:
    for before, after in (("", ""), ("# ", ""), ("- ", ""), ("| a |\n|---|\n| ", " |")):
        page = Page(f"{before}{escaped(nasty)}{after}")
        assert page.links == []
        assert set(page.tags) <= TAGS - {"strong", "em", "a", "ol", "h2"}
        shown = " ".join(page.text.split())
        assert " ".join(visible(nasty).split()) in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 4,000.", "plain words, 4,000."),
        ("0.1.0", "0.1.0"),
        ("2. two", "2\\. two"),
        ("- x", "\\- x"),
        ("a|b", "a\\|b"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("&amp;", "&amp;amp;"),
        ("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)"),
        ("https://x.y", "https\\://x.y"),
        ("two\nlines", "two lines"),
        ("\x1b[1m", "␛\\[1m"),
    ],
)
def test_escaping(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("nasty", NASTY)
def test_a_report_of_hostile_records_has_only_our_markup(nasty: str) -> None:
    for text in reports(poisoned(nasty)):
        page = Page(text)
        assert set(page.tags) <= TAGS
        assert page.links == []
        assert page.tags.count("h1") == 1
        assert not any(visible(char) != char for char in text if char not in "\n\u0301")


def test_only_what_is_surely_an_address_is_a_link() -> None:
    world = World()
    sources = [world.source(name) for name in ("s1", "s2", "s3")]
    for source in sources:
        world.claim(source=source)
    data = world.data()
    urls = ("https://a.example/x?y=1", "javascript:alert(1)", "https://b.example/> <script>")
    for row, url in zip(data["sources"].values(), urls, strict=True):
        row["url"] = url
    dossier = Dossier.from_data(data)
    page = Page(dossier_report(dossier, Index(dossier)))
    assert page.links == ["https://a.example/x?y=1"]


# ---- what stands in a report


def test_the_same_bytes_twice(dossier: Dossier) -> None:
    assert reports(shipped()) == reports(dossier)


def test_an_id_must_be_there(dossier: Dossier) -> None:
    with pytest.raises(KeyError):
        event_report(dossier, Index(dossier), "nothing")
    with pytest.raises(KeyError):
        measure_report(dossier, Index(dossier), "nothing")


def test_every_table_is_as_wide_as_its_header(dossier: Dossier) -> None:
    for text in reports(dossier):
        width = 0
        for line in text.splitlines():
            cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
            assert width in (0, cells) or not cells
            width = cells


def test_the_head_says_what_it_is_and_of_which_data(killed: str) -> None:
    assert killed.startswith("# Killed: what was said\n")
    assert "dataset 0.1.0. Licence of the data: CC0-1.0." in killed
    assert "It does not say what is true." in killed


def test_a_figure_has_its_words_intervals_moment_chain_and_document(killed: str) -> None:
    row = next(line for line in killed.splitlines() if '"at least 300"' in line)
    assert row == (
        '| killed (North Korean troops) | "at least 300" | 300 or more | 300 to 400 '
        "| said 13 Jan 2025 | NIS → Kyiv Independent | Kyiv Independent, 27 Feb 2025 [1] ¶17 |"
    )
    assert "nothing firm: a ceiling can be taken back | 1,000 to 2,200" in killed


def test_echoes_stand_in_one_row(dossier: Dossier) -> None:
    text = measure_report(dossier, Index(dossier), "present")
    (row,) = [line for line in text.splitlines() if '"Up to 8,000"' in line]
    # "Around" commits to more than "up to": that wording stands for the release.
    assert '| "around 8,000" | 7,500 to 8,500 |' in row
    assert row.count("also reported by: ") == 1
    assert row.endswith(
        "| JoongAng, 10 Feb 2026 [3] ¶8; also reported by: "
        'JoongAng, 10 Feb 2026 [3] ¶4, as "Up to 8,000"; '
        'JoongAng, 10 Feb 2026 [3] ¶5, as "Up to 8,000" |'
    )


def test_one_wording_is_told_once_of_several_documents() -> None:
    world = World()
    world.measure("killed")
    release = world.release("briefing", "ministry", "2025-01-01")
    for written in ("at least 300", "at least 300", "no fewer than 300"):
        world.claim("killed", figure("at_least", 300, written=written), release=release)
    dossier = world.dossier()
    text = measure_report(dossier, Index(dossier), "killed")
    (row,) = [line for line in text.splitlines() if "also reported by: " in line]
    assert row.count('"at least 300"') == 1
    assert row.endswith(
        "Outlet s01, 1 Mar 2025 [1] ¶1; also reported by: Outlet s02, 1 Mar 2025 [2] ¶1; "
        'Outlet s03, 1 Mar 2025 [3] ¶1, as "no fewer than 300" |'
    )


def test_without_a_recorded_release_every_figure_stands_with_its_own_words() -> None:
    world = World()
    world.measure("killed")
    source = world.source("gazette")
    for low, high in ((100, 300), (200, 400)):
        fig = figure("between", low, high)
        world.claim("killed", fig, source=source, chain=(), lineage="unknown")
    dossier = world.dossier()
    text = measure_report(dossier, Index(dossier), "killed")
    assert "also reported by" not in text
    rows = [line for line in text.splitlines() if line.startswith("| killed |")]
    assert [row.split(" | ")[1] for row in rows] == ['"100 to 300"', '"200 to 400"']


def misread() -> tuple[Dossier, dict[str, str]]:
    """A release told rightly once and wrongly once, and a slip; the claims' ids."""
    world = World()
    world.measure("killed")
    release = world.release("briefing", "ministry", "2025-01-01")
    ids = {
        "right": world.claim("killed", figure("exact", 100), release=release),
        "wrong": world.claim("killed", figure("exact", 900), misreads_release=release),
        "slip": world.claim("killed", figure("exact", 700), as_of="2026-02", published="2025-03"),
    }
    return world.dossier(), ids


def section(text: str, title: str) -> str:
    """What stands under a heading."""
    return re.split(r"^#+ ", text.split(f" {title}\n")[1], flags=re.MULTILINE)[0]


def test_misreadings_stand_in_a_section_of_their_own() -> None:
    dossier, _ = misread()
    for text in (
        measure_report(dossier, Index(dossier), "killed"),
        dossier_report(dossier, Index(dossier)),
    ):
        rows = section(text, "Misreadings")
        assert (
            '| killed | "exactly 900" | "Briefing", reported as another measure '
            "| Outlet s02, 1 Mar 2025 [2] ¶1 |" in rows
        )
        assert "exactly 100" not in rows
        assert "exactly 900" not in section(text, "Figures")
        assert (
            "left out of every count, range and disagreement except the one with what they misread"
            in rows
        )
    assert "### Misreadings" not in dossier_report(shipped(), Index(shipped()))


def test_a_slip_says_so_where_it_stands() -> None:
    dossier, _ = misread()
    text = measure_report(dossier, Index(dossier), "killed")
    (row,) = [line for line in section(text, "Figures").splitlines() if "exactly 700" in line]
    assert '"exactly 700", *a slip: it lies after its own page* |' in row


def test_what_is_told_wrongly_bounds_nothing() -> None:
    dossier, _ = misread()
    text = measure_report(dossier, Index(dossier), "killed")
    rows = section(text, "What holds, and who is apart").splitlines()
    assert [row for row in rows if row.startswith("| killed |")] == [
        "| killed | said 1 Jan 2025 | at 1 Jan 2025: at least 100 (Ministry, 1 Jan 2025); at most "
        "100 (Ministry, 1 Jan 2025) | only Ministry gives a figure |"
    ]
    assert "900" not in "".join(rows)
    assert "700" not in "".join(rows)


def test_a_derived_figure_is_no_quotation(dossier: Dossier) -> None:
    text = measure_report(dossier, Index(dossier), "wounded")
    row = next(line for line in text.splitlines() if "nobody printed it" in line)
    assert "(4,000 less two-thirds), *derived: nobody printed it; assuming:*" in row
    assert '"' not in row


def test_what_stands_behind_it(killed: str, whole: str) -> None:
    assert "**documents 3 · releases 2 · origins 1-2**" in killed
    assert "there may be as few as 1" in killed
    assert "2 documents have no whole chain for any of it." in killed
    assert whole.count("**documents 5 ·") == 1


def test_what_holds_and_set_aside_come_with_their_caveats(dossier: Dossier, killed: str) -> None:
    rows = section(killed, "What holds, and who is apart").splitlines()
    assert [row for row in rows if row.startswith("| killed ")] == [
        "| killed (North Korean troops) | said 13 Jan 2025 | at 13 Jan 2025: at least 300 "
        "(NIS, 13 Jan 2025); at most 3,070 (Zelensky, 14 Feb 2025) | only NIS gives a figure |",
        "| killed (North Korean troops) | said 14 Feb 2025 | at 14 Feb 2025: at least 2,290 "
        "(Zelensky, 14 Feb 2025); at most 3,070 (Zelensky, 14 Feb 2025) "
        "| no two of the 2 origins agree |",
        "| killed (North Korean troops) | page of 10 Feb 2026 | at 10 Feb 2026: at least 2,290 "
        "(Zelensky, 14 Feb 2025); no origin commits to a maximum | no two of the 2 origins agree |",
    ]
    assert "None of this is an estimate, or called likely or true" in killed
    aside = aside_text(dossier, said_of(dossier, "killed"))
    assert f"{escaped(aside)[1:]}. *Set aside* names the fewest voices" in killed
    assert "It does not say that they are wrong." in killed


def test_where_floor_and_ceiling_cross_the_pair_is_read_beside_them(dossier: Dossier) -> None:
    text = measure_report(dossier, Index(dossier), "present")
    rows = section(text, "What holds, and who is apart").splitlines()
    # Both moments have a row: that of the one, and the wider one of the other.
    row, _ = [row for row in rows if "They cross" in row]
    (pair,) = [
        found.reading
        for found in disagreements(dossier).rows
        if found.kind == "conflict"
        and found.reading is not None
        and {q.claim.figure.written for q in found.pair or () if q.claim and q.claim.figure}
        == {"About 11,000", "around 8,000"}
    ]
    assert (
        "at least 10,500 (NIS, 1 Jan to 12 Feb 2026); but at most 8,500 (HUR, Jan 2026): these do "
        "not overlap. They cross: "
        f"{escaped(sentence(dossier, pair))} |" in row
    )


def test_where_nothing_holds_there_is_no_row() -> None:
    world = World()
    world.measure("killed")
    world.claim("killed", figure("exact", 100), chain=(), lineage="unknown")
    dossier = world.dossier()
    text = measure_report(dossier, Index(dossier), "killed")
    assert section(text, "What holds, and who is apart").startswith(
        "\nNone of the comparable figures has a recorded origin.\n"
    )


def test_every_disagreement_of_the_dossier_stands_in_its_report(
    dossier: Dossier, whole: str
) -> None:
    found = disagreements(dossier).rows
    folds = fold(found)
    unfolded = dossier_report(dossier, Index(dossier), Asked(unfold=True))
    for text, rows in ((whole, [one.head for one in folds]), (unfolded, list(found))):
        numbered = re.findall(r"^(\d+)\. \*\*([\w ]+)\*\*, severity (\d)", text, re.MULTILINE)
        assert [(int(n), kind, int(grave)) for n, kind, grave in numbered] == [
            (n, row.kind, row.severity) for n, row in enumerate(rows, 1)
        ]
        for row in rows:
            assert escaped(row_sentence(dossier, row)) in text
        unstable = sum(not row.stable for row in rows)
        assert text.count("depends on how far round numbers reach (") == unstable > 0
    hidden = re.findall(r"^ +(\d+) more rows? between the same two\.$", whole, re.MULTILINE)
    assert [int(n) for n in hidden] == [len(one.rest) for one in folds if one.rest]
    told = f"{len(found)} disagreements, gravest first. Severity goes up to 4."
    assert (
        f"{told} One is listed for each measure and pair of origins: {len(folds)} in all." in whole
    )
    assert f"{told}\n" in unfolded


def test_a_measure_has_only_what_concerns_it(dossier: Dossier, killed: str) -> None:
    claims = {c.id for c in dossier.claims.values() if c.measure == "killed"}
    own = [row for row in disagreements(dossier).rows if claims & set(row.claims)]
    assert killed.count("What would settle it:") == len(fold(own))
    assert "Museum" not in killed


def test_books_stand_with_their_assumption(dossier: Dossier, whole: str) -> None:
    for identity in dossier.identities.values():
        assert f"Assuming: {escaped(identity.assumption)}" in whole
    strained = "strained: balances only at numbers the words allow but do not suggest"
    assert f"{strained}; the total is 1,500 to 8,300 short" in whole


def test_limits_are_counted(whole: str, dossier: Dossier) -> None:
    sources = dossier.sources.values()
    undated = sum(source.published is None for source in sources)
    assert f"- Documents without a date: {undated} of {len(dossier.sources)}." in whole
    inferred = sum(claim.as_of_basis == "inferred" for claim in dossier.claims.values())
    assert f"- As-of dates that are inferred: {inferred}." in whole


def test_every_reference_leads_to_a_document(dossier: Dossier) -> None:
    for text in reports(dossier):
        listed = re.findall(r"^- \[(\d+)\] ", text, re.MULTILINE)
        assert listed == [str(n) for n in range(1, len(listed) + 1)]
        assert set(re.findall(r"\[(\d+)\] ¶", text)) <= set(listed)
    assert text.count("(the page's own date)") == 1
    assert text.count("undated. No address is recorded.") == 1


def test_an_event_has_statements_and_figures_of_those_who_mention_it(dossier: Dossier) -> None:
    index = Index(dossier)
    text = event_report(dossier, index, "museum")
    for claim in index.mentions("museum"):
        record = dossier.claims[claim]
        told = record.figure.written if record.figure is not None else record.statement
        assert escaped(told) in text
    for part in ("construction", "tree planting", "sculptures"):
        assert f"\n- part: Museum: {part}" in text


def test_a_dossier_without_claims_has_a_report() -> None:
    world = World()
    world.event("flood")
    world.measure("killed")
    dossier = world.dossier()
    for text in reports(dossier):
        assert text.endswith("\n")
        assert "None is recorded or computed. Agreement is no confirmation." in text


# ---- what would settle it


def test_settling_of_the_shipped_rows(dossier: Dossier) -> None:
    for row in disagreements(dossier).rows:
        found = settling(dossier, row)
        assert found, row.target
        assert len(set(found)) == len(found)
        for text in found:
            assert text.endswith(".")
            assert text[0].isupper()
            assert "\n" not in text
            # Ids are for programs.
            assert not any(claim in text for claim in row.claims)


def test_what_one_counts(dossier: Dossier) -> None:
    row = row_for(dossier, "ki-2025-02-27.16c", "ki-2025-02-27.17c")
    assert settling(dossier, row) == (
        "Whether both count the same.",
        "A figure for a date between the two: four fifths or more of the later count would"
        " have had to be added in the 32 days between them, though it had been growing for 136,"
        " since Oct 2024.",
    )


def test_an_as_of_date_said_once(dossier: Dossier) -> None:
    found = settling(dossier, row_for(dossier, "joongang-2026-02-10.18", "ki-2025-02-27.17c"))
    assert found[0] == (
        'Whether "as many as 2,000" (unnamed authorities) is of the same date as "at least 300"'
        " (NIS)."
    )
    assert sum("date" in text for text in found) == 1
    assert found[-1] == ('Who is behind "as many as 2,000" (unnamed authorities): nobody is named.')


def test_a_hinge_on_round_numbers_and_a_ceiling(dossier: Dossier) -> None:
    found = settling(dossier, row_for(dossier, "joongang-2026-02-10.18", "ki-2025-02-27.16c"))
    assert found[0] == "How exact the round numbers are meant to be."
    assert 'Whether "as many as 2,000" (unnamed authorities) is a firm ceiling.' in found


def test_a_hinge_on_a_hedge(dossier: Dossier) -> None:
    found = settling(dossier, row_for(dossier, "joongang-2026-02-10.16", "joongang-2026-02-10.18d"))
    assert found[0] == 'Whether "around 3,000" (HUR) means up to that many.'


def test_which_lies_within_which(dossier: Dossier) -> None:
    found = settling(dossier, row_for(dossier, "joongang-2026-02-10.16", "ki-2026-02-12.9"))
    assert 'Whether "About 1,100" (NIS) is counted in "around 3,000" (HUR).' in found


def test_a_denial_asks_for_the_words_in_full(dossier: Dossier) -> None:
    found = settling(dossier, row_for(dossier, "ki-2025-02-27.14b", "ki-2025-02-27.15"))
    assert found == (
        "What exactly NYT and Budanov said, and about what: the record has only paraphrases.",
        "Where NYT got what it says: the chain ends there.",
        'The original statement behind "weeks" (denied by Budanov).',
    )


def test_two_dates_of_one_event(dossier: Dossier) -> None:
    found = settling(dossier, row_for(dossier, "digest-2026-02.12", "digest-2026-02.14d"))
    assert 'Whether both dates are for the same stage of "Museum: construction".' in found
    assert not any("as-of" in text for text in found)


def test_a_slip_and_a_book(dossier: Dossier) -> None:
    rows = {row.target: row for row in disagreements(dossier).rows}
    slip = settling(dossier, rows["claim:ki-2026-02-12.14b"])
    assert slip[0].startswith('Which year Kyiv Independent means by "this spring"')
    book = settling(dossier, rows["identity:sum-deployments"])
    assert book[0].startswith("Whether the printed ends are meant to add up")
    assert book[1] == "Whether this holds: Three deployments and no others make up the total."
    assert book[3] == (
        'Who is behind "17,000 to 20,000" (unnamed authorities), "about 11,000" (unnamed '
        'authorities), "1,000 to 3,000" (unnamed authorities) and "around 6,000" (unnamed '
        "authorities): nobody is named."
    )


def test_a_slip_in_the_moment_of_a_number_asks_for_that_moment() -> None:
    dossier, ids = misread()
    rows = {row.target: row for row in disagreements(dossier).rows}
    assert settling(dossier, rows[f"claim:{ids['slip']}"])[0] == (
        'Which moment Outlet s03 means by "exactly 700", and when the words were written.'
    )


def two(world: World) -> tuple[Dossier, Row]:
    """The first disagreement of a world."""
    dossier = world.dossier()
    return dossier, disagreements(dossier).rows[0]


def test_a_variance_asks_for_the_release() -> None:
    world = World()
    world.measure("killed")
    release = world.release("briefing", "ministry", "2025-01-01")
    world.claim("killed", figure("none", 100), release=release)
    world.claim("killed", figure("none", 900), release=release)
    dossier, row = two(world)
    assert row.kind == "variance"
    assert 'The words of the release itself, "Briefing": which version they contain.' in settling(
        dossier, row
    )


def test_a_revision_asks_why() -> None:
    world = World()
    world.measure("killed", since="2024-10")
    for day, count in (("2025-01-01", 900), ("2025-02-01", 100)):
        release = world.release(f"r-{day}", "ministry", day)
        world.claim("killed", figure("exact", count), release=release)
    dossier, row = two(world)
    assert row.kind == "revision"
    assert any("gave another figure later" in text for text in settling(dossier, row))


def test_what_is_not_stated_and_no_release() -> None:
    world = World()
    world.measure("killed")
    world.claim("killed", figure("exact", 100), by="one", as_of="2025-01", place="town")
    world.claim("killed", figure("exact", 900), by="two", as_of="2025-01")
    # What is of the one place alone would go without saying.
    for _ in range(2):
        world.claim("killed", figure("exact", 1), by="one", as_of="2024-01", place="port")
    dossier = world.dossier()
    row = next(row for row in disagreements(dossier).rows if "s01.1" in row.claims)
    found = settling(dossier, row)
    assert found[0] == 'Whether "exactly 900" (Two) counts only Town: it does not say where.'
    assert found[-1] == 'The original statement behind "exactly 100" (One) and "exactly 900" (Two).'
