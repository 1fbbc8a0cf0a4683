"""The brief: what stands in it, how long it is, and that nothing from a dossier is markup."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.export.asked import ASKED_NOTHING, Asked, verdicts_of
from kursk_tui.export.blocks import Block, Heading, Items, Link, Paragraph, to_html, to_markdown
from kursk_tui.export.brief.brief import (
    MOST_GRAVE,
    Brief,
    dossier_brief,
    event_brief,
    measure_brief,
)
from kursk_tui.export.chart import chart_svg
from kursk_tui.export.picture import forest_svg
from kursk_tui.export.report import dossier_report
from kursk_tui.model.records import Note
from kursk_tui.model.text import visible
from tests.export.build import NASTY, WEEK, poisoned, shipped, week
from tests.export.test_report import TAGS
from tests.export.test_report import Page as MarkdownPage

# Whatever a page of ours uses, and nothing more.
HTML_TAGS = TAGS | {"html", "head", "meta", "title", "style", "body", "main", "div", "h3"}
SVG_TAGS = frozenset(
    (
        *("svg", "desc", "defs", "pattern", "rect", "line", "text", "g", "polygon", "polyline"),
        *("metadata", "title"),
    )
)
DATA = Path(__file__).parents[2] / "data"
SHIPPED = DATA / "kursk.json"
SAMPLES = tuple(sorted(DATA.glob("samples/*.json")))
# Of the shipped dossier: in characters of what is read, without the chart. Printed on A4 by
# Chromium they fill two pages.
LONGEST = 10_500
# Of the dossiers that have fewer stories than a brief tells.
STORIES = {"al-ahli": 4}


class Page(HTMLParser):
    """The tags, attributes and links of a page, and its text outside of the chart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.metas: dict[str, str] = {}
        self.text, self.style = "", ""
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.attributes |= set(found)
        if tag in ("svg", "style", "title") and not self._within:
            self._within.append(tag)
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag == "meta" and found.get("http-equiv"):
            self.metas[found["http-equiv"] or ""] = found.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.text += data
        elif self._within == ["style"]:
            self.style += data


def briefs(dossier: Dossier, asked: Asked = ASKED_NOTHING) -> list[Brief]:
    index = Index(dossier)
    return [
        dossier_brief(dossier, asked=asked),
        *(measure_brief(dossier, index, id, asked=asked) for id in dossier.measures),
        *(event_brief(dossier, index, id, asked=asked) for id in dossier.events),
    ]


def section(markdown: str, name: str) -> str:
    return markdown.partition(f"## {name}\n")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return dossier_brief(shipped())


# ---- what it may hold


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_is_no_markup(nasty: str) -> None:
    dossier = poisoned(nasty)
    for one in briefs(dossier):
        text = MarkdownPage(one.markdown("it.svg"))
        assert set(text.tags) <= TAGS | {"h3", "img"}
        assert set(text.links) <= {"it.svg"}
        assert text.tags.count("h1") == 1
        page = Page(one.html())
        assert set(page.tags) <= HTML_TAGS | SVG_TAGS
        assert page.links == []
        assert not any(name.startswith("on") for name in page.attributes)
        assert not any(visible(char) != char for char in one.html() if char not in "\n\u0301")


def test_a_page_is_sealed(brief: Brief) -> None:
    html = brief.html()
    page = Page(html)
    policy = page.metas["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    hash = b64encode(sha256(page.style.encode()).digest()).decode()
    assert f"style-src 'sha256-{hash}'" in policy
    assert not {"src", "style", "srcset"} & page.attributes
    assert "script" not in page.tags
    assert "url(#" in html or "url(" not in html
    assert "http" not in page.style


def test_only_what_is_surely_an_address_is_a_link() -> None:
    texts = (
        (Link("one", "https://a.example/x?y=1&z=(2)"),),
        (Link("two", "javascript:alert(1)"),),
        (Link("three](http://evil.example)", 'https://b.example/"> <script>'),),
    )
    blocks: list[Block] = [Heading(1, "It"), *(Paragraph(text) for text in texts)]
    assert Page(to_html("It", blocks)).links == ["https://a.example/x?y=1&z=(2)"]
    assert MarkdownPage(to_markdown(blocks)).links == ["https://a.example/x?y=1&z=(2)"]


def test_the_same_bytes_twice() -> None:
    first, second = (
        [(one.html(), one.markdown()) for one in briefs(Dossier.open(SAMPLES[0]))] for _ in range(2)
    )
    assert first == second


# ---- what stands in it


def test_it_is_as_long_as_two_pages() -> None:
    found = dossier_brief(Dossier.open(SHIPPED))
    assert 4_000 < len(Page(found.html()).text) < LONGEST


@pytest.mark.parametrize("path", [SHIPPED, *SAMPLES], ids=lambda path: path.stem)
def test_of_every_dossier(path: Path) -> None:
    found = dossier_brief(Dossier.open(str(path)))
    text = found.markdown()
    assert found.picture is not None
    numbered = [block for block in found.blocks if isinstance(block, Items) and block.is_numbered]
    grave, sources = numbered
    assert len(grave.items) == STORIES.get(path.stem, MOST_GRAVE)
    for name in ("What is contested", "Misreadings to avoid", "Sources"):
        assert section(text, name)
    # Each number leads to a document, and each document has a number that names it.
    body = text.partition("## Sources")[0]
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", body)}
    assert cited == set(range(1, len(sources.items) + 1))
    assert len(Page(found.html()).text) < LONGEST


def test_the_gravest_come_first_and_none_is_a_misreading(brief: Brief) -> None:
    grave = section(brief.markdown(), "The gravest disagreements")
    found = [int(number) for number in re.findall(r"severity (\d)", grave)]
    assert found == sorted(found, reverse=True)
    assert len(found) == MOST_GRAVE
    assert grave.count("**What would settle it:**") == MOST_GRAVE
    derna = dossier_brief(Dossier.open(str(DATA / "samples" / "derna.json"))).markdown()
    # Of severity 3, and told in a section of its own.
    assert "The African Mirror" in section(derna, "Misreadings to avoid")
    assert "The African Mirror" not in section(derna, "The gravest disagreements")


def test_a_number_leads_to_the_document_of_its_figure() -> None:
    text = dossier_brief(Dossier.open(str(DATA / "samples" / "al-ahli.json"))).markdown()
    table = section(text, "The latest figure of each origin")
    sources = section(text, "Sources")
    for origin, source in (
        ("Gaza MoH", "JBr, 18 Oct 2023"),
        ("Al-Shifa", "JBr, 18 Oct 2023"),
        ("US intelligence", "Al-Monitor, 19 Oct 2023"),
    ):
        number = re.search(rf"^\| {origin} \|.*\[(\d+)\] \|$", table, re.M)
        assert number is not None
        assert re.search(rf"^{number[1]}\. {source}", sources, re.M)
    # Of the two figures of the gravest disagreement, cited before others.
    grave = section(text, "The gravest disagreements")
    assert re.search(r"^1\. .*Gaza MoH .*Spendley .*\[2\], \[1\]", grave, re.M)
    cited = re.findall(r"\[(\d+)\]", text.partition("## Sources")[0])
    assert list(dict.fromkeys(cited)) == [str(n + 1) for n in range(len(set(cited)))]


def test_a_measure_has_the_latest_figure_of_each_origin_and_who_holds_the_ends(
    brief: Brief,
) -> None:
    dossier = shipped()
    text = measure_brief(dossier, Index(dossier), "killed").markdown()
    table = section(text, "The latest figure of each origin")
    origins = re.findall(r"^\| (?!Origin|---)([^|]+) \|", table, re.M)
    assert "NIS" in origins
    assert len(origins) == len(set(origins))
    assert re.search(r"^\| Zelensky \| 2,700, .* floor and ceiling ", table, re.M)
    assert "kursk-tui export report killed." in text
    with pytest.raises(KeyError):
        measure_brief(dossier, Index(dossier), "nothing")


def test_a_disagreement_says_what_its_sides_have_said_since() -> None:
    brief = dossier_brief(Dossier.open(str(SHIPPED)))
    grave = section(brief.markdown(), "The gravest disagreements")
    # What a body has replaced comes after what stands, however grave.
    last = grave.split("\n5. ")[1]
    assert last.startswith("**Conflict, severity 4, replaced since.** Zelensky (14 Feb 2025)")
    assert "NIS (30 Apr 2025) spoke of about 600" in last
    assert re.search(
        r'\*\*Since then:\*\* "Roughly 2,000" \(NIS, said 2 Sep 2025\) \[\d+\]\.', last
    )


def test_what_is_asked_for_is_done() -> None:
    dossier = Dossier.open(str(SAMPLES[0]))
    only = dossier_brief(dossier, asked=Asked(severity=4)).markdown()
    assert "severity 3" in dossier_brief(dossier).markdown()
    assert "severity 3" not in only
    assert "severity 4" in only
    told = dossier_brief(dossier, asked=Asked(left_out="without nis: 9 claims left out")).markdown()
    assert "**Not all that is recorded is here:** without nis: 9 claims left out." in told
    assert "Not all" not in dossier_brief(dossier).markdown()


def test_a_chart_is_in_the_page_or_beside_the_text(brief: Brief) -> None:
    assert brief.html().count("<svg ") == 1
    assert "](my%20brief.svg)" in brief.markdown("my brief.svg")
    assert ".svg" not in brief.markdown()
    assert "\n\n\n" not in brief.markdown()


def test_it_begins_with_how_far_the_figures_run(tmp_path: Path) -> None:
    begins = section(dossier_brief(week(tmp_path)).markdown(), "What is contested")
    mayor = "Mayor Ines Castellano-Whitfield"
    # That 80 and up to 90 were wounded nobody contests.
    assert begins.strip().splitlines() == [
        f'- **Killed:** latest figures run from "24" ({mayor}, as of 7 Mar 2025) [1]'
        f' to "33" (police, as of 6 Mar 2025) [2]; {mayor}\'s is the newest.',
        "- 5 documents, 4 origins; whether they counted independently is not recorded. The"
        " newest document is of 7 Mar 2025.",
    ]


def test_of_a_stock_the_gravest_disagreement_is_told_and_no_range_over_the_days() -> None:
    dossier = Dossier.open(str(DATA / "samples" / "derna.json"))
    begins = section(dossier_brief(dossier).markdown(), "What is contested")
    assert re.search(
        r"^- \*\*Missing:\*\* the newest is .* \(OCHA, said 31 Oct 2023\) \[\d+\]; unresolved:"
        r' "5,000" \(IOM, said 13 Sep 2023\) \[\d+\] against about 20,000 \(Red Crescent, ',
        begins,
        re.M,
    )
    # Of one place alone, and it is said of which.
    assert "- **Killed (Derna):** latest figures run from " in begins


def test_a_figure_that_its_own_body_replaced_is_not_told_as_apart(tmp_path: Path) -> None:
    head, *rows = WEEK.splitlines()
    more = (
        "2025-03-04,AFP,https://afp.example/2,,,police,asserted,2025-03-04,12\n"
        "2025-03-04,Post,https://post.example/4,,,Governor,asserted,2025-03-04,40\n"
        "2025-03-05,Herald,https://herald.example/4,,,Ministry,asserted,2025-03-05,9\n"
        "2025-03-08,Radio,https://radio.example/4,,,Ministry,asserted,2025-03-08,7\n"
    )
    text = "\n".join([f"{head},Missing", *(f"{row}," for row in rows)]) + "\n" + more
    begins = section(dossier_brief(week(tmp_path, text)).markdown(), "What is contested")
    (missing,) = re.findall(r"^- \*\*Missing:.*$", begins, re.M)
    assert 'the newest is "7" (Ministry, as of 8 Mar 2025)' in missing
    assert '"40" (Governor, as of 4 Mar 2025)' in missing
    assert '"12" (police, as of 4 Mar 2025)' in missing
    assert '"9"' not in missing


def test_a_count_that_was_lowered_is_told_at_the_top(tmp_path: Path) -> None:
    lower = "2025-03-08,Radio,https://radio.example/2,28,,police,asserted,2025-03-08\n"
    text = dossier_brief(week(tmp_path, WEEK + lower)).markdown()
    assert (
        '; the newest is "28" (police, as of 8 Mar 2025) [3]. **Later and lower:** police from'
        ' "33" (as of 6 Mar 2025) [4] to "28" (as of 8 Mar 2025) [3].\n'
    ) in text
    (other := tmp_path / "other").mkdir()
    assert "Later and lower" not in dossier_brief(week(other)).markdown()


def test_floor_and_ceiling_are_told_in_the_words_of_those_who_hold_them(tmp_path: Path) -> None:
    text = dossier_brief(week(tmp_path)).markdown()
    table = section(text, "The latest figure of each origin")
    killed, wounded = re.split(r"^### ", table, flags=re.M)[1:]
    mayor = "Mayor Ines Castellano-Whitfield"
    assert f'| {mayor} | "24" | as of 7 Mar 2025 | ceiling | [1] |' in killed
    assert '| police | "33" | as of 6 Mar 2025 | floor | [2] |' in killed
    assert (
        '**Floor above ceiling:** "33" (police, as of 6 Mar 2025) [2] against "24"'
        f" ({mayor}, as of 7 Mar 2025) [1]. **Agreement:** 2 of 3 who give a number may mean"
        ' one: Families\' Committee of Hall 4 ("more than 30") and police ("33").'
    ) in killed
    assert '| police | "80" | as of 6 Mar 2025 | floor and ceiling | [2] |' in wounded
    assert "above" not in wounded
    # No number is told that nobody said.
    assert not re.search(r"\b(?:75|85)\b", text)


def test_words_of_a_table_are_not_called_printed(tmp_path: Path) -> None:
    assert "as printed or as a table has them;" in dossier_brief(week(tmp_path)).markdown()
    assert "as printed;" in dossier_brief(shipped()).markdown()


def test_a_count_of_some_is_told_apart(tmp_path: Path) -> None:
    head, *rows = WEEK.splitlines()
    some = "2025-03-07,Post,https://post.example/2,nine,,police,asserted,2025-03-07,civilians"
    text = "\n".join([f"{head},Population", *(f"{row}," for row in rows), some]) + "\n"
    begins = section(dossier_brief(week(tmp_path, text)).markdown(), "What is contested")
    assert '; of some alone: Civilians "nine" (police, as of 7 Mar 2025) [1].' in begins


def test_what_one_side_of_a_row_tells_is_not_told_as_said_since(tmp_path: Path) -> None:
    lower = (
        "2025-03-08,Radio,https://radio.example/2,28,,police,asserted,2025-03-08\n"
        "2025-03-09,Post,https://post.example/3,28,,police,asserted,2025-03-09\n"
    )
    text = dossier_brief(week(tmp_path, WEEK + lower)).markdown()
    second = section(text, "The gravest disagreements").split("\n2. ")[1]
    assert "police (as of 8 Mar 2025) spoke of 28" in second
    assert "as of 9 Mar 2025" not in second


def test_a_short_note_stands_beside_its_figure_and_one_of_a_row_at_its_document(
    tmp_path: Path,
) -> None:
    head, *rows = WEEK.splitlines()
    notes = ["first count", "by phone", "", "", "", ""]
    noted = "\n".join([f"{head},Note", *(f"{r},{n}" for r, n in zip(rows, notes, strict=True))])
    text = dossier_brief(week(tmp_path, noted + "\n")).markdown()
    table = section(text, "The latest figure of each origin")
    assert '| "dozens" | as of 4 Mar 2025 | by phone |' in table
    # One row, two figures: nobody knows which of them it is on.
    assert "first count" not in table
    assert re.search(r"^\d+\. AFP, 4 Mar 2025: .* \(note: first count\)$", text, re.M)


def test_what_one_figure_has_against_it_is_one_story(tmp_path: Path) -> None:
    text = dossier_brief(Dossier.open(str(DATA / "samples" / "al-ahli.json"))).markdown()
    grave = section(text, "The gravest disagreements")
    told = re.findall(r"^\d\. (.*)$", grave, re.M)
    assert len(told) == STORIES["al-ahli"]
    assert "**Also against both:** about 250 (Al-Shifa, " in told[0]
    assert told[0].count("Al-Shifa") == 1
    assert '**Also against "about 50" of Spendley:** "300" (Civil Defence, ' in told[0]
    assert not any("Spendley (Naval Analyses" in one for one in told[1:])
    # Who denies a number is not told as one who gives it.
    own = section(dossier_brief(week(tmp_path)).markdown(), "The gravest disagreements")
    assert '"more than 30" (Mayor' not in own


def test_a_story_begins_with_the_widest_of_its_gravest(tmp_path: Path) -> None:
    more = (
        "2025-03-07,Mirror,https://mirror.example/1,41,,Textile Union,asserted,2025-03-07\n"
        "2025-03-08,Mirror,https://mirror.example/2,26,,Ministry,asserted,2025-03-08\n"
    )
    text = dossier_brief(week(tmp_path, WEEK + more)).markdown()
    first = section(text, "The gravest disagreements").split("\n2. ")[0]
    mayor = "Mayor Ines Castellano-Whitfield"
    assert f"Textile Union (as of 7 Mar 2025) spoke of 41 killed; {mayor} (as of 7 Mar" in first
    assert f'**Also against "24" of {mayor}:** "33" (police, as of 6 Mar 2025)' in first
    assert '**Also against "41" of Textile Union:** "26" (Ministry, as of 8 Mar 2025)' in first


def test_of_nothing_that_is_contested() -> None:
    dossier = poisoned("plain")
    text = dossier_brief(dossier, asked=Asked(severity=4)).markdown()
    assert "None has severity 4 or more." in text


# ---- a dossier of one's own


def test_who_denies_a_number_stands_below_the_table(tmp_path: Path) -> None:
    table = section(dossier_brief(week(tmp_path)).markdown(), "The latest figure of each origin")
    killed, wounded = re.split(r"^### ", table, flags=re.M)[1:]
    mayor = "Mayor Ines Castellano-Whitfield"
    assert re.search(
        rf"^\*\*Denied:\*\* {mayor}: more than 30 \(as of 7 Mar 2025\) \[\d\]\.$", killed, re.M
    )
    assert "Denied" not in wounded


def test_of_many_denials_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = "".join(
        f"2025-03-0{n},Post,https://post.example/9,more than {n}0,,Governor {name},denied,\n"
        for n, name in enumerate("ABCDE", 1)
    )
    dossier = week(tmp_path, WEEK + rows)
    text = dossier_brief(dossier).markdown()
    assert "The annex has 3 more denials." in text
    assert "Governor A: more than 10" in measure_brief(dossier, Index(dossier), "killed").markdown()


def test_an_origin_that_is_counted_is_in_the_table(tmp_path: Path) -> None:
    dossier = week(tmp_path)
    text = measure_brief(dossier, Index(dossier), "killed").markdown()
    # Whoever says dozens agrees with nobody, and stands in the table all the same.
    assert "**Agreement:** 2 of 3 who give a number may mean one" in text
    table = section(text, "The latest figure of each origin")
    assert len(re.findall(r"^\| (?!Origin|---)", table, re.M)) == 4
    assert '| Tower Rail Company | "dozens" |' in table


def test_what_nobody_stated_is_left_out(tmp_path: Path) -> None:
    dossier = week(tmp_path)
    text = dossier_brief(dossier).markdown()
    assert "Dataset 0.1.0. This brief holds" in text
    assert "- 5 documents, 4 origins; whether they" in text
    report = dossier_report(dossier, Index(dossier))
    assert "dataset 0.1.0.\n" in report
    for page in (text, report, forest_svg(dossier, "killed"), chart_svg(dossier, "killed")):
        assert "not stated." not in page
        assert "recorded utterance" not in page
    assert "Licence of the data: CC0-1.0." in dossier_brief(shipped()).markdown()


def test_what_is_not_told_is_named_at_the_end(tmp_path: Path) -> None:
    head, *rows = WEEK.splitlines()
    text = "\n".join([f"{head},Missing", *(f"{row},{n}" for n, row in enumerate(rows))])
    # Of one origin alone: nothing contests it.
    text = "\n".join(line if ",police," in line else re.sub(r",\d$", ",", line) for line in
                     text.splitlines())  # fmt: skip
    dossier = week(tmp_path, text + "\n")
    told = dossier_brief(dossier).markdown()
    assert "**Not told here, and in the annex:** missing.\n\n## Sources" in told
    assert "Not told here" not in measure_brief(dossier, Index(dossier), "killed").markdown()
    (other := tmp_path / "other").mkdir()
    assert "Not told here" not in dossier_brief(week(other)).markdown()
    # Of many the first, which are contested, and how many more.
    many = dossier_brief(Dossier.open(SHIPPED)).markdown()
    assert re.search(r"^\*\*Not told here.*, [^,]+ and \d+ more\.$", many, re.M)
    assert "settlements held by Ukraine" not in many.partition("Not told here")[2].split("##")[0]


# ---- verdicts


def judged(dossier: Dossier) -> Note:
    target = disagreements(dossier).rows[0].target
    return Note(
        *("n1", target, "verdict", "Ann Example", "2031-03-10T10:00:00+00:00"),
        body="They count *other* days.",
        value="explained",
    )


def test_verdicts_are_there_only_when_asked_for() -> None:
    dossier = shipped()
    note = judged(dossier)
    verdicts = verdicts_of(dossier, [note])
    for one in briefs(dossier)[:3]:
        assert "Ann Example" not in one.markdown() + one.html()
    told = dossier_brief(dossier, asked=Asked(verdicts=verdicts))
    assert "Verdict of Ann Example: explained. They count \\*other\\* days." in told.markdown()
    assert "They count *other* days." in told.html()
    none = dossier_brief(dossier, asked=Asked(verdicts={})).markdown()
    assert "has none on a disagreement" in section(none, "Verdicts of people")


def test_a_verdict_on_another_dossier_or_of_another_kind_is_none() -> None:
    dossier = shipped()
    note = judged(dossier)
    others = [note._replace(dossier="another"), note._replace(kind="note", value=None)]
    assert verdicts_of(dossier, others) == {}
    own = note._replace(dossier=dossier.meta.id)
    assert list(verdicts_of(dossier, [own]).values()) == [[own]]


def test_a_row_that_somebody_judged_is_under_no_other() -> None:
    dossier = shipped()
    rows = disagreements(dossier).rows
    under = next(one for one in fold(rows) if one.rest).rest[-1]
    note = judged(dossier)._replace(target=under.target)
    asked = Asked(verdicts=verdicts_of(dossier, [note]))
    found = asked.folds(rows)
    assert under in [one.head for one in found]
    assert sum(1 + len(one.rest) for one in found) == len(rows)


def test_of_one_odd_figure_the_row_is_told_whose_other_side_still_stands(tmp_path: Path) -> None:
    rows = (
        "Date,Outlet,Link,Killed,Origin,As of\n"
        "2025-03-04,AFP,https://afp.example/1,90,Brigade,2025-03-04\n"
        "2025-03-05,Post,https://post.example/1,40,Ministry,2025-03-05\n"
        "2025-03-08,Post,https://post.example/2,41,Ministry,2025-03-08\n"
        "2025-03-09,Radio,https://radio.example/1,60,Brigade,2025-03-09\n"
    )
    text = dossier_brief(week(tmp_path, rows)).markdown()
    first = section(text, "The gravest disagreements").split("\n2. ")[0]
    assert "Brigade (as of 4 Mar 2025) spoke of 90 killed; Ministry (as of 8 Mar" in first
    assert '**Since then:** "60" (Brigade, as of 9 Mar 2025)' in first
    # What the Ministry has replaced is against nothing any more.
    assert '"40"' not in first


def test_words_that_count_no_persons_are_not_made_persons(tmp_path: Path) -> None:
    rows = (
        "Date,Outlet,Link,Killed,Origin,As of\n"
        "2025-03-04,AFP,https://afp.example/1,41 names,Textile Union,2025-03-04\n"
        "2025-03-04,Post,https://post.example/1,18 people,Ministry,2025-03-04\n"
    )
    text = dossier_brief(week(tmp_path, rows)).markdown()
    assert (
        "Textile Union (as of 4 Mar 2025) spoke of 41 names (counted as killed); Ministry" in text
    )
    assert "Ministry (as of 4 Mar 2025) spoke of 18 people:" in text


def test_the_steps_of_what_was_lowered_are_told(tmp_path: Path) -> None:
    rows = (
        "Date,Outlet,Link,Killed,Origin,As of\n"
        "2025-03-03,AFP,https://afp.example/1,at least 27,Ministry,2025-03-03\n"
        "2025-03-05,Post,https://post.example/1,22,Ministry,2025-03-05\n"
        "2025-03-06,Post,https://post.example/2,18,Ministry,2025-03-06\n"
        "2025-03-06,Radio,https://radio.example/1,40,Union,2025-03-06\n"
    )
    text = dossier_brief(week(tmp_path, rows)).markdown()
    assert re.search(
        r'Ministry from "at least 27" \(as of 3 Mar 2025\) \[\d\] to "22" \(as of 5 Mar 2025\)'
        r' \[\d\] to "18" \(as of 6 Mar 2025\) \[\d\]\.',
        text,
    )


def test_the_newest_against_each_other_are_told_where_the_gravest_is_past(tmp_path: Path) -> None:
    rows = (
        "Date,Outlet,Link,Killed,Origin,As of\n"
        "2025-03-02,AFP,https://afp.example/1,about 30,Brigade,2025-03-02\n"
        "2025-03-06,Post,https://post.example/2,18,Ministry,2025-03-06\n"
        "2025-03-09,Radio,https://radio.example/1,31,Brigade,2025-03-09\n"
    )
    told = dossier_brief(week(tmp_path, rows)).markdown()
    assert (
        "**The latest figures, furthest apart:** Brigade (as of 9 Mar 2025) spoke of 31 killed;"
        " Ministry (as of 6 Mar 2025) spoke of 18: at least 1.7 times apart."
    ) in told
    # That time may explain it is not said of two who contradicted each other before.
    assert (
        "**Between the two before (conflict, severity 3):** Brigade (as of 2 Mar 2025) spoke of"
        " about 30 killed; Ministry (as of 6 Mar 2025) spoke of 18:"
    ) in told
    # Who asks for the grave alone gets no light one.
    asked = Asked(severity=3)
    assert "furthest apart" not in dossier_brief(week(tmp_path, rows), asked=asked).markdown()
    (tmp_path / "other").mkdir()
    stands = rows.replace("Brigade,2025-03-09", "Union,2025-03-09")
    assert "furthest apart" not in dossier_brief(week(tmp_path / "other", stands)).markdown()


def test_a_figure_is_told_as_its_origin_tells_it_where_another_page_repeats_it(
    tmp_path: Path,
) -> None:
    rows = (
        "Date,Outlet,Link,Killed,Origin\n"
        "2025-03-10,Union,https://union.example/1,35 to 40,Union\n"
        "2025-03-11,Post,https://post.example/1,35 to 40,Union\n"
        "2025-03-11,Post,https://post.example/2,18,Ministry\n"
    )
    killed = section(
        dossier_brief(week(tmp_path, rows)).markdown(), "The latest figure of each origin"
    )
    assert re.search(r'^\| Union \| "35 to 40" \| published 10 Mar 2025 \|', killed, re.M)
    (tmp_path / "later").mkdir()
    late = rows.replace(
        "2025-03-11,Post,https://post.example/1", "2025-03-20,Post,https://p.example"
    )
    killed = section(
        dossier_brief(week(tmp_path / "later", late)).markdown(), "The latest figure of each origin"
    )
    assert re.search(r'^\| Union \| "35 to 40" \| published 20 Mar 2025 \|', killed, re.M)
