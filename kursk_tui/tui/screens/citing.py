"""The article of what the cursor is on, opened or cited: a part of every screen that has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kursk_tui.dossier.holding import Facet
from kursk_tui.dossier.selecting import known
from kursk_tui.model.addresses import web_address
from kursk_tui.model.records import Claim, Source
from kursk_tui.tui.browser import no_browser, open_page
from kursk_tui.tui.screens.listing import CITED, ListScreen
from kursk_tui.words.records import citation, source_citation

ARTICLE, ARCHIVED = "article", "archived"
# What of a document each command opens, and as what a message names it.
_NAMES = {ARTICLE: "address", ARCHIVED: "archived copy"}
_OPENED = {ARTICLE: "article", ARCHIVED: "archived copy"}
CITATION, ADDRESS, ID, BIBTEX, CSL_JSON = "citation", "address", "id", "BibTeX", "CSL-JSON"


def leads_to_article(target: Facet | None) -> Facet | None:
    """What a line leads to, where that is a claim or a document."""
    return target if target is not None and target.kind in ("claim", "source") else None


class Citing:
    """The commands that open or copy.

    `look` tells the claim or the document at the cursor, and `missing` where there is one when
    it finds none, as `go to a claim (2)`. `which` says of what was found which of several it is.
    """

    def __init__(
        self,
        screen: ListScreen,
        look: Callable[[], Facet | None],
        missing: Callable[[], str],
        which: Callable[[Facet], str] = lambda _: "",
    ) -> None:
        self._screen, self._look = screen, look
        self._missing, self._which = missing, which
        # What was copied last, and as what.
        self._copied: Facet | Sequence[Facet] | None = None
        self._form = CITATION

    # ---- opening

    def do_article(self) -> None:
        """Open the article, or copy its address where no browser is."""
        self._open(ARTICLE)

    def do_archived(self) -> None:
        """Open the archived copy of the article, or copy its address."""
        self._open(ARCHIVED)

    def _open(self, command: str) -> None:
        facet = self._subject()
        if facet is None:
            self._screen.say(f"{self._missing()} to open its {_OPENED[command]}")
            return
        source, _ = self._records(facet)
        recorded = source.url if command == ARTICLE else source.archived
        address = web_address(recorded)
        of = self._which(facet)
        if address is not None:
            self._show(address, of)
        elif recorded:
            said = f"{source.id} has no web address: {recorded}"
            self._screen.say(f"{said}{self._instead(source, command)}")
        else:
            missing = f"no {_NAMES[command]} of {source.id} is recorded"
            self._screen.say(f"{missing}{self._instead(source, command)}")

    def _instead(self, source: Source, command: str) -> str:
        """The key of the other command, where that has something to open."""
        other = ARCHIVED if command == ARTICLE else ARTICLE
        there = source.archived if other == ARCHIVED else source.url
        if web_address(there) is None:
            return ""
        return f"; {self._screen.key(other)} opens its {_OPENED[other]}"

    def _show(self, address: str, of: str) -> None:
        if self._screen.host.is_tour:
            self._screen.say(f"the page{of}: {address}")
            return
        why = no_browser()
        if why:
            self._copy_instead(address, of, why)
            return
        self._screen.say(f"opening{of}: {address}")

        def work() -> Callable[[], None]:
            if open_page(address):
                return _nothing
            return partial(self._copy_instead, address, of, "no browser could be started")

        self._screen.host.behind(work)

    def _copy_instead(self, address: str, of: str, why: str) -> None:
        self._send(address)
        self._screen.say(f"{why}: address{of} sent to the terminal: {address}")

    # ---- copying

    def do_copy(self) -> None:
        """Cite what is at the cursor, or all that is marked; pressed again, the next form."""
        marked = self._screen.host.marked
        if marked:
            self._copy_all([Facet(kind, id) for kind in CITED for id in marked.of(kind)])
            return
        facet = self._subject()
        if facet is None:
            self._screen.say(f"{self._missing()} to copy its citation")
            return
        source, claim = self._records(facet)
        forms = [CITATION, ADDRESS, ID, BIBTEX, CSL_JSON]
        if web_address(source.url) is None:
            forms.remove(ADDRESS)
        is_next = self._screen.is_again and facet == self._copied and self._form in forms
        place = (forms.index(self._form) + 1) % len(forms) if is_next else 0
        self._copied, self._form = facet, forms[place]
        text = self._send(self._text(self._form, source, claim))
        after = f"{self._screen.key('copy')} again: {forms[(place + 1) % len(forms)]}"
        self._screen.say(f"{self._form}{self._which(facet)} sent to the terminal ({after}): {text}")

    def _copy_all(self, facets: Sequence[Facet]) -> None:
        """Cite several in one line: a shell would carry out what stands before a line break."""
        if not facets:
            text = self._screen.host.marked.text
            self._screen.say(f"claims and documents are cited; marked: {text}")
            return
        forms = [CITATION, ADDRESS, ID, BIBTEX, CSL_JSON]
        is_next = self._screen.is_again and self._copied == facets
        place = (forms.index(self._form) + 1) % len(forms) if is_next else 0
        self._copied, self._form = facets, forms[place]
        texts = [self._text(self._form, *self._records(facet)) for facet in facets]
        self._send(_joined(self._form, list(dict.fromkeys(filter(None, texts)))))
        after = f"{self._screen.key('copy')} again: {forms[(place + 1) % len(forms)]}"
        what = f"{self._form} of {self._screen.host.marked.text}"
        self._screen.say(f"{what} sent to the terminal ({after})")

    def _text(self, form: str, source: Source, claim: Claim | None) -> str:
        dossier = self._screen.host.workspace.whole
        if form == ADDRESS:
            return web_address(source.url) or ""
        if form == ID:
            return source.id if claim is None else claim.id
        if form == CITATION:
            return source_citation(dossier, source) if claim is None else citation(dossier, claim)
        from kursk_tui.export.references import bibtex, csl_json

        return (bibtex if form == BIBTEX else csl_json)(dossier, source, claim)

    def _send(self, text: str) -> str:
        """Send a line to the clipboard, which is the terminal's: through the door, as all is."""
        clean = self._screen.door.clean(text)
        self._screen.app.copy_to_clipboard(clean)
        return clean

    # ---- what is at the cursor

    def _subject(self) -> Facet | None:
        facet = leads_to_article(self._look())
        return facet if facet and known(self._screen.host.workspace.whole, facet) else None

    def _records(self, facet: Facet) -> tuple[Source, Claim | None]:
        dossier = self._screen.host.workspace.whole
        if facet.kind == "source":
            return dossier.sources[facet.id], None
        claim = dossier.claims[facet.id]
        return dossier.sources[claim.source], claim


def _joined(form: str, texts: Sequence[str]) -> str:
    """Several texts of a form as one line: citations, one list of CSL-JSON, else side by side."""
    if form == CSL_JSON:
        # Each is a list of one item.
        return f"[{', '.join(text[1:-1] for text in texts)}]"
    return ("; " if form == CITATION else " ").join(texts)


def _nothing() -> None:
    """The browser has the page."""
