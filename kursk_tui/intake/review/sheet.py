"""A form on which fields follow from others: what follows, why, and what is wrong, at any moment.

A field that follows is made anew whenever what it is made of changes, unless somebody wrote
something else into it. Nobody keeps a list of what was typed: a field that holds what was made of
the others, or what was proposed, is one that nobody has touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.remarks import OWN_VOICE, SLIP, remarks
from kursk_tui.dossier.rules import record_rules
from kursk_tui.intake.language.figures import hedged
from kursk_tui.intake.language.moments import moments
from kursk_tui.intake.language.phrases import phrase
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Because
from kursk_tui.intake.language.published import Page
from kursk_tui.intake.review.building import build_claim, build_record, build_source, called
from kursk_tui.intake.review.drafting import Told, events_of, release_of, speaker, worded, wordings
from kursk_tui.intake.review.forms import (
    DATED,
    FORMS,
    LONGEST,
    Built,
    Draft,
    Field,
    Problem,
    Reader,
    new_name,
    number_text,
)
from kursk_tui.intake.review.picks import Picks, picks
from kursk_tui.intake.review.refusals import DATES, clause, field_of
from kursk_tui.model import schema
from kursk_tui.model.dates import human, is_valid
from kursk_tui.model.records import Figure, Measure, Row, builder
from kursk_tui.model.text import free_id
from kursk_tui.model.vocabulary import HEDGES, LINEAGES, MODALITIES, RELAYS, Hedge, Modality
from kursk_tui.words.choices import meant, plain_value


class Made(NamedTuple):
    """What a field comes to by the others, and why, in a few words."""

    text: str = ""
    why: str = ""


# In this order, for some of these follow from others of them.
_FOLLOWING = {
    "claims": (
        *("hedge", "low", "high", "date", "lineage", "release", "events", "population", "place"),
        *("as_of_basis", "statement"),
    ),
    "sources": ("published_basis",),
}
# Of every other table.
_OF_NAMES = ("id",)
# Emptied, they are made anew: no claim can be without.
_NEVER_EMPTY = ("statement", "lineage", "hedge")
# With these both ends are one number.
_OF_ONE_NUMBER = ("exact", "none", "about", "nearly")


class Sheet:
    """What can be told of the form of one record, whatever its fields hold.

    `source` is the document of a claim, None on the form of a document. `proposed` is the form as
    it was proposed, and `because` what that rests on; `paragraph` the text that it stands in.
    """

    def __init__(
        self,
        dossier: Dossier,
        table: str,
        *,
        source: str | None = None,
        id: str = "",
        before: Row | None = None,
        proposed: Mapping[str, str] | None = None,
        because: Sequence[Because] = (),
        paragraph: str = "",
        is_share: bool = False,
        doubted: Sequence[Because] = (),
    ) -> None:
        self.dossier, self.table, self.source = dossier, table, source
        self.fields: tuple[Field, ...] = FORMS[table]
        self._following: tuple[str, ...] = _FOLLOWING.get(table, _OF_NAMES)
        self._id, self._before, self._paragraph = id, before, paragraph
        self._proposed, self._because = dict(proposed or {}), because
        self._is_share, self._doubted = is_share, doubted
        self._usual: dict[tuple[str, str], Made] = {}
        self._of_measure: dict[str, Sequence[Row]] = {}
        self._events: dict[str, Sequence[str]] = {}

    def blank(self, given: Mapping[str, str] | None = None) -> Draft:
        """A form for a new record, with what is given and what follows from that alone."""
        draft = {field.name: "" for field in self.fields}
        usual = {
            "claims": {"modality": "asserted"},
            "sources": {"kind": "report"},
        }
        draft |= {**usual.get(self.table, {}), **(given or {})}
        for name in self._following:
            draft[name] = self.made(name, draft).text
        return draft

    def renewed(self, draft: Mapping[str, str], field: str, text: str) -> Draft:
        """The form with another text in a field, and what follows from that made anew.

        A date that is written as people do becomes the EDTF that it means.
        """
        text = self._as_date(field, text)
        before, after = draft, {**draft, field: text}
        for name in self._following:
            new = self.made(name, after).text
            if name == field:
                after[name] = text or (new if name in _NEVER_EMPTY else "")
                continue
            was, held = self.made(name, before).text, before.get(name, "")
            if new != was and (
                held in (was, self._proposed.get(name))
                or (name == "statement" and held in self._wordings(before))
            ):
                after[name] = new
        return after

    def _as_date(self, field: str, text: str) -> str:
        is_date = any(f.name == field and f.type == schema.DATE for f in self.fields)
        if not text or not is_date or is_valid(text):
            return text
        found = moments(plain(text), self._page)
        is_one = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
        return (found[0].edtf or text) if is_one else text

    @property
    def _page(self) -> Page:
        """When the document of a claim was published, from which phrases of time are read."""
        source = self.dossier.sources.get(self.source or "")
        return Page.published(source.published if source is not None else None)

    def reasons(self, draft: Mapping[str, str]) -> dict[str, str]:
        """What each field rests on, or what holds while it is empty, in a few words."""
        found: dict[str, str] = {doubt.field: doubt.what for doubt in self._of_count(draft)}
        for reason in self._because:
            name = {"figure": "written"}.get(reason.field, reason.field)
            if draft.get(name, "") == self._proposed.get(name):
                words = reason.words.strip()
                # What rests on no place in the text is not quoted from it.
                told = f"“{words}”" if reason.end > reason.start else words
                found.setdefault(name, told)
        for name in self._following:
            made = self.made(name, draft)
            if made.why and draft.get(name, "") == made.text:
                found.setdefault(name, made.why)
        if self.table == "claims":
            found |= {name: why for name, why in self._held(draft).items() if why}
        return found

    def problems(self, draft: Mapping[str, str]) -> list[Problem]:
        """What keeps the form from being a record, as far as can be told without writing it."""
        built = self.build(self.dossier, draft)
        if isinstance(built, list):
            return built
        names = {field.name for field in self.fields}
        # Under its own id: a new one is not yet that of whatever has its names.
        row = {**built.row, "id": self._id or built.row["id"]}
        found = [
            finding
            for needs, rule in self._rules
            if all(row.get(name) is not None for name in needs - {"attribution", "aliases"})
            for finding in rule(row)
        ]
        return [
            Problem(field_of(path, names) or "", clause(what, hint)) for path, what, hint in found
        ]

    def doubts(self, draft: Mapping[str, str]) -> list[Problem]:
        """What a record may say and is likely a mistake: the warnings of the check.

        They are told of a form that is not whole yet, too.
        """
        if self.source is None:
            return []
        raw_rows, measure = self.dossier.raw_rows, self._measure(draft)
        chain = [self._id_of("agents", agent) for agent in _parts(draft.get("attribution", ""))]
        dated = {name: d if is_valid(d := draft.get(name, "")) else None for name in DATES}
        row = {
            "id": self._id or "new",
            "source": self.source,
            "attribution": ["new" if agent is None else agent for agent in chain],
            "lineage": _value(draft, "lineage", LINEAGES),
            "modality": _value(draft, "modality", MODALITIES),
            "measure": measure.id if measure is not None else None,
            "figure": {"written": draft.get("written"), "date": dated["date"]},
            "as_of": dated["as_of"],
            "note": draft.get("note") or None,
        }
        told = {
            "agents": raw_rows("agents"),
            "measures": raw_rows("measures"),
            "sources": {"1": raw_rows("sources")[self.source]},
            "claims": {"1": row},
        }
        names = {field.name for field in self.fields}
        return [
            Problem(field_of(doubt.field, names) or "", clause(doubt.what, doubt.hint))
            for kind, doubt in remarks(told)
            if kind in (SLIP, OWN_VOICE)
        ]

    def slips(self, draft: Mapping[str, str]) -> list[Problem]:
        """Those doubts that one is asked about: a date after the page, or a part told as all."""
        late = [doubt for doubt in self.doubts(draft) if doubt.field in DATES]
        return late + self._of_count(draft)

    def _of_count(self, draft: Mapping[str, str]) -> list[Problem]:
        """What is doubted of a proposal's count, as long as the field is as it was proposed."""
        return [
            Problem(doubt.field, doubt.words)
            for doubt in self._doubted
            if draft.get(doubt.field, "") == self._proposed.get(doubt.field, "")
        ]

    def build(self, dossier: Dossier, draft: Mapping[str, str]) -> Built | list[Problem]:
        """The row that the form makes in a dossier, or what is wrong with the form."""
        if self.table == "sources":
            return build_source(dossier, draft, before=self._before)
        if self.source is None:
            return build_record(dossier, self.table, draft, before=self._before)
        return build_claim(dossier, draft, source=self.source, id=self._id, before=self._before)

    @cached_property
    def _rules(self) -> list[tuple[frozenset[str], Callable[[dict[str, object]], Sequence]]]:  # type: ignore[type-arg]
        names = ("agents", "scopes", "sources", "measures")
        rules = record_rules({n: self.dossier.raw_rows(n) for n in names})
        return list(rules.get(self.table, ()))

    def picks(self, field: Field, draft: Mapping[str, str]) -> Picks:
        """What a field may hold, to pick from."""
        return picks(self.dossier, field, draft, self.source)

    # ---- what follows

    def made(self, name: str, draft: Mapping[str, str]) -> Made:
        """What a field comes to by the others; nothing where they say nothing of it."""
        method: Callable[[Mapping[str, str]], Made] = getattr(self, f"_made_{name}")
        return method(draft)

    def _made_id(self, draft: Mapping[str, str]) -> Made:
        """Of a record that is there nothing: its id stays what it is."""
        name = called(draft)
        if self._before is not None or not name:
            return Made()
        by, date = self._id_of("agents", draft.get("by", "")), draft.get("date", "")
        is_dated = self.table == "events" and draft.get("kind") == "release" and by and date
        taken = self.dossier.raw_rows(self.table)
        id = free_id(
            f"{by}-{date}" if is_dated else name, taken, longest=DATED if is_dated else LONGEST
        )
        return Made(id, "made of whose it is and its date" if is_dated else "made of the name")

    def _made_published_basis(self, draft: Mapping[str, str]) -> Made:
        return Made() if draft.get("published") else Made("unknown", "there is no date")

    def _figure(self, draft: Mapping[str, str]) -> Figure | None:
        """The figure of the phrase by itself; None where that cannot be read, or is a date's."""
        written = draft.get("written", "")
        measure = self._measure(draft)
        if not written or (measure is not None and measure.basis == "date"):
            return None
        return phrase(written, self.dossier.sources[self.source or ""].language)

    def _made_hedge(self, draft: Mapping[str, str]) -> Made:
        figure = self._figure(draft)
        return Made() if figure is None else Made(figure.hedge or "", "as the phrase says")

    def _ends(self, draft: Mapping[str, str]) -> Figure | None:
        """The figure with the hedge that stands in the form, its numbers at the ends of that."""
        figure = self._figure(draft)
        hedge = _value(draft, "hedge", HEDGES)
        if figure is None or hedge is None or hedge == figure.hedge:
            return figure
        low = figure.high if figure.low is None else figure.low
        high = figure.low if figure.high is None else figure.high
        if hedge in ("few", "vague"):
            low = high = None
        elif hedge in _OF_ONE_NUMBER and low != high:
            return figure
        typed: Hedge = next(h for h in HEDGES if h == hedge)
        return hedged(figure.written, low, high, typed)

    def _made_low(self, draft: Mapping[str, str]) -> Made:
        figure = self._ends(draft)
        return Made() if figure is None else _end(figure.low, figure.high, "no number below")

    def _made_high(self, draft: Mapping[str, str]) -> Made:
        figure = self._ends(draft)
        return Made() if figure is None else _end(figure.high, figure.low, "no number above")

    def _made_date(self, draft: Mapping[str, str]) -> Made:
        measure = self._measure(draft)
        if measure is None or measure.basis != "date":
            return Made()
        days = {m.edtf for m in moments(plain(draft.get("written", "")), self._page) if m.edtf}
        return (
            Made(days.pop(), "the phrase, read from the page's date") if len(days) == 1 else Made()
        )

    def _made_lineage(self, draft: Mapping[str, str]) -> Made:
        chain = _parts(draft.get("attribution", ""))
        source = self.dossier.sources[self.source or ""]
        if not chain:
            publisher = self.dossier.agents[source.publisher].kind
            if source.kind == "statement" and publisher not in RELAYS:
                return Made("full", "the document is the origin's own statement")
            return Made("unknown", "nobody is named")
        kind = self._kind(chain[-1])
        if kind == "unnamed":
            return Made("partial", "the chain ends in somebody unnamed")
        if kind in RELAYS:
            return Made("partial", "the chain ends in one who passes it on")
        return Made("full", "the chain ends in an origin")

    def _made_release(self, draft: Mapping[str, str]) -> Made:
        chain = _parts(draft.get("attribution", ""))
        origin = self._id_of("agents", chain[-1]) if chain else None
        if origin is None or draft.get("lineage") != "full":
            return Made()
        here = {
            row.get("release")
            for row in self.dossier.raw_rows("claims").values()
            if row["source"] == self.source
            and row["id"] != self._id
            and (row.get("attribution") or [None])[-1] == origin
        }
        if here:
            told = here.pop() if len(here) == 1 else None
            return Made(told, "as in this document's claims of that origin") if told else Made()
        published = self.dossier.sources[self.source or ""].published
        found, why = release_of(self.dossier, origin, published, only=True)
        return Made(found or "", why)

    def _made_events(self, draft: Mapping[str, str]) -> Made:
        measure = self._measure(draft)
        if measure is None:
            return Made()
        if measure.id not in self._events:
            self._events[measure.id] = events_of(self.dossier, measure.id)
        events = ", ".join(self._events[measure.id])
        return Made(events, "what most claims of this measure mention" if events else "")

    def _made_population(self, draft: Mapping[str, str]) -> Made:
        return self._scope("population", draft)

    def _made_place(self, draft: Mapping[str, str]) -> Made:
        return self._scope("place", draft)

    def _scope(self, name: str, draft: Mapping[str, str]) -> Made:
        """Whom or where most claims of the measure count: here, else in the whole dossier."""
        measure = self._measure(draft)
        if measure is None:
            return Made()
        key = (name, measure.id)
        if key not in self._usual:
            rows = self._rows_of(measure.id)
            here = [row for row in rows if row["source"] == self.source]
            told = f"as in this document's claims of {measure.name}"
            self._usual[key] = (
                _mostly(name, here, told)
                or _mostly(name, rows, f"as in most claims of {measure.name}")
                or Made()
            )
        return self._usual[key]

    def _rows_of(self, measure: str) -> Sequence[Row]:
        """The other claims of a measure; of a large dossier they are looked for once."""
        if measure not in self._of_measure:
            self._of_measure[measure] = [
                row
                for row in self.dossier.raw_rows("claims").values()
                if row.get("measure") == measure and row["id"] != self._id
            ]
        return self._of_measure[measure]

    def _made_as_of_basis(self, draft: Mapping[str, str]) -> Made:
        return Made("stated", "unless you say otherwise") if draft.get("as_of") else Made()

    def _made_statement(self, draft: Mapping[str, str]) -> Made:
        told = self._said(draft)
        if told is None:
            return Made()
        return Made(worded(self.dossier, told, self._paragraph), "from the others")

    def _wordings(self, draft: Mapping[str, str]) -> Sequence[str]:
        """Every statement that may have been made: which one hangs on the text it stood in."""
        told = self._said(draft)
        return () if told is None else wordings(self.dossier, told)

    def _said(self, draft: Mapping[str, str]) -> Told | None:
        """What a statement is made of; None where there is nothing to make one of."""
        # What a measure that is no measure counts will be told when it is one. A proposal has a
        # statement without a measure too, which is not to be left behind.
        is_open = not draft.get("measure") and not self._proposed.get("statement")
        if not draft.get("written") or is_open:
            return None
        reader = Reader(self.dossier, draft)
        chain = _parts(draft.get("attribution", ""))
        publisher = self.dossier.sources[self.source or ""].publisher
        lineage = draft.get("lineage", "")
        last = self._id_of("agents", chain[-1]) if chain else publisher
        name = (
            speaker(self.dossier, last, chain, lineage) if last is not None else new_name(chain[-1])
        )
        hedge = _value(draft, "hedge", HEDGES)
        typed: Hedge | None = next((h for h in HEDGES if h == hedge), None)
        put = _value(draft, "modality", MODALITIES)
        modality: Modality = next((m for m in MODALITIES if m == put), "asserted")
        events = _parts(draft.get("events", ""))
        titles = [self.dossier.events[e].title for e in events if e in self.dossier.events]
        return Told(
            name,
            Figure(draft["written"], reader.number("low"), reader.number("high"), typed),
            self._measure(draft),
            self._scope_said("population", draft),
            self._scope_said("place", draft),
            self._is_share or bool(draft.get("of")),
            modality,
            titles[0] if titles else "",
            self.dossier.sources[self.source or ""].language,
        )

    # ---- what holds

    def _held(self, draft: Mapping[str, str]) -> dict[str, str]:
        """What a phrase was read as, and what stands in for a date that is not told."""
        held: dict[str, str] = {}
        measure = self._measure(draft)
        is_date = measure is not None and measure.basis == "date"
        if draft.get("written") and not is_date:
            held["written"] = self._read(draft)
        figure, hedge = self._figure(draft), _value(draft, "hedge", HEDGES)
        said = figure.hedge if figure is not None else None
        if said and hedge and hedge not in (said, self._proposed.get("hedge")):
            held["hedge"] = f"yours: the phrase says {plain_value(said)}"
        if not draft.get("as_of"):
            held["as_of"] = self._moment(draft)
        return held

    def _read(self, draft: Mapping[str, str]) -> str:
        """`3,000 to ..., at least`: the ends and the hedge that the form has now."""
        low, high = draft.get("low", ""), draft.get("high", "")
        hedge = _value(draft, "hedge", HEDGES)
        if hedge is None:
            return "not read: say hedge, low and high below"
        name = {"none": "no hedge"}.get(hedge, plain_value(hedge))
        if not low and not high:
            return f"no number, {name}"
        ends = low if low == high else f"{low or '...'} to {high or '...'}"
        return f"{ends}, {name}"

    def _moment(self, draft: Mapping[str, str]) -> str:
        release = self.dossier.events.get(draft.get("release", ""))
        if release is not None and release.date:
            return f"the date of its release holds: {human(release.date)}"
        published = self.dossier.sources[self.source or ""].published
        if published is None:
            return "neither its release nor its page has a date"
        return f"the date of the page holds: {human(published)}"

    # ---- reading what stands in the form

    def _measure(self, draft: Mapping[str, str]) -> Measure | None:
        text = draft.get("measure", "")
        if text.startswith("+"):
            # One that is to be made counts as if it were there.
            reader = Reader(self.dossier, {})
            id = reader.reference("measure", "measures", text)
            for change in reader.new:
                return builder(Measure)(change.after or {})
        else:
            id = self._id_of("measures", text)
        return self.dossier.measures[id] if id is not None else None

    def _scope_said(self, kind: str, draft: Mapping[str, str]) -> str | None:
        """The id of a population or a place; the name of one that is to be made."""
        text = draft.get(kind, "")
        return new_name(text, kind) if text.startswith("+") else self._id_of(kind, text)

    def _id_of(self, table: str, text: str) -> str | None:
        """The id that a text names; None for a new record, and where it names none."""
        if not text or text.startswith("+"):
            return None
        return Reader(self.dossier, {}).reference("", table, text)

    def _kind(self, agent: str) -> str:
        """What an agent is, of a new one as it is said."""
        id = self._id_of("agents", agent)
        if id is not None:
            return self.dossier.agents[id].kind
        return agent.rpartition("(")[2].rstrip(") ") if agent.startswith("+") else ""


def _parts(text: str) -> list[str]:
    """What is named between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _value(draft: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str | None:
    """The value of a closed list that stands in a field; None where it is none, or several."""
    text = draft.get(name, "")
    found = meant(name, text, choices) if text else []
    return found[0] if len(found) == 1 else None


def _end(end: float | None, other: float | None, open_end: str) -> Made:
    if end is None:
        return Made("", f"open: {open_end}" if other is not None else "no number")
    return Made(number_text(end), "from the phrase")


def _mostly(name: str, rows: Sequence[Row], why: str) -> Made | None:
    """The scope that more than half of some claims have; None where there are none."""
    counts = Counter((row.get("scope") or {}).get(name) for row in rows)
    if not counts:
        return None
    scope, count = counts.most_common(1)[0]
    if scope is None or 2 * count <= counts.total():
        return Made()
    return Made(scope, why)
