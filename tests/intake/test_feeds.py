"""Feeds as a reader saves them: what is read of them, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_tui.intake.documents import feeds
from kursk_tui.intake.documents.feeds import FEED, OPML, article_of, kind_of, read_feed
from kursk_tui.intake.documents.found import UnreadableError
from kursk_tui.intake.documents.fragments import EMPTY, read_fragment
from kursk_tui.store.errors import DossierError
from tests.intake.captures import item, rss

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title>Hafenblatt</title>
<entry><title type="html">Keller &amp;amp; Pumpen</title>
<link rel="self" href="https://hafen.example/self"/>
<link href="https://hafen.example/1"/>
<updated>2031-03-07T00:10:00Z</updated><published>2031-03-06T23:10:00+01:00</published>
<author><name>Ann Reed</name></author>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt; two.</p>
<p>Three <b>wet</b> cellars.</p></div></content></entry>
<entry><title>Plain</title><id>urn:x</id><content type="text">A &lt;b&gt; is no tag here.
And a second line.</content></entry>
</feed>"""


def refused(raw: bytes) -> DossierError:
    with pytest.raises(DossierError) as caught:
        read_feed(raw, "a feed")
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def test_an_entry_of_rss_has_its_title_day_address_and_text() -> None:
    more = "<dc:creator>Ann Reed</dc:creator><guid>https://quay.example/guid</guid>"
    raw = rss(
        item(
            "Wet cellars",
            "At least 320.",
            "No more & no less.",
            link="https://quay.example/1",
            more=more,
        )
    )
    feed = read_feed(raw, "a feed")
    assert (feed.title, feed.told) == ("The Quay Post", None)
    article = article_of(feed.entries[0], "an entry")
    assert article.paragraphs == ("Wet cellars", "At least 320.", "No more & no less.")
    assert (article.title, article.outlet) == ("Wet cellars", "The Quay Post")
    assert (article.published, article.published_basis) == ("2031-03-05", "stated")
    assert (article.url, article.language) == ("https://quay.example/1", "en")
    assert article.authors == ("Ann Reed",)


def test_entries_of_atom_are_read_by_what_they_say_they_carry() -> None:
    first, second = read_feed(ATOM.encode(), "a feed").entries
    article = article_of(first, "an entry")
    assert article.paragraphs == ("Keller & Pumpen", "One < two.", "Three wet cellars.")
    # The address of the page and not of the feed; its day in its own zone, and not of a change.
    assert (article.url, article.published) == ("https://hafen.example/1", "2031-03-06")
    assert (article.language, article.outlet) == ("de", "Hafenblatt")
    plain = article_of(second, "an entry")
    assert plain.paragraphs == ("Plain", "A <b> is no tag here.", "And a second line.")
    assert (plain.url, plain.published) == (None, None)


def test_rdf_and_the_source_of_an_entry_are_read() -> None:
    raw = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel><title>All news</title></channel>
    <item><title>One</title><source url="https://x.example/">The Herald</source>
    <description>Text.</description></item></rdf:RDF>"""
    (entry,) = read_feed(raw, "a feed").entries
    assert (entry.title, entry.outlet, entry.text) == ("One", "The Herald", "Text.")


def test_the_longest_text_of_an_entry_is_taken() -> None:
    more = "<content:encoded>&lt;p&gt;All of the text, not as above.&lt;/p&gt;</content:encoded>"
    (entry,) = read_feed(rss(item("T", "Short.", more=more)), "a feed").entries
    assert article_of(entry, "x").paragraphs == ("T", "All of the text, not as above.")


def test_what_a_feed_carries_little_of_is_said() -> None:
    only, short, long = read_feed(
        rss(
            "<item><title>Only a title</title></item>",
            item("S", "Short."),
            item("L", "long " * 200),
        ),
        "a feed",
    ).entries
    assert feeds.ONLY_TITLE in article_of(only, "x").remarks
    assert article_of(only, "x").paragraphs == ("Only a title",)
    assert feeds.ONLY_SUMMARY in article_of(short, "x").remarks
    assert feeds.ONLY_SUMMARY not in article_of(long, "x").remarks
    with pytest.raises(DossierError, match="without a title and without text"):
        article_of(only._replace(title=None), "x")


def test_a_script_in_an_entry_is_no_text() -> None:
    text = "<script>var killed = 900</script><style>p{}</style><p>Seen.</p>"
    assert read_fragment(text.encode()).paragraphs == ("Seen.",)
    with pytest.raises(UnreadableError, match=EMPTY):
        read_fragment(b"<script>x</script>")


def test_cells_and_lines_of_a_fragment_stay_apart() -> None:
    text = "<table><tr><td>killed</td><td>300</td></tr></table>One<br>two\nthree"
    assert read_fragment(text.encode()).paragraphs == ("killed | 300", "One", "two three")


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE, '<!DOCTYPE rss [<!ENTITY % p "x">]>'])
def test_a_feed_that_declares_entities_is_refused(before: str) -> None:
    raw = rss("<item><title>&b;</title></item>", before=before)
    assert kind_of(raw) == FEED
    assert "declares entities" in str(refused(raw))


def test_a_billion_laughs_is_refused_before_the_first() -> None:
    twice = [f"&l{n - 1};&l{n - 1};" if n else "ha" for n in range(40)]
    laughs = "".join(f'<!ENTITY l{n} "{text}">' for n, text in enumerate(twice))
    assert "declares entities" in str(
        refused(rss("<item><title>&l39;</title></item>", before=f"<!DOCTYPE rss [{laughs}]>"))
    )


def test_a_doctype_alone_is_no_harm() -> None:
    before = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
    (entry,) = read_feed(
        rss("<item><title>One &nbsp;two</title></item>", before=before), "f"
    ).entries
    assert entry.title == "One two"


def test_opml_is_not_fetched_and_says_so() -> None:
    raw = b'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="http://x/"/></body></opml>'
    assert kind_of(raw) == OPML
    assert "none of them is fetched" in str(refused(raw))


def test_entries_before_a_damage_are_kept_and_the_damage_is_told() -> None:
    raw = rss(item("One", "Text."), item("Two", "Text."))
    feed = read_feed(raw[: raw.index(b"Two")], "a feed")
    assert [entry.title for entry in feed.entries] == ["One"]
    assert feed.told is not None
    assert "damaged at line 1" in feed.told
    assert "no entry can be read" in str(refused(rss(item("One"))[:200]))


def test_what_is_nested_without_end_is_refused() -> None:
    assert "deeper" in str(refused(rss("<item>" + "<a>" * 5000)))


def test_other_files_are_no_feeds() -> None:
    for raw in (
        b"",
        b"text",
        b"<html><body>rss</body></html>",
        b"<!-- <rss> -->",
        b"<x><rss/></x>",
    ):
        assert kind_of(raw) is None
    assert kind_of('\ufeff<?xml version="1.0"?>\n<!-- a -->\n<rss/>'.encode()) == FEED
    assert kind_of("<feed/>".encode("utf-16")) == FEED


def test_a_feed_in_another_encoding_is_read() -> None:
    raw = rss(item("Число", "Не менее 300.")).decode().replace("utf-8", "windows-1251")
    (entry,) = read_feed(raw.encode("cp1251"), "a feed").entries
    assert entry.title == "Число"


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "99 Xyz 2031",
        "2031-13-45",
        "Mon, 99 Mar 2031 10:00:00",
        "0001-01-01",
        "x" * 9000,
    ],
)
def test_a_day_that_is_none_is_left_out(date: str) -> None:
    (entry,) = read_feed(
        rss(f"<item><title>t</title><pubDate>{date}</pubDate></item>"), "f"
    ).entries
    assert entry.published is None


def test_an_address_that_is_none_is_left_out() -> None:
    (entry,) = read_feed(
        rss("<item><title>t</title><link>javascript:x()</link></item>"), "f"
    ).entries
    assert entry.url is None


@given(
    st.lists(
        st.sampled_from(
            [*"<>&;/ \n'\"=!-[]x1", "<item>", "</item>", "<title>", "<!ENTITY", "&lt;"]
        ),
        max_size=60,
    )
)
def test_any_feed_is_read_or_refused_in_a_line(parts: list[str]) -> None:
    try:
        found = [entry.title or "" for entry in read_feed(rss("".join(parts)), "a feed").entries]
    except DossierError as error:
        found = [str(error)]
    assert all("\n" not in line for line in found)
