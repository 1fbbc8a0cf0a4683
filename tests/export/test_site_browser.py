"""The pages of a site in a real browser: from a file and a server, with and without script.

It needs a Chromium. Each page is looked at as it is written: what looks at it stands outside of
what the page's policy allows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.export.site.folder import MARKER, write_site
from kursk_tui.export.site.shell import file_name
from tests.export.browser import Browser, found
from tests.export.test_site import of_five, of_flood, pages_of
from tests.hostile.corpus import always, hostile_dossier

PROGRAM = found()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium on this machine")

PHONE, DESKTOP = 390, 1280
# A page of each kind.
LISTS = ("index.html", "disagreements.html", "measures.html", "events.html", "sources.html",
         "agents.html", "find.html", "about.html")  # fmt: skip
RECORDS = ("measures/killed.html", "measures/event-date.html", "events/museum.html",
           "sources/ki-2025-02-27.html", "agents/nis.html")  # fmt: skip


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site of five reports, and one of a dossier with hostile texts, in folders."""
    folder = tmp_path_factory.mktemp("sites")
    nasty = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    hostile = pages_of(Dossier.from_data(hostile_dossier(always(nasty))))
    for name, pages in (("five", of_five()[1]), ("flood", of_flood()[1]), ("hostile", hostile)):
        write_site(str(folder / name), pages.items(), force=False)
    return {name: folder / name for name in ("five", "flood", "hostile")}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM is not None
    with Browser.opened(PROGRAM, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone; gives its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def some_pages(site: Path) -> list[str]:
    """A page of each kind, and the disagreements with most to say."""
    findings = sorted((site / "disagreements").iterdir(), key=lambda path: -path.stat().st_size)
    return [*LISTS, *RECORDS, *(f"disagreements/{path.name}" for path in findings[:3])]


def address(site: Path, page: str) -> str:
    return (site / page).as_uri()


def is_wider(browser: Browser) -> Any:
    """What makes the page wider than it is seen; nothing where it scrolls down alone."""
    return browser.value(
        "(()=>{const page=document.documentElement;if(page.scrollWidth<=innerWidth)return null;"
        "return [page.scrollWidth,...[...document.querySelectorAll('*')].filter("
        "one=>one.getBoundingClientRect().right>innerWidth+1&&!one.closest('.wide'))"
        ".slice(0,3).map(one=>one.outerHTML.slice(0,200))]})()"
    )


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_no_page_is_wider_than_it_is_seen(
    browser: Browser, sites: dict[str, Path], width: int
) -> None:
    browser.size(width)
    for page in some_pages(sites["five"]):
        browser.open(address(sites["five"], page))
        assert browser.value("innerWidth") == width
        assert is_wider(browser) is None, page
    for path in sites["hostile"].rglob("*.html"):
        browser.open(path.as_uri())
        assert is_wider(browser) is None, path


def test_on_a_phone_the_pages_stand_in_one_line(browser: Browser, sites: dict[str, Path]) -> None:
    browser.size(PHONE)
    browser.open(address(sites["five"], "measures/killed.html"))
    assert browser.value("document.querySelector('nav').getBoundingClientRect().height") < 48
    tops = "[...document.querySelectorAll('nav a')].map(one=>one.getBoundingClientRect().top)"
    assert len(set(browser.value(tops))) == 1
    assert browser.value("getComputedStyle(document.querySelector('nav ul')).overflowX") == "auto"


@pytest.mark.parametrize("dark", [False, True])
def test_what_scrolls_to_the_side_has_a_shade_at_its_end(
    browser: Browser, sites: dict[str, Path], dark: bool
) -> None:
    browser.size(PHONE)
    browser.look(dark=dark)
    try:
        browser.open(address(sites["five"], "index.html"))
        wide = "document.querySelector('main .wide')"
        assert browser.value(f"{wide}.scrollWidth>{wide}.clientWidth")
        for frame in (wide, "document.querySelector('nav ul')"):
            attached = browser.value(f"getComputedStyle({frame}).backgroundAttachment")
            assert attached == "local, local, scroll, scroll"
            shade = browser.value(f"getComputedStyle({frame}).backgroundImage")
            assert ("rgba(255, 255, 255, 0.5" if dark else "rgba(0, 0, 0, 0.4") in shade
    finally:
        browser.look()


def test_a_chart_can_be_read_as_wide_as_the_page_is(
    browser: Browser, sites: dict[str, Path]
) -> None:
    charts = (
        "[...document.querySelectorAll('svg')].filter(one=>one.getClientRects().length)"
        ".map(one=>{const box=one.getBoundingClientRect();"
        "return [box.width,box.width/one.viewBox.baseVal.width]})"
    )
    for width in (320, PHONE, DESKTOP):
        browser.size(width)
        browser.open(address(sites["five"], "measures/killed.html"))
        ((wide, scale),) = browser.value(charts)
        assert wide <= width
        # The smallest letters are of 10.5.
        assert 10.5 * scale > 7.5
    # The one that is not seen is not read aloud, and no id is there twice.
    ids = "[...document.querySelectorAll('[id]')].map(one=>one.id)"
    found = browser.value(ids)
    assert len(found) == len(set(found))


def test_a_page_fetches_nothing_and_its_policy_is_kept(
    browser: Browser, sites: dict[str, Path]
) -> None:
    for page in some_pages(sites["five"]):
        browser.open(address(sites["five"], page))
        assert browser.asked == [address(sites["five"], page)], page
        assert browser.errors == [], page
        # Its style is carried out, so its digest is the one of the policy.
        assert browser.value("getComputedStyle(document.querySelector('.skip')).position") == (
            "absolute"
        )


def test_what_is_hostile_does_not_run(browser: Browser, sites: dict[str, Path]) -> None:
    for path in sites["hostile"].rglob("*.html"):
        browser.open(path.as_uri())
        assert browser.value("document.title") != "owned", path
        assert browser.value("document.querySelectorAll('img').length") == 0
        assert browser.errors == [], path


def test_a_script_that_is_not_ours_would_not_run(
    browser: Browser, sites: dict[str, Path], tmp_path: Path
) -> None:
    page = (sites["five"] / "index.html").read_text("utf-8")
    bad = tmp_path / "bad.html"
    bad.write_text(page.replace("</main>", "<script>document.title='owned'</script></main>"))
    browser.open(bad.as_uri())
    assert browser.value("document.title") != "owned"
    assert any("Content Security Policy" in error for error in browser.errors)


# ---- search


def shown(browser: Browser) -> Any:
    return browser.value(
        "[...document.querySelectorAll('[data-items]>*')]"
        ".filter(one=>one.getClientRects().length).map(one=>one.textContent)"
    )


def search_from_the_overview(browser: Browser, root: str) -> None:
    """Type words into the field of the overview, and follow what is found."""
    browser.open(f"{root}/index.html")
    browser.value("document.querySelector('input').focus()")
    browser.type("Kyiv Independent")
    browser.go(lambda: browser.type("\n"))
    assert browser.value("location.href").endswith("/find.html?q=Kyiv%20Independent")
    rows = shown(browser)
    assert 0 < len(rows) < 300
    assert all("kyiv independent" in row.lower() for row in rows)
    assert browser.value("document.querySelector('output').textContent").startswith(f"{len(rows)} ")
    browser.value("document.querySelector('input').focus()")
    browser.type(" zzz")
    assert shown(browser) == []
    # A heading with nothing under it is not shown either.
    assert (
        browser.value("[...document.querySelectorAll('h2')].some(h=>h.getClientRects().length)")
        is False
    )


def test_the_search_finds_from_a_file(browser: Browser, sites: dict[str, Path]) -> None:
    search_from_the_overview(browser, sites["five"].as_uri())


def test_the_search_finds_from_a_server(browser: Browser, sites: dict[str, Path]) -> None:
    with served(sites["five"]) as root:
        search_from_the_overview(browser, root)
        assert all(one.startswith(root) for one in browser.asked)


def test_letters_with_marks_are_found_without_them(
    browser: Browser, sites: dict[str, Path]
) -> None:
    browser.open(f"{address(sites['flood'], 'find.html')}?q={quote('CÓUNCIL')}")
    assert any("council" in row for row in shown(browser))
    assert browser.value("document.querySelector('input').value") == "CÓUNCIL"


def test_words_of_an_address_are_no_markup(browser: Browser, sites: dict[str, Path]) -> None:
    words = "<img src=x onerror=document.title='owned'>"
    browser.open(f"{address(sites['five'], 'find.html')}?q={quote(words)}")
    assert browser.value("document.querySelector('input').value") == words
    assert browser.value("document.querySelectorAll('img').length") == 0
    assert browser.errors == []


def test_without_a_script_all_is_there_and_no_field(
    browser: Browser, sites: dict[str, Path]
) -> None:
    browser.open(address(sites["five"], "find.html"))
    everything = len(shown(browser))
    browser.scripts(allowed=False)
    try:
        for page in some_pages(sites["five"]):
            browser.open(address(sites["five"], page))
            assert browser.value(
                "[...document.querySelectorAll('form')].every(f=>!f.getClientRects().length)"
            )
            assert is_wider(browser) is None, page
        browser.open(address(sites["five"], "find.html"))
        assert len(shown(browser)) == everything
        # Links are followed as ever.
        browser.open(address(sites["five"], "index.html"))
        browser.go(lambda: browser.value("document.querySelector('nav li:nth-child(3) a').click()"))
        assert browser.value("document.querySelector('h1').textContent") == "Measures"
    finally:
        browser.scripts(allowed=True)


# ---- how it is used


def test_the_address_of_a_claim_and_of_a_pair_shows_it(
    browser: Browser, sites: dict[str, Path]
) -> None:
    dossier, _ = of_five()
    claim = list(dossier.claims.values())[20]
    pairs = sorted((sites["five"] / "disagreements").glob("pair_*"))
    places = [(f"sources/{file_name(claim.source)}", claim.id)]
    text = pairs[0].read_text("utf-8")
    target = text[text.index('id="pair:') + 4 :].partition('"')[0]
    places.append((f"disagreements/{pairs[0].name}", target))
    for page, id in places:
        browser.open(f"{address(sites['five'], page)}#{quote(id, safe='')}")
        assert browser.value("document.querySelector(':target').id") == id


def test_the_first_key_skips_to_the_content_and_the_focus_is_seen(
    browser: Browser, sites: dict[str, Path]
) -> None:
    for page in ("index.html", "events/museum.html"):
        browser.open(address(sites["five"], page))
        browser.press_tab()
        assert browser.value("document.activeElement.className") == "skip"
        assert browser.value("document.activeElement.getBoundingClientRect().left") >= 0
        assert (
            browser.value("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
        )
        browser.type("\n")
        assert browser.value("document.activeElement.id") == "_main"


def test_it_is_dark_where_that_is_preferred_and_light_on_paper(
    browser: Browser, sites: dict[str, Path]
) -> None:
    behind = "getComputedStyle(document.body).backgroundColor"
    picture = "getComputedStyle(document.querySelector('svg>rect')).fill"
    browser.open(address(sites["five"], "measures/killed.html"))
    browser.look(dark=False)
    assert (browser.value(behind), browser.value(picture)) == ("rgb(255, 255, 255)",) * 2
    browser.look(dark=True)
    assert (browser.value(behind), browser.value(picture)) == ("rgb(22, 24, 27)",) * 2
    browser.look(dark=True, media="print")
    try:
        assert (browser.value(behind), browser.value(picture)) == ("rgb(255, 255, 255)",) * 2
        assert not browser.value("document.querySelector('nav').getClientRects().length")
    finally:
        browser.look()


def test_a_page_on_paper_is_whole(browser: Browser, sites: dict[str, Path]) -> None:
    browser.size(700)  # what is printed on, of A4 and of letter
    browser.look(media="print")
    try:
        for page in some_pages(sites["five"]):
            browser.open(address(sites["five"], page))
            assert browser.value("document.documentElement.scrollWidth<=innerWidth"), page
            assert browser.value(
                "[...document.querySelectorAll('details>:not(summary)')]"
                ".every(one=>one.checkVisibility({contentVisibilityAuto:true}))"
            ), page
        assert browser.value("document.querySelectorAll('details').length") > 0
    finally:
        browser.look()


# ---- for everybody


def axe() -> str | None:
    """The text of axe-core: of a file that is named, else of the package with a copy of it."""
    given = os.environ.get("KURSK_TUI_TEST_AXE")
    if given is not None:
        return Path(given).read_text("utf-8")
    package = find_spec("axe_core_python")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESKTOP, True)])
def test_axe_finds_nothing(
    browser: Browser, sites: dict[str, Path], width: int, dark: bool
) -> None:
    checker = axe()
    if checker is None:
        pytest.skip("there is no axe-core: pip install axe-core-python")
    browser.size(width)
    browser.look(dark=dark)
    try:
        for page in some_pages(sites["five"]):
            browser.open(address(sites["five"], page))
            browser.value(f"{checker};0")
            rules = browser.value(
                "axe.run({resultTypes:['violations']}).then(found=>found.violations.map("
                "one=>[one.id,one.nodes.length,one.nodes[0].html,one.nodes[0].failureSummary]))"
            )
            assert rules == [], page
    finally:
        browser.look()


def test_no_other_file_is_in_the_folder(sites: dict[str, Path]) -> None:
    for site in sites.values():
        kinds = {path.suffix for path in site.rglob("*") if path.is_file() and path.name != MARKER}
        assert kinds == {".html"}
