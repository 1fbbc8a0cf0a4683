"""The review of an article: the passage, what is proposed of it, and what one decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kursk_tui.analysis.disagreements.listing import Row, competing
from kursk_tui.dossier.holding import Facet
from kursk_tui.intake.review.forms import Draft, Problem
from kursk_tui.intake.review.session import Outcome, Review
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.text import plural
from kursk_tui.store.errors import DossierError
from kursk_tui.tui.display import Display
from kursk_tui.tui.host import Host
from kursk_tui.tui.panes.detail import Entry
from kursk_tui.tui.screens.form import FormScreen, Titles
from kursk_tui.words.asides import REASONS
from kursk_tui.words.phrases import times

FIRST_PARAGRAPHS = 4


class ReviewFilling:
    """The document or the proposal at hand, as it is proposed or as it was left."""

    def __init__(self, review: Review, door: Display, key: Callable[[str], str]) -> None:
        self._review, self._door, self._key = review, door, key

    @property
    def sheet(self) -> Sheet | None:
        """That of the form at hand."""
        return self._review.sheet

    @property
    def draft(self) -> Draft:
        """As it is proposed, or as it was left."""
        return self._review.draft

    @property
    def refused(self) -> Sequence[Problem]:
        """What kept the form out of the dossier."""
        return self._review.problems

    def titles(self, width: int) -> Titles:
        """How far one is comes first; the title says which article, not all of it."""
        review = self._review
        title = review.queue.article.title or "article without a title"
        crumb = self._door.fit(title, max(12, width - max(50, len(review.progress) + 20)))
        item = review.item
        if review.number is not None:
            paragraph = review.number.proposal.paragraph
            return Titles(review.progress, crumb, f"¶{paragraph}", "NUMBER, NOT PROPOSED")
        if item is None:
            return Titles(review.progress, crumb, "ARTICLE", "DOCUMENT")
        state = "" if item.state == "open" else f" ({item.state})"
        return Titles(review.progress, crumb, f"¶{item.proposal.paragraph}", f"CLAIM{state}")

    def put(self, field: str, text: str) -> None:
        """Kept at once, so that nothing typed is lost."""
        self._review.set(field, text)

    def above(self) -> list[Entry]:
        """The passage with the figure marked; at the document, what is known of it."""
        review = self._review
        article, item = review.queue.article, review.item
        if item is not None:
            mark = (item.proposal.start, item.proposal.end)
            return [Entry("", review.passage, mark=mark, dims=review.others), *self._sums()]
        if review.number is not None:
            number = review.number.proposal
            mark = (number.start, number.end)
            return [
                Entry("", review.passage, mark=mark, dims=review.others),
                Entry("why not", REASONS[review.number.why]),
                Entry("", f"{self._key('accept')} makes a proposal of it", "dim"),
            ]
        if not review.is_document:
            add = self._key("add")
            found = f"no figure was found in this article{review.left_out}"
            return [Entry("", f"{found}; {add} in the explorer adds one")]
        entries = [Entry("seen", line, "warning") for line in review.queue.seen]
        entries += self._sums()
        entries += [Entry("remark", line) for line in article.remarks]
        entries += [Entry("text", text) for text in article.paragraphs[:FIRST_PARAGRAPHS]]
        return entries

    def _sums(self) -> list[Entry]:
        """What the text adds up: above all where it does not."""
        review, entries = self._review, []
        for line in review.sums:
            state = "taken" if line.taken else f"{self._key('take-sum')} takes it"
            words = line.words if review.is_document else f"{line.words} · {state}"
            entries.append(Entry("sum", words, "" if line.adds_up else "warning"))
        return entries


class ReviewScreen(FormScreen):
    """`a` keeps the claim, `s` skips it, `p` splits it, Enter edits a field, `n` `N` walk.

    The walk goes to the numbers that are not proposed too: there `a` makes a proposal of one.
    `left` is told how far one was when one leaves; `compete` shows what competes with a claim.
    """

    def __init__(
        self,
        host: Host,
        review: Review,
        left: Callable[[str], None],
        compete: Callable[[str], None],
    ) -> None:
        super().__init__(host, ReviewFilling(review, host.door, self.key))
        self.review, self._left, self._compete = review, left, compete
        self.last_kept: str | None = None

    def on_mount(self) -> None:
        """Show where the review was left."""
        names = {"next-proposal": "next", "competing": "against"}
        ids = ("skip", "split", "next-proposal", "back", "undo", "competing", "help")
        keys = [self.hint(id, names.get(id, id)) for id in ids]
        edit = self.hint("drill", "edit")
        self.bottom.hint([*self.hints("accept"), edit, *keys])
        queue = self.review.queue
        if queue.source is not None and not queue.count("open"):
            self.say(
                f"already imported as {queue.source}, and fully reviewed{self.review.left_out}"
            )
        elif queue.seen:
            self.say(queue.seen[0])

    def recorded(self) -> Facet | None:
        """The claim that was kept, else the document once it is accepted."""
        claim, source = self.review.item and self.review.item.claim, self.review.queue.source
        if claim is not None:
            return Facet("claim", claim)
        return Facet("source", source) if source is not None else None

    # ---- commands

    def do_accept(self) -> None:
        """Put it into the dossier and say at once what it disagrees with."""
        was_aside = self.review.number is not None
        outcome = self._decide(self.review.accept)
        if outcome is None:
            return
        if was_aside:
            # A proposal now: what it counts is what is to be said of it.
            self.rows.move_to_item("measure")
            self.say(outcome.message)
            return
        if outcome.claim is None:
            # What is wrong, not what was meant, is what the cursor should be on.
            if outcome.problems:
                self.rows.move_to_item(outcome.problems[0].field)
            self.say(outcome.message, look="error" if outcome.problems else "message")
            if not outcome.problems:
                self._tell_app()
            return
        self.last_kept = outcome.claim
        rows = self._disagreeing(outcome.claim)
        end = "" if self.review.queue.count("open") else f"; all decided{self.review.left_out}"
        also = f"; {outcome.also}" if outcome.also else ""
        self.say(f"{outcome.message}{end}: {self._gravest(rows)}{also}")
        self._tell_app()

    def do_drill(self) -> None:
        """Edit the field at the cursor, of what is not kept yet."""
        item = self.review.item
        if item is not None and item.state == "kept":
            edit, undo = self.key("edit"), self.key("undo")
            self.say(f"kept, as {item.claim}: {edit} in the explorer edits it, {undo} undoes that")
        else:
            self.form.do_drill()

    def do_skip(self) -> None:
        """Leave it out."""
        self._say(self._decide(self.review.skip))

    def do_split(self) -> None:
        """A second claim of the same passage."""
        self._say(self._decide(self.review.split))

    def do_next_proposal(self) -> None:
        """To the next proposal, decided or not."""
        self._move(1)

    def do_previous_proposal(self) -> None:
        """To the proposal before."""
        self._move(-1)

    def do_undo(self) -> None:
        """Take the last edit of the dossier back."""
        self._say(self._decide(self.review.undo))
        self._tell_app()

    def do_take_sum(self) -> None:
        """Take the sum that the text makes of this figure and others, or leave it again."""
        self._say(self._decide(self.review.take_sum))
        self._tell_app()

    def do_competing(self) -> None:
        """What competes with the claim that was kept last."""
        if self.last_kept not in self.review.dossier.claims:
            self.last_kept = None
        if self.last_kept is None:
            accept = self.key("accept")
            self.say(f"keep a claim first ({accept}): then this shows what it disagrees with")
        else:
            self._compete(self.last_kept)

    do_disagreements = do_competing

    def do_back(self) -> None:
        """Leave; what is open stays in the queue."""
        left = self.review.queue.count("open")
        self.dismiss()
        source = self.review.queue.source
        go_on = f"{self.key('import')} goes on"
        if source is None:
            self._left(f"left: the document is not in the dossier yet; {go_on}")
        else:
            more = f"{plural(left, 'proposal')} left; {go_on}" if left else "all decided"
            self._left(f"{source}: {more}")

    def _move(self, step: int) -> None:
        if self.review.move(step):
            self.form.show()
            self.rows.move_to(0)
        else:
            self.say(self._no_way(step))

    def _no_way(self, step: int) -> str:
        if self.review.is_document:
            waiting = plural(len(self.review.queue.items), "proposal")
            return f"accept the document first ({self.key('accept')}); {waiting} follow"
        return "no further proposal" if step > 0 else "this is the first"

    def _decide(self, decision: object) -> Outcome | None:
        assert callable(decision)
        try:
            outcome: Outcome = decision()
        except DossierError as error:
            self.say(self.told("not kept", error), look="error")
            return None
        cursor = self.rows.cursor
        self.form.show()
        if outcome.problems:
            self.rows.move_to_item(cursor or "")
        else:
            self.rows.move_to(0)
        return outcome

    def _say(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            is_through = self.review.queue.items and not self.review.queue.count("open")
            end = f"; all decided{self.review.left_out}" if is_through else ""
            self.say(outcome.message + end)

    def _tell_app(self) -> None:
        """Let the explorer below show what is in the file now; it says nothing of it."""
        self.host.edited()

    def _disagreeing(self, claim: str) -> list[Row]:
        dossier = self.review.dossier
        if claim not in dossier.claims:
            return []
        rows = list(competing(dossier, claim))
        return [row for row in rows if row.severity > 0]

    def _gravest(self, rows: Sequence[Row]) -> str:
        """`4 disagreements (c), gravest: conflict 5.7x`: what is cut off last is told least."""
        if not rows:
            return "nothing in the dossier disagrees"
        first = rows[0]
        gap = f" {gap}x" if (gap := times(first.gap)) else ""
        key = self.key("competing")
        return f"{plural(len(rows), 'disagreement')} ({key}), gravest: {first.kind}{gap}"
