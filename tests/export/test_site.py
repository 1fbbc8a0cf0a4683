"""A site has a page for whatever a dossier has, leads everywhere, and is sealed."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from kursk_tui.analysis.disagreements.folds import fold
from kursk_tui.analysis.disagreements.listing import disagreements
from kursk_tui.dossier.dossier import Dossier, default_path
from kursk_tui.dossier.editing import Change, make
from kursk_tui.dossier.index import Index
from kursk_tui.export.asked import verdicts_of
from kursk_tui.export.chart import COLOURS, NOBODY
from kursk_tui.export.drawing import INK, PAPER, SOFT
from kursk_tui.export.site import looks
from kursk_tui.export.site.shell import file_name
from kursk_tui.export.site.site import site_pages
from kursk_tui.model.records import Note
from kursk_tui.words.rows import row_sentence
from tests.cli.hostile import hostile, write_hostile
from tests.cli.running import called
from tests.dossier.sample import sample
from tests.export.build import shipped, week
from tests.export.pages import Parsed, faults
from tests.hostile.corpus import EVERYTHING, STRINGS, always, hostile_dossier, mixed, unsafe

Pages = dict[str, str]
LISTS = {
    *("index.html", "disagreements.html", "measures.html", "events.html", "sources.html"),
    *("agents.html", "find.html", "about.html"),
}


def pages_of(dossier: Dossier, notes: Iterable[Note] = ()) -> Pages:
    return dict(
        site_pages(
            dossier, Index(dossier), disagreements(dossier), verdicts=verdicts_of(dossier, notes)
        )
    )


@cache
def of_five() -> tuple[Dossier, Pages]:
    dossier = shipped()
    return dossier, pages_of(dossier)


@cache
def of_flood() -> tuple[Dossier, Pages]:
    dossier = Dossier.from_data(hostile())
    return dossier, pages_of(dossier)


def broken_links(pages: Pages) -> list[str]:
    """Links within the site that lead to no page, or to no place on it."""
    parsed = {path: Parsed(page) for path, page in pages.items()}
    ids = {path: set(one.ids) for path, one in parsed.items()}
    broken = []
    for path, one in parsed.items():
        for link in one.links():
            if link.startswith("http"):
                continue
            to, _, place = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
            if target not in pages or (place and unquote(place) not in ids[target]):
                broken.append(f"{path}: {link}")
    return broken


def leads_to(pages: Pages, path: str, target: str) -> bool:
    wanted = {target, f"../{target}"}
    return any(unquote(link) in wanted for link in Parsed(pages[path]).links())


# ---- what is there


def test_every_record_has_its_page_and_every_claim_its_place() -> None:
    for dossier, pages in (of_five(), of_flood()):
        wanted = set(LISTS)
        for folder, ids in (
            ("measures", dossier.measures),
            ("events", dossier.events),
            ("sources", dossier.sources),
            ("agents", dossier.agents),
        ):
            wanted |= {f"{folder}/{id}.html" for id in ids}
        found = {path for path in pages if not path.startswith("disagreements/")}
        assert found == wanted
        for claim in dossier.claims.values():
            assert claim.id in Parsed(pages[f"sources/{claim.source}.html"]).ids


def test_every_disagreement_has_a_place_with_its_why() -> None:
    dossier, pages = of_five()
    folds = fold(disagreements(dossier).rows)
    assert len(folds) > 20
    for one in folds:
        path = f"disagreements/{file_name(one.head.target)}"
        parsed = Parsed(pages[path])
        text = parsed.all("main")[0].text
        for row in (one.head, *one.rest):
            assert row.target in parsed.ids
            sentence = row_sentence(dossier, row)
            assert " ".join(f"{sentence[1:]}.".split()) in text
            for claim in row.claims:
                source = dossier.claims[claim].source
                assert leads_to(pages, path, f"sources/{source}.html#{claim}")
        if one.head.reading is not None:
            assert "1. recorded: " in text
            assert "The two sides" in text
        assert "What would settle it" in text


def test_every_link_leads_somewhere() -> None:
    for _, pages in (of_five(), of_flood()):
        assert broken_links(pages) == []


def test_one_gets_from_an_event_to_its_sources_and_figures_and_back() -> None:
    dossier, pages = of_five()
    index = Index(dossier)
    for event in dossier.events:
        path = f"events/{event}.html"
        for source in index.sources_of_event(event):
            assert leads_to(pages, path, f"sources/{source}.html")
        for claim, how in index.mentions(event).items():
            source = f"sources/{dossier.claims[claim].source}.html"
            assert leads_to(pages, path, f"{source}#{claim}")
            if how != "part":
                assert leads_to(pages, source, path)


def test_every_page_is_reached_from_the_overview() -> None:
    _, pages = of_five()
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        path = todo.pop()
        for link in Parsed(pages[path]).links():
            to = link.partition("#")[0]
            if to and not to.startswith("http"):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to))
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
    assert seen == set(pages)


def test_the_figures_of_a_chart_stand_in_the_table_behind_it() -> None:
    dossier, pages = of_five()
    drawn = 0
    for measure in dossier.measures:
        parsed = Parsed(pages[f"measures/{measure}.html"])
        for picture in parsed.all("svg"):
            assert picture.around[-1] == "div"
            for figure in parsed.all("g"):
                id = figure.attributes.get("data-figure") or ""
                if id in dossier.claims:
                    drawn += 1
                    source = dossier.claims[id].source
                    target = f"sources/{source}.html#{id}"
                    assert leads_to(pages, f"measures/{measure}.html", target)
    assert drawn > 20


def test_the_same_dossier_gives_the_same_bytes() -> None:
    dossier, pages = of_flood()
    assert pages_of(Dossier.from_data(hostile())) == pages
    assert list(pages_of(dossier)) == list(pages)


def test_an_empty_dossier_has_pages_too() -> None:
    data = {**sample(), "claims": {}, "identities": {}, "sources": {}, "events": {}}
    pages = pages_of(Dossier.from_data(data))
    assert broken_links(pages) == []
    assert [fault for page in pages.values() for fault in faults(page)] == []
    assert "Agreement is no confirmation" in pages["disagreements.html"]


def test_an_id_that_is_too_long_for_a_file_has_a_name_of_its_own() -> None:
    one, other = "a" * 300, "a" * 299 + "b"
    assert file_name("flood-2") == "flood-2.html"
    assert file_name(one) != file_name(other)
    assert len(file_name(one)) < 150
    assert re.fullmatch(r"[a-z0-9._-]+", file_name("pair:a|b--c"))


# ---- sealed, and for everybody


@pytest.mark.parametrize("which", [of_five, of_flood])
def test_every_page_is_sealed_and_can_be_used_by_everybody(which: object) -> None:
    assert callable(which)
    for path, page in which()[1].items():
        assert faults(page) == [], path


@pytest.mark.parametrize("name", ["al-ahli", "belgrade", "derna"])
def test_the_pages_of_the_samples_are_whole(name: str) -> None:
    root = Path(default_path()).parent / "samples"
    pages = pages_of(Dossier.open(root / f"{name}.json"))
    assert broken_links(pages) == []
    for path, page in pages.items():
        assert faults(page) == [], path


@pytest.mark.parametrize("what", [0, 31, 62, 93, None, *sorted(STRINGS)[::7]])
def test_nothing_of_a_hostile_dossier_is_markup(what: int | str | None) -> None:
    texts = mixed(what) if isinstance(what, int) else always(STRINGS[what] if what else EVERYTHING)
    dossier = Dossier.from_data(hostile_dossier(texts))
    pages = pages_of(dossier)
    for path, page in pages.items():
        assert faults(page) == [], path
        assert unsafe(page, allowed="\n") == "", path
    assert broken_links(pages) == []


def test_what_is_no_address_is_no_link() -> None:
    data = hostile()
    for row in data["sources"].values():
        row["url"] = "javascript:alert(1)"
    pages = pages_of(Dossier.from_data(data))
    for path, page in pages.items():
        assert faults(page) == [], path
    assert any("javascript:alert(1)" in page for page in pages.values())


def test_text_can_be_read_on_light_and_on_dark_paper() -> None:
    light, dark = re.findall(r":root\{([^}]*--[^}]*)\}", looks.STYLE)
    for found in (light, dark):
        short = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", found))
        colours = {
            name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
            for name, value in short.items()
        }
        for paper in ("paper", "tint"):
            for ink in ("ink", "soft", "link", "seen", "grave"):
                assert looks.contrast(colours[ink], colours[paper]) >= looks.LEAST_CONTRAST
    for colour in (INK, SOFT, *COLOURS, NOBODY):
        assert looks.contrast(colour, PAPER) >= looks.LEAST_CONTRAST
    for colour in (*COLOURS, NOBODY):
        assert looks.contrast(looks.lightened(colour), looks.DARK_PAPER) >= looks.LEAST_CONTRAST
    assert looks.contrast("#000000", "#ffffff") == pytest.approx(21)


# ---- what is asked for, and what is not


def verdict(target: str, **fields: str) -> Note:
    told = {"body": "Read both pages.", "value": "real", "author": "ann", **fields}
    return Note(f"n-{target}", target, "verdict", told["author"], "2031-03-10T10:00:00+00:00",
                told["body"], told["value"])  # fmt: skip


def test_verdicts_are_shown_only_where_they_are_asked_for() -> None:
    dossier, without = of_five()
    row = fold(disagreements(dossier).rows)[0].head
    claim = dossier.claims[row.claims[0]]
    hidden = Note("n2", f"claim:{claim.id}", "note", "bob", "2031-03-10T10:00:00+00:00", "Secret.")
    found = [verdict(row.target), verdict(f"claim:{claim.id}", author="<b>eve</b>"), hidden]
    pages = pages_of(dossier, found)
    page = Parsed(pages[f"disagreements/{file_name(row.target)}"]).all("main")[0].text
    assert "real: Read both pages. (ann, 2031-03-10)" in page
    source = pages[f"sources/{claim.source}.html"]
    assert "&lt;b&gt;eve&lt;/b&gt;" in source
    assert faults(source) == []
    assert not any("Secret" in text or "bob" in text for text in pages.values())
    assert not any("Read both pages" in text for text in without.values())


def exported(tmp_path: Path, *words: str) -> Pages:
    files = write_hostile(tmp_path)
    out = tmp_path / "site"
    result = called("-d", files.dossier, "--notes", files.notebook, "export", "site", str(out),
                    *words)  # fmt: skip
    assert result.status == 0, result.err
    assert result.out == ""
    return {
        str(path.relative_to(out)): path.read_text("utf-8") for path in sorted(out.rglob("*.html"))
    }


def test_the_command_writes_the_pages_and_says_where(tmp_path: Path) -> None:
    pages = exported(tmp_path)
    assert pages == of_flood()[1]
    assert not any("real" in Parsed(page).all("main")[0].text.split() for page in pages.values())
    again = called("-d", str(tmp_path / "d.json"), "export", "site", str(tmp_path / "site"))
    assert again.status == 2
    assert "is a site already; give --force to replace it, or another folder" in again.err
    forced = called("-d", str(tmp_path / "d.json"), "export", "site", str(tmp_path / "site"),
                    "--force")  # fmt: skip
    assert forced.status == 0
    size = sum(len(page.encode()) for page in pages.values())
    assert f"{len(pages)} pages, {size:,} bytes; open index.html" in forced.err


def test_the_command_adds_the_verdicts_of_this_dossier(tmp_path: Path) -> None:
    pages = exported(tmp_path, "--with-verdicts")
    text = Parsed(pages["sources/herald-1.html"]).all("main")[0].text
    assert "What readers noted, which is no part of the record:" in text
    assert "=cmd" not in Parsed(pages["events/flood.html"]).all("main")[0].text  # a note


def test_no_text_of_an_article_is_in_it(tmp_path: Path) -> None:
    pages = exported(tmp_path, "--texts", str(tmp_path / "texts"))
    articles = [path.read_text("utf-8") for path in (tmp_path / "texts").iterdir()]
    paragraphs = [line for text in articles for line in text.splitlines() if len(line) > 60]
    assert paragraphs
    for page in pages.values():
        for paragraph in paragraphs:
            assert paragraph[:60] not in page


def test_what_is_left_out_is_said_on_each_page(tmp_path: Path) -> None:
    pages = exported(tmp_path, "--known-at", "2031-03-05")
    assert "sources/tribune-1.html" not in pages
    for page in pages.values():
        assert "Not all of the dossier: known at 2031-03-05" in page
    assert broken_links(pages) == []


def test_options_that_have_no_meaning_there_are_refused(tmp_path: Path) -> None:
    for words, said in (
        (("export", "site"), "export site needs a folder"),
        (("export", "site", "x", "-o", "y"), "export site needs a folder"),
        (("export", "site", "x", "--severity", "3"), "--severity"),
        (("export", "site", "x", "--unfold"), "--unfold"),
        (("export", "site", "x", "--even"), "--even"),
        (("export", "site", "x", "--dot"), "--dot"),
        (("export", "json", "--with-verdicts"), "--with-verdicts does nothing"),
    ):
        result = called(*words)
        assert result.status == 2, words
        assert said in result.err
        assert result.err.count("\n") == 1


def test_the_policy_names_the_digest_of_what_is_run() -> None:
    changed = looks.policy(looks.STYLE, looks.SCRIPT + " ")
    assert changed != looks.policy(looks.STYLE, looks.SCRIPT)
    assert "script-src 'none'" in looks.policy(looks.STYLE, None)
    assert json.dumps(looks.SCRIPT).count("</") == 0


# ---- a dossier of one's own


def test_pages_of_nothing_are_left_out(tmp_path: Path) -> None:
    dossier = week(tmp_path)
    assert {"killed", "wounded", "missing"} <= set(dossier.measures)
    assert not dossier.events
    pages = pages_of(dossier)
    assert {path for path in pages if path.startswith("measures/")} == {
        *("measures/killed.html", "measures/wounded.html"),
    }
    assert "events.html" not in pages
    assert broken_links(pages) == []
    for page in pages.values():
        assert ">Events<" not in page
    for path in ("measures.html", "find.html"):
        assert ">missing<" not in pages[path]
    # A whole of which nothing is said is named, and leads nowhere.
    rows = {id: dict(row) for id, row in dossier.raw_rows("measures").items()}
    change = Change("measures", "killed", rows["killed"], {**rows["killed"], "part_of": "missing"})
    make(dossier, (change,), "a part", author="jo")
    pages = pages_of(Dossier.open(dossier.path))
    assert broken_links(pages) == []
    assert "<td>missing</td>" in pages["measures.html"]


def test_one_month_is_said_once_and_no_licence_that_nobody_stated(tmp_path: Path) -> None:
    pages = pages_of(week(tmp_path))
    assert "What is contested, 2025-03<" in pages["index.html"]
    for page in pages.values():
        footer = page.partition("<footer>")[2]
        assert "dataset 0.1.0. These pages" in footer
        assert "not stated" not in footer
    assert "CC0-1.0. These pages" in of_five()[1]["index.html"]


def test_a_measure_has_a_chart_for_a_narrow_screen_too() -> None:
    page = Parsed(of_five()[1]["measures/killed.html"])
    broad, narrow = page.all("svg")
    assert float(broad.attributes["width"] or 0) > 1000
    assert float(narrow.attributes["width"] or 0) < 390
    assert (broad.attributes["aria-labelledby"], narrow.attributes["aria-labelledby"]) == (
        *("title desc", "narrow-title narrow-desc"),
    )
    assert len(page.ids) == len(set(page.ids))
