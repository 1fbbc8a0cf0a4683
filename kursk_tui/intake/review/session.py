"""One article under review: a form at a time, and what a person decides about it.

Knows no screen: the explorer draws it, tests and other front ends can drive it. Every decision
is on the disk before it is told, in the queue and (what is accepted) in the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kursk_tui.dossier import editing
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.intake.documents import text_copies as shelf
from kursk_tui.intake.language.proposals import SeenNumber
from kursk_tui.intake.language.texts import read
from kursk_tui.intake.proposers.settling import settled
from kursk_tui.intake.review.adding import Line, completed, is_left, lines
from kursk_tui.intake.review.building import build_claim, build_source, next_claim_id, place_of
from kursk_tui.intake.review.drafting import document_because, document_draft, suggest
from kursk_tui.intake.review.forms import CLAIM, SOURCE, Built, Draft, Field, Problem
from kursk_tui.intake.review.queue import KEPT, OPEN, SKIPPED, Adding, Item, Queue, save
from kursk_tui.intake.review.refusals import problem_of, question, refusal
from kursk_tui.intake.review.retelling import retold, told_of
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.records import Row
from kursk_tui.model.text import plural
from kursk_tui.store.authorship import now
from kursk_tui.store.errors import DossierError
from kursk_tui.words.asides import more

# The place of the document's own form, before that of the first proposal.
DOCUMENT = -1
_SPLIT, _PROMOTED = "split", "promoted"


class Outcome(NamedTuple):
    """What came of a decision: a line to tell; the claim that was kept, or what is wrong.

    `also` is what was changed beside, for where there is room.
    """

    message: str
    claim: str | None = None
    problems: tuple[Problem, ...] = ()
    also: str = ""


class Review:
    """The queue of one article, at a place in it. Raises DossierError where a disk refuses.

    `key` tells the key of a command, which is what a reader who is to use it knows it by.
    """

    def __init__(
        self,
        dossier: Dossier,
        queue: Queue,
        *,
        author: str,
        texts: str,
        key: Callable[[str], str],
        clock: Callable[[], str] = now,
    ) -> None:
        self.dossier, self.queue = dossier, queue
        self._author, self._texts, self._key, self._clock = author, texts, key, clock
        self.problems: tuple[Problem, ...] = ()
        # What was done in this sitting, the last at the end: what, and at which place.
        self._steps: list[tuple[str, int]] = []
        self.place = DOCUMENT
        # The number at hand that is not proposed, by its place among them; None at a form.
        self.aside: int | None = None
        # Numbers made proposals in this sitting, the last at the end.
        self._promoted: list[SeenNumber] = []
        self.draft: Draft = {}
        # What can be told of the form at hand; None where there is none.
        self.sheet: Sheet | None = None
        # The form as it was when one was asked about a doubt: who accepts it again has answered.
        self._answered: Draft | None = None
        self._reopen()
        if self.queue.source is not None:
            self._shelve(self.queue.source)
        items = enumerate(self.queue.items)
        self.go_to(next((n for n, item in items if item.state == OPEN), 0))

    # ---- where one is

    @property
    def is_document(self) -> bool:
        """Whether the form at hand is that of the document."""
        return self.place == DOCUMENT

    @property
    def item(self) -> Item | None:
        """The proposal at hand; None at the document, or where there is no proposal."""
        if self.aside is not None:
            return None
        return self.queue.items[self.place] if 0 <= self.place < len(self.queue.items) else None

    @property
    def number(self) -> SeenNumber | None:
        """The number at hand that is not proposed, if it is one."""
        return self.queue.more[self.aside] if self.aside is not None else None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The lines of the form at hand."""
        if self.item is None and not self.is_document:
            return ()
        return SOURCE if self.is_document else CLAIM

    @property
    def passage(self) -> str:
        """The paragraph that the proposal or number at hand stands in; empty at the document."""
        here = self.item or self.number
        return self.queue.article.paragraphs[here.proposal.paragraph - 1] if here else ""

    @property
    def others(self) -> tuple[tuple[int, int], ...]:
        """Where in the passage there are numbers that are not proposed."""
        here = self.item or self.number
        if here is None:
            return ()
        numbers = (seen.proposal for seen in self.queue.more)
        return tuple((n.start, n.end) for n in numbers if n.paragraph == here.proposal.paragraph)

    @property
    def progress(self) -> str:
        """`12 of 37 · 5 kept · 2 skipped · 3 more numbers seen`."""
        queue = self.queue
        seen = f" · {more(len(queue.more))}" if queue.more else ""
        if self.is_document:
            return f"the document, then {plural(len(queue.items), 'proposal')}{seen}"
        if self.aside is not None:
            return f"not proposed: {self.aside + 1} of {plural(len(queue.more), 'number')} seen"
        total = len(queue.items)
        place = f"{self.place + 1} of {total}" if total else "no proposal"
        return f"{place} · {queue.count(KEPT)} kept · {queue.count(SKIPPED)} skipped{seen}"

    def go_to(self, place: int) -> None:
        """Take up another form, as it was left or as it is proposed."""
        self.aside = None
        if self.queue.source is None:
            place = DOCUMENT
        self.place = min(max(place, 0), max(0, len(self.queue.items) - 1)) if place >= 0 else place
        if self.queue.source is not None and self.place == DOCUMENT:
            self.place = 0
        self.problems, self.sheet = (), None
        if self.is_document:
            self.draft = self._document_draft()
            self.sheet = Sheet(
                self.dossier,
                "sources",
                proposed=self.draft,
                because=document_because(self.queue.article),
            )
            return
        item, source = self.item, self.queue.source
        if item is None or source is None:
            self.draft = {}
            return
        whole = self.queue.claim_of(item.proposal.of)
        suggested = suggest(
            self.dossier,
            item.proposal,
            publisher=self._publisher(),
            published=self._published(),
            paragraph=self.passage,
            whole=whole,
            language=self.dossier.sources[source].language,
        )
        self.sheet = Sheet(
            self.dossier,
            "claims",
            source=source,
            id=item.claim or next_claim_id(self.dossier, source, item.proposal.paragraph),
            before=self.dossier.raw_rows("claims").get(item.claim or ""),
            proposed=suggested.draft,
            because=suggested.because,
            doubted=suggested.doubts,
            paragraph=self.passage,
            is_share=item.proposal.of is not None,
        )
        self.draft = dict(suggested.draft if item.draft is None else item.draft)
        if item.state == OPEN and whole and self.draft.get("written") and not self.draft.get("of"):
            # What was left before its whole was kept could not name it yet.
            self.draft["of"] = whole

    def move(self, step: int) -> bool:
        """To the proposal, or the number not proposed, `step` further on; False at an end."""
        if self.is_document:
            return False
        stops = self._stops()
        here = (True, self.aside) if self.aside is not None else (False, self.place)
        at = stops.index(here) + step if here in stops else 0
        if not 0 <= at < len(stops):
            return False
        is_aside, place = stops[at]
        if is_aside:
            self._go_aside(place)
        else:
            self.go_to(place)
        return True

    def _stops(self) -> list[tuple[bool, int]]:
        """Proposals and other numbers in the order of the text; of each whether it is none."""
        stops: list[tuple[bool, int]] = []
        places = [self.queue.place_for(seen) for seen in self.queue.more]
        for place in range(len(self.queue.items) + 1):
            stops += [(True, n) for n, at in enumerate(places) if at == place]
            if place < len(self.queue.items):
                stops.append((False, place))
        return stops

    def _go_aside(self, number: int) -> None:
        """Take up a number that is not proposed: it has no form, but a reason."""
        self.aside = number
        self.problems, self.sheet, self.draft = (), None, {}

    def promote(self) -> Outcome:
        """Make a proposal of the number at hand, its bounds and hedge as they are read."""
        seen = self.number
        if seen is None or self.aside is None:
            return Outcome("only a number that is not proposed can be made a proposal")
        place = self.queue.place_for(seen)
        queue = self.queue.inserted(place, Item(seen.proposal))
        rest = (*queue.more[: self.aside], *queue.more[self.aside + 1 :])
        self._save(queue._replace(more=rest))
        self._steps.append((_PROMOTED, place))
        self._promoted.append(seen)
        self.go_to(place)
        return Outcome("a proposal now: say what it counts")

    @property
    def left_out(self) -> str:
        """`; 3 more numbers seen (n)`, where there are any: what else one may look at."""
        if not self.queue.more:
            return ""
        return f"; {more(len(self.queue.more))} ({self._key('next-proposal')})"

    # ---- deciding

    def set(self, field: str, text: str) -> None:
        """Write into the form, and make anew what follows from that; it is kept as it is left.

        That of a kept claim stays as it is.
        """
        item = self.item
        if item is not None and item.state == KEPT:
            return
        if self.sheet is None:
            return
        self.draft = self.sheet.renewed(self.draft, field, text)
        self.problems = tuple(p for p in self.problems if p.field != field)
        if self.is_document:
            self._save(self.queue._replace(draft=dict(self.draft)))
        elif item is not None:
            self._save(self.queue.with_item(self.place, item._replace(draft=dict(self.draft))))

    def accept(self) -> Outcome:
        """Put what the form says into the dossier, and go on to the next open proposal."""
        if self.is_document:
            return self._accept_document()
        if self.aside is not None:
            return self.promote()
        if self.item is None:
            return Outcome("there is nothing to accept")
        self.dossier = self.dossier.reload()
        self._reopen()
        item, source = self.queue.items[self.place], self.queue.source
        if source is None:
            self.go_to(DOCUMENT)
            what = "the document was taken out of the dossier; it comes first again"
            return Outcome(f"not kept: {what}", None, (Problem("", what),))
        if item.state == KEPT:
            edit = self._key("edit")
            return Outcome(f"kept already, as {item.claim}; {edit} in the explorer edits it")
        if item.state == SKIPPED:
            return Outcome(f"skipped; {self._key('skip')} takes it up again")
        paragraph = item.proposal.paragraph
        built = build_claim(
            self.dossier,
            self.draft,
            source=source,
            id=next_claim_id(self.dossier, source, paragraph),
            place=place_of(self.queue.article.paragraphs, paragraph),
            proposer=item.proposal.proposer,
        )
        if isinstance(built, list):
            return self._refuse(built)
        if item.proposal.of is not None and built.row["of"] is None and built.row["figure"]:
            what = "it names no whole: keep that first, or name a claim"
            what = f"{what}; a split ({self._key('split')}) needs none"
            return self._refuse([Problem("of", what)])
        slips = self.sheet.slips(self.draft) if self.sheet is not None else []
        if slips and self._answered != self.draft:
            self._answered = dict(self.draft)
            asked = question(slips[0], CLAIM, self._key("accept"))
            return Outcome(asked, None, tuple(slips))
        id = built.row["id"]
        done = item._replace(state=KEPT, draft=dict(self.draft), claim=id)
        queue = self.queue.with_item(self.place, done)
        queue, sums = completed(self.dossier, queue, self.place, id)
        what = f"claim {id}: {built.row['statement']}"
        others = retold(self.dossier, built)
        refused = self._make(built, "claims", what, queue, [*sums, *others])
        if refused is not None:
            return refused
        self._go_on()
        summed = f", with the sum {sums[0].id}" if sums else ""
        return Outcome(f"kept: {id}{summed}", id, also=told_of(others))

    @property
    def sums(self) -> list[Line]:
        """What is told of the sums of the proposal at hand; at the document, of all."""
        if self.is_document:
            return lines(self.queue)
        return lines(self.queue, self.place) if self.item is not None else []

    def take_sum(self) -> Outcome:
        """Take the sum of the proposal at hand, or leave it again: it goes in with its claims.

        Where all its claims are kept already it goes in at once. Of several sums the next one.
        """
        told = self.sums if self.item is not None else []
        if not told:
            return Outcome("no sum in the text has this as its total or a part")
        number = next((line.number for line in told if not line.taken), told[-1].number)
        each = self.queue.sums[number]
        if each.identity is not None:
            return Outcome(f"in the dossier, as {each.identity}; {self._key('undo')} undoes that")
        if each.taken:
            for line in told:
                queue_sum = self.queue.sums[line.number]
                if queue_sum.identity is None:
                    self._save(self.queue.with_sum(line.number, queue_sum._replace(taken=False)))
            return Outcome("the sum is left out")
        if is_left(self.queue, number):
            return Outcome(f"one of its claims is skipped; {self._key('skip')} there takes it up")
        wanted = self.queue.with_sum(number, each._replace(taken=True))
        self.dossier = self.dossier.reload()
        queue, changes = completed(self.dossier, wanted, None, None)
        if not changes:
            self._save(wanted)
            return Outcome("taken: the sum goes in with the last of its claims")
        return self._make_sums(queue, changes)

    def _make_sums(self, queue: Queue, changes: list[Change]) -> Outcome:
        before, id = self.queue, changes[0].id
        self._save(queue)
        what = f"sum {id}: as the text adds up"
        try:
            editing.make(self.dossier, changes, what, author=self._author, clock=self._clock)
        except DossierError as error:
            self._save(before)
            return self._refuse([problem_of(error, "identities", ())])
        self._steps.append((KEPT, self.place))
        self.dossier = self.dossier.reload()
        return Outcome(f"kept: {id}")

    def skip(self) -> Outcome:
        """Leave the proposal out, and go on to the next; a skipped one is taken up again."""
        item = self.item
        if self.aside is not None:
            return Outcome(f"it is left out already; {self._key('accept')} makes a proposal of it")
        if item is None:
            return Outcome("the document comes first; accept it, or leave")
        if item.state == KEPT:
            return Outcome(f"kept already, as {item.claim}; {self._key('undo')} undoes that")
        state = OPEN if item.state == SKIPPED else SKIPPED
        self._save(self.queue.with_item(self.place, item._replace(state=state)))
        # Only when it is saved: what did not come about is not undone.
        self._steps.append((item.state, self.place))
        if state == OPEN:
            return Outcome("taken up again")
        self._go_on()
        return Outcome("skipped")

    def split(self) -> Outcome:
        """A second proposal of the same passage, behind this one, to be worded otherwise."""
        item = self.item
        if item is None:
            return Outcome("only a proposal can be split")
        twin = Item(item.proposal._replace(of=None), OPEN, dict(self.draft))
        at = self.place + 1
        self._save(self.queue.inserted(at, twin))
        self._steps.append((_SPLIT, at))
        self.go_to(at)
        before = self._key("previous-proposal")
        return Outcome(f"split: this is the second; the first stands before it ({before})")

    def undo(self) -> Outcome:
        """Take back the last step: a skip, a split, or an edit of the dossier.

        A proposal that was kept by the edit is open again. Steps of an earlier sitting other
        than edits are not remembered.
        """
        if self._steps and self._steps[-1][0] != KEPT:
            return self._step_back()
        self.dossier = self.dossier.reload()
        edit = editing.undo(self.dossier, author=self._author, clock=self._clock)
        if edit is None:
            return Outcome("nothing of yours to undo")
        # Only what was taken back is forgotten: a refused undo can be tried again.
        del self._steps[-1:]
        self.dossier = self.dossier.reload()
        gone = [c.id for c in edit.changes if c.after is None]
        place = next((n for n, i in enumerate(self.queue.items) if i.claim in gone), self.place)
        self._reopen()
        self.go_to(place)
        return Outcome(edit.what)

    # ---- inside

    def _step_back(self) -> Outcome:
        what, place = self._steps[-1]
        if what == _SPLIT:
            self._save(self.queue.without(place))
            self._steps.pop()
            self.go_to(place - 1)
            return Outcome("undone: the split")
        if what == _PROMOTED:
            return self._put_aside(place)
        item = self.queue.items[place]
        self._save(self.queue.with_item(place, item._replace(state=what)))
        self._steps.pop()
        self.go_to(place)
        return Outcome("undone: the skip" if what == OPEN else "undone: skipped again")

    def _put_aside(self, place: int) -> Outcome:
        """Make a number of a proposal again that was one."""
        seen = self._promoted[-1]
        numbers = (*self.queue.more, seen)
        rest = sorted(numbers, key=lambda each: (each.proposal.paragraph, each.proposal.start))
        self._save(self.queue.without(place)._replace(more=tuple(rest)))
        self._steps.pop()
        self._promoted.pop()
        self._go_aside(rest.index(seen))
        return Outcome("undone: it is no proposal again")

    def _accept_document(self) -> Outcome:
        paragraphs = self.queue.article.paragraphs
        self.dossier = self.dossier.reload()
        built = build_source(
            self.dossier,
            self.draft,
            paragraphs=paragraphs,
            guessed=self.queue.article.language,
        )
        if isinstance(built, list):
            return self._refuse(built)
        id = built.row["id"]
        queue = self.queue._replace(source=id, draft=dict(self.draft))
        refused = self._make(built, "sources", f"source {id}: {built.row['title']}", queue)
        if refused is not None:
            return refused
        self._read_anew(built.row)
        message = f"kept: source {id}{self._shelve(id)}"
        self.go_to(0)
        return Outcome(message)

    def _read_anew(self, source: Row) -> None:
        """Read the article again: whose page it is, and of which day, is known only now."""
        items, paragraphs = self.queue.items, self.queue.article.paragraphs
        if any(item.proposal.proposer is not None for item in items):
            # Asked once: what it proposed stays, read as a page of this publisher and day.
            proposals = settled(
                self.dossier,
                paragraphs,
                [item.proposal for item in items],
                publisher=source["publisher"],
                published=source["published"],
            )
            pairs = zip(items, proposals, strict=True)
            self._save(self.queue._replace(items=tuple(i._replace(proposal=p) for i, p in pairs)))
        elif all(item.state == OPEN and item.draft is None for item in items):
            found = read(
                self.dossier,
                paragraphs,
                language=source["language"],
                publisher=source["publisher"],
                published=source["published"],
            )
            items = tuple(map(Item, found.proposals))
            told = tuple(map(Adding, found.sums))
            self._save(self.queue._replace(items=items, more=tuple(found.seen), sums=told))
            # Other proposals stand at the places of earlier steps now.
            self._steps = self._steps[-1:]

    def _shelve(self, source: str) -> str:
        """Put the text on the shelf; what to tell where that can't be done."""
        try:
            shelf.put(self._texts, source, self.queue.article.paragraphs)
        except DossierError as error:
            return f"; its text was not kept: {error}"
        return ""

    def _make(
        self,
        built: Built,
        table: str,
        what: str,
        queue: Queue,
        more: Sequence[Change] = (),
    ) -> Outcome | None:
        """Carry the edit out; what is wrong with it, if anything.

        `queue` is what the queue is then. It is saved before the edit is made: what it says
        was kept and is not there is opened again, but what was kept and is not in it would be
        proposed, and kept, a second time after a crash or on a full disk. `more` are changes of
        the same edit.
        """
        changes = (*built.new, Change(table, built.row["id"], None, built.row), *more)
        before = self.queue
        self._save(queue)
        try:
            editing.make(self.dossier, changes, what, author=self._author, clock=self._clock)
        except DossierError as error:
            self._save(before)
            problem = problem_of(error, table, self.fields)
            return self._refuse([problem])
        self._steps.append((KEPT, self.place))
        self.dossier = self.dossier.reload()
        return None

    def _refuse(self, problems: list[Problem]) -> Outcome:
        self.problems = tuple(problems)
        return Outcome(refusal(problems, self.fields), None, self.problems)

    def _go_on(self) -> None:
        """To the next open proposal behind this one, else the first, else stay."""
        opened = [n for n, item in enumerate(self.queue.items) if item.state == OPEN]
        later = [n for n in opened if n > self.place]
        self.go_to((later or opened or [self.place])[0])

    def _reopen(self) -> None:
        """Open what was kept as a claim that is no longer there."""
        claims, sources = self.dossier.claims, self.dossier.sources
        identities = self.dossier.identities
        items = tuple(
            item._replace(state=OPEN, claim=None)
            if item.state == KEPT and item.claim not in claims
            else item
            for item in self.queue.items
        )
        source = self.queue.source if self.queue.source in sources else None
        # A sum that was taken back with its claim is to go in with it again.
        sums = tuple(
            each._replace(identity=each.identity if each.identity in identities else None)
            for each in self.queue.sums
        )
        if (items, source, sums) != (self.queue.items, self.queue.source, self.queue.sums):
            self._save(self.queue._replace(items=items, source=source, sums=sums))

    def _save(self, queue: Queue) -> None:
        save(queue, self.queue)
        self.queue = queue

    def _publisher(self) -> str:
        return self.dossier.sources[self.queue.source or ""].publisher

    def _published(self) -> str | None:
        return self.dossier.sources[self.queue.source or ""].published

    def _document_draft(self) -> Draft:
        if self.queue.draft is not None:
            return dict(self.queue.draft)
        return document_draft(self.dossier, self.queue.article)
