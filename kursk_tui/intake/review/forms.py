"""A record as a form: every field as the text that a person reads and types, and back to a row.

What somebody types may name a record that is not there yet: `+Jane Roe (person)` in a chain,
`+Briefing on losses (2025-01-13)` as a release, `+Ferry sunk` as an event, `+killed (persons,
cumulative)` as a measure, `+Harbour` as a place. Building a row then gives the new records too,
so that one edit makes all of them. Which fields a form has, and what it says of them, stands in
`kursk_tui.model.schema`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.editing import Change
from kursk_tui.dossier.naming import SINGULAR, UseError, nearest, resolve
from kursk_tui.intake.documents.bylines import line_day
from kursk_tui.model import schema
from kursk_tui.model.dates import DateError, parse
from kursk_tui.model.records import Row
from kursk_tui.model.text import free_id
from kursk_tui.model.vocabulary import AGENT_KINDS, BASES, SCOPE_KINDS
from kursk_tui.words.choices import meant, plain_value

Draft = dict[str, str]

# Of an id made of a title. One that ends in a date is longer, or the date would be cut short.
LONGEST = 40
DATED = 80

YES, NO = "yes", "no"
# Where a term of an identity is from: a claim, or the measure that is to be derived.
TERMS = "terms"
_KINDS_OF_SCOPE: tuple[str, ...] = SCOPE_KINDS


class Field(NamedTuple):
    """One line of a form. `table` is where its ids come from, `choices` all it may be.

    `type` is the schema's: in a period a date may stand in place of an id.
    """

    name: str
    label: str
    about: str
    table: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    type: str = schema.TEXT


class Problem(NamedTuple):
    """What is wrong with a field of a form: a clause that says so by itself, and what to do.

    Of a field that `is_missing` nobody has to be told before they have come to it.
    """

    field: str
    what: str
    is_missing: bool = False


class Built(NamedTuple):
    """A row made of a form, and the records that it needs and that are new."""

    row: dict[str, Any]
    new: tuple[Change, ...]


def asked(table: str) -> list[tuple[schema.Field | None, schema.Field]]:
    """The fields of a table that a form asks for, each with the object that it is in, if any."""
    whole = {f.name: (None, f) for f in schema.DOSSIER[table] if f.fields and f.help is not None}
    found: dict[str, tuple[schema.Field | None, schema.Field]] = {}
    for within, field in schema.flattened(table):
        if within is not None and within.name in whole:
            # One line of the form for all of it.
            found[within.name] = whole[within.name]
        elif field.help is not None:
            found[field.name] = (within, field)
    return list(found.values())


def _form(table: str, *first: str) -> tuple[Field, ...]:
    """The form of a table, with some fields before the others, which stand as in the schema."""
    fields = {
        field.name: Field(
            name=field.name,
            label=field.label or field.name.replace("_", " "),
            about=field.help or field.about,
            table=_table_of(field),
            choices=(YES, NO) if field.type == schema.BOOLEAN else tuple(map(str, field.choices)),
            required=field.required and within is None and field.name != "id",
            type=field.type,
        )
        for within, field in asked(table)
    }
    return tuple(fields[name] for name in schema.arranged(first, fields))


def _table_of(field: schema.Field) -> str:
    """Where the ids of a field come from: a table, a kind of scope, `releases`, or nowhere."""
    item = field.item or field
    if item.type == schema.PERIOD:
        return "events"
    if item.type == schema.OBJECT:
        return TERMS
    if item.where is None or item.refers == "agents":
        return item.refers or ""
    return item.where[1] if item.refers == "scopes" else "releases"


CLAIM = _form(
    "claims",
    # What one has to say comes first; what can be made of that follows.
    *("written", "measure", "attribution", "lineage", "statement", "hedge", "low", "high", "date"),
    *(
        "of",
        "release",
        "as_of",
        "as_of_basis",
        "modality",
        "population",
        "place",
        "counting",
        "within",
    ),
    *("events", "likelihood"),
)
SOURCE = _form("sources")
# The form of every table that has one, by its name.
FORMS: Mapping[str, tuple[Field, ...]] = {
    "claims": CLAIM,
    "sources": SOURCE,
    "measures": _form(
        "measures", "name", "unit", "basis", "cues", "part_of", "sum_of", "since", "note"
    ),
    "scopes": _form("scopes", "name", "kind", "part_of", "latitude", "longitude"),
    "events": _form(
        "events", "title", "kind", "date", "by", "place", "part_of", "closed", "turning", "note"
    ),
    "agents": _form("agents", "name", "kind", "aliases", "member_of", "party"),
    "identities": _form("identities", "kind", "total", "terms", "assumption"),
}


def claim_draft(row: Row) -> Draft:
    """A row of the table `claims` as text, field by field."""
    return draft_of("claims", row)


def source_draft(row: Row) -> Draft:
    """A row of the table `sources` as text, field by field."""
    return draft_of("sources", row)


def draft_of(table: str, row: Row) -> Draft:
    """A row of a table as text, field by field."""

    def text(within: schema.Field | None, field: schema.Field) -> str:
        value = (row if within is None else row.get(within.name) or {}).get(field.name)
        if isinstance(value, list):
            return _listed([v if isinstance(v, str) else _term_text(v) for v in value])
        if isinstance(value, dict):
            return _term_text(value)
        if field.type == schema.BOOLEAN:
            return "" if value is None else YES if value else NO
        return number_text(value) if field.type == schema.NUMBER else value or ""

    return {field.name: text(within, field) for within, field in asked(table)}


def _listed(values: Sequence[str]) -> str:
    """Names between commas; between semicolons where one of them has a comma."""
    if not any("," in value for value in values):
        return ", ".join(values)
    return "; ".join(values) + (";" if len(values) == 1 else "")


def _term_text(term: Row) -> str:
    """A term of an identity: the id of its claim or measure, with `-` where it is taken away."""
    return f"{'-' if term.get('sign') == -1 else ''}{term.get('claim') or term.get('measure')}"


def number_text(number: float | None) -> str:
    """A number as one would type it: `4,000`, `66.6667`; empty for None."""
    if number is None:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


class Reader:
    """Reads the texts of one form and gathers its problems and the records that are new."""

    def __init__(self, dossier: Dossier, draft: Mapping[str, str]) -> None:
        self.dossier = dossier
        self.draft = draft
        self.problems: list[Problem] = []
        self.new: list[Change] = []
        self._made: dict[tuple[str, str], str] = {}

    def text(self, name: str) -> str | None:
        """The field's text; None where it is empty."""
        return " ".join(self.draft.get(name, "").split()) or None

    def required(self, name: str) -> str:
        """The field's text, told as a problem where it is empty."""
        found = self.text(name)
        if found is None:
            self.missing(name, "it is missing")
        return found or ""

    def choice(self, name: str, choices: tuple[str, ...], *, required: bool = False) -> str | None:
        """One of some words, what people say for it, or the beginning of just one of them."""
        text = self.required(name) if required else self.text(name)
        if not text:
            return None
        found = meant(name, text, choices)
        if len(found) != 1:
            listed = ", ".join(map(plain_value, choices))
            told = f"may be {' or '.join(map(plain_value, found))}" if found else ""
            self.wrong(name, f"{text!r} {told or f'is not one of {listed}'}")
            return None
        return found[0]

    def number(self, name: str) -> float | None:
        """A number, with or without commas; a fraction such as 2/3 is percent."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return typed_number(text)
        except ValueError:
            self.wrong(name, f"{text} is not a number; write it as 4,000, 66.6667 or 2/3")
            return None

    def date(self, name: str) -> str | None:
        """A date in EDTF; a day that is written out, in a language that is read, as such a one."""
        text = self.text(name)
        if text is None:
            return None
        try:
            parse(text)
        except DateError as error:
            day = line_day(text)
            if day is not None:
                return day
            # As a clause: `'13-2025' is not a date; write 2025, ...`.
            _, colon, what = str(error).partition(": ")
            is_none = what.startswith("not a date")
            self.wrong(name, f"'{text[:40]}'{' is ' if is_none else colon}{what}")
        return text

    def reference(self, name: str, table: str, text: str | None = None) -> str | None:
        """The id that a text names in a table, of a new record too."""
        text = self.text(name) if text is None else text
        if not text:
            return None
        if text.startswith("+"):
            return self._add(name, table, text.removeprefix("+").strip())
        try:
            return self._resolved(table, text)
        except UseError as error:
            self.wrong(name, _in_a_form(str(error), name, text, table))
            return None

    def references(self, name: str, table: str) -> list[str]:
        """The ids that a text names, between commas, each once."""
        texts = [part.strip() for part in (self.text(name) or "").split(",")]
        found = [self.reference(name, table, text) for text in texts if text]
        return list(dict.fromkeys(id for id in found if id is not None))

    def missing(self, name: str, what: str) -> None:
        """Note that a field is empty and must not be, where nothing is said of it yet."""
        if all(problem.field != name for problem in self.problems):
            self.wrong(name, what, is_missing=True)

    def wrong(self, name: str, what: str, *, is_missing: bool = False) -> None:
        """Note a problem of a field, once: a release asks for the chain a second time."""
        problem = Problem(name, what, is_missing)
        if problem not in self.problems:
            self.problems.append(problem)

    def value(self, field: schema.Field) -> Any:
        """What a field of a record holds by the form, of whatever type it is."""
        name, table = field.name, _table_of(field)
        if field.type == schema.BOOLEAN:
            return {YES: True, NO: False, None: None}[self.choice(name, (YES, NO))]
        if table == TERMS:
            terms = self.terms(name)
            return terms if field.type == schema.LIST else self._only(name, terms)
        if field.type == schema.LIST and not table:
            return self.texts(name)
        if field.choices:
            return self.choice(name, tuple(map(str, field.choices)), required=field.required)
        if field.type == schema.LIST:
            return self.references(name, table)
        if field.type == schema.PERIOD:
            return self.period(name)
        if table:
            return self.reference(name, table)
        if field.type == schema.NUMBER:
            return self.number(name)
        if field.type == schema.DATE:
            return self.date(name)
        return self.required(name) if field.required else self.text(name)

    def texts(self, name: str) -> list[str]:
        """What stands between commas, or between semicolons where there is one, each once."""
        text = self.text(name) or ""
        parts = (part.strip() for part in text.split(";" if ";" in text else ","))
        return list(dict.fromkeys(part for part in parts if part))

    def terms(self, name: str) -> list[dict[str, Any]]:
        """The terms of an identity: claims and measures between commas, `-` before a taken one."""
        found = []
        for part in (self.text(name) or "").split(","):
            bare = part.strip().removeprefix("-").strip()
            table = "claims"
            if bare in self.dossier.measures and bare not in self.dossier.claims:
                table = "measures"
            if bare and (id := self.reference(name, table, bare)) is not None:
                term = {"claim": None, "measure": None, SINGULAR[table]: id}
                found.append({**term, "sign": -1 if part.strip().startswith("-") else 1})
        if not self.text(name):
            self.missing(name, "it is missing")
        return found

    def _only(self, name: str, terms: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The one term that there is to be."""
        if len(terms) > 1:
            self.wrong(name, "it is one claim, or one measure")
        return terms[0] if len(terms) == 1 else None

    def period(self, name: str) -> str | None:
        """An event, or a period in EDTF."""
        text = self.text(name)
        if text is None or text in self.dossier.events:
            return text
        try:
            parse(text)
        except DateError:
            return self.reference(name, "events")
        return text

    # ---- ids

    def _resolved(self, table: str, text: str) -> str:
        if table in _KINDS_OF_SCOPE:
            return scope_named(self.dossier, table, text)
        if table == "scopes":
            # A whole is of the kind of its part.
            return scope_named(self.dossier, self.draft.get("kind", ""), text)
        if table == "releases":
            found = resolve(self.dossier, "events", text)
            if self.dossier.events[found].kind != "release":
                raise UseError(f"{found} is a happening, not a release")
            return found
        return resolve(self.dossier, table, text)

    def _add(self, name: str, table: str, text: str) -> str | None:
        """A record that is to be made: what stands in brackets behind its name is told of it."""
        match = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", text)
        title, told = (match[1], match[2].strip()) if match else (text, "")
        if not title:
            self.wrong(name, "it names nobody after the +")
            return None
        # A release is an event: whoever names both by one title means one record.
        key = ("events" if table == "releases" else table, title.casefold())
        if key in self._made:
            return self._made[key]
        if table == "agents":
            id = self._new_agent(name, title, told)
        elif table in ("events", "releases"):
            id = self._new_event(name, title, told, is_release=table == "releases")
        elif table == "measures":
            id = self._new_measure(name, title, told)
        elif table in _KINDS_OF_SCOPE or table == "scopes":
            kind = self.draft.get("kind", "") if table == "scopes" else table
            id = self._new_scope(name, title, told, kind, text)
        else:
            self.wrong(name, "a new one can't be made here")
            return None
        if id is not None:
            self._made[key] = id
        return id

    def _new_agent(self, name: str, title: str, kind: str) -> str | None:
        there = agent_called(self.dossier, title)
        if there is not None:
            # No name may belong to two agents, so it is the one that is meant.
            return there
        kinds = [k for k in AGENT_KINDS if k == kind] or [
            k for k in AGENT_KINDS if kind and k.startswith(kind)
        ]
        if len(kinds) != 1:
            self.wrong(name, f"say what {title} is: +{title} (KIND), {', '.join(AGENT_KINDS)}")
            return None
        return self._new_row("agents", title, {"name": title, "kind": kinds[0]})

    def _new_event(self, name: str, title: str, date: str, *, is_release: bool) -> str | None:
        if date:
            try:
                parse(date)
            except DateError as error:
                self.wrong(name, str(error))
                return None
        by = None
        if is_release:
            chain = self.references("attribution", "agents")
            by = chain[-1] if chain else self.publisher
            if by is None:
                self.wrong(name, "a release needs an origin: give the chain")
                return None
        dated = f"{by}-{date}" if by and date else ""
        kind = "release" if is_release else "happening"
        told = {"title": title, "date": date or None, "kind": kind, "by": by}
        return self._new_row("events", dated or title, told, DATED if dated else LONGEST)

    def _new_measure(self, name: str, title: str, told: str) -> str | None:
        for measure in self.dossier.measures.values():
            if title.casefold() in (measure.id, measure.name.casefold()):
                return measure.id
        unit, _, wanted = (part.strip() for part in told.partition(","))
        bases = [basis for basis in BASES if wanted and basis.startswith(wanted)]
        if not unit or len(bases) != 1:
            example = f"+{title} (persons, cumulative)"
            self.wrong(name, f"say its unit and basis: {example}; the bases: {', '.join(BASES)}")
            return None
        # What it is called names it in a text too, so that the next article finds it.
        row = {"name": title, "unit": unit, "basis": bases[0], "cues": [title]}
        return self._new_row("measures", title, row)

    def _new_scope(self, name: str, title: str, told: str, kind: str, text: str) -> str | None:
        if kind not in _KINDS_OF_SCOPE:
            self.wrong(name, f"say its kind first: {', '.join(_KINDS_OF_SCOPE)}")
            return None
        if told in _KINDS_OF_SCOPE and told != kind:
            sorts = map(_sort_of_scope, (told, kind))
            self.wrong(name, "{} is to be a {}, and this is a {}".format(title, *sorts))
            return None
        # What stands in brackets is part of the name unless it says the kind.
        called = new_name(text, kind)
        for scope in self.dossier.scopes.values():
            if scope.kind == kind and scope.name.casefold() == called.casefold():
                return scope.id
        return self._new_row("scopes", called, {"kind": kind, "name": called})

    def _new_row(
        self, table: str, called: str, told: Mapping[str, Any], longest: int = LONGEST
    ) -> str:
        """Make a record of what is told of it, with an id of what it is called; else empty."""
        id = self._free(table, called, longest)
        row = {**schema.empty_row(table), "id": id, **told}
        self.new.append(Change(table, id, None, row))
        return id

    publisher: str | None = None

    def _free(self, table: str, title: str, longest: int) -> str:
        taken = set(self.dossier.raw_rows(table)) | {c.id for c in self.new if c.table == table}
        return free_id(title, taken, longest=longest)


def typed_number(text: str) -> float:
    """A number as one types it: 4,000, 66.6667, 50%; a fraction such as 2/3 is percent.

    Raises ValueError for what is none, or is larger than the record holds.
    """
    # A comma that parts no thousands is somebody's decimal point: 66,67 is not 6667.
    bare = re.sub(r"(?<=\d)[,  ](?=\d{3}(?!\d))", "", text.removesuffix("%").strip())
    fraction = re.fullmatch(r"(\d{1,9}) ?/ ?(\d{1,9})", bare)
    if fraction is not None and int(fraction[2]):
        value = round(100 * int(fraction[1]) / int(fraction[2]), 4)
    else:
        value = float(bare)
    if not abs(value) <= schema.LARGEST_NUMBER:
        raise ValueError(text)
    return int(value) if value == int(value) else value


def new_name(text: str, kind: str | None = None) -> str:
    """What a record that is to be made is called: `Jane Roe` of `+Jane Roe (person)`.

    With a `kind` only that is no part of the name in brackets.
    """
    name = text.removeprefix("+").strip()
    if kind is not None:
        return name.removesuffix(f"({kind})").strip()
    return name.partition("(")[0].strip()


def _in_a_form(error: str, name: str, text: str, table: str) -> str:
    """An error of a look-up without the commands of the shell, and with the way to a new record."""
    what, semicolon, _ = error.partition("; kursk-tui")
    what = what if not what.startswith("no ") else f"there is {what}"
    if not semicolon:
        return what
    example = {
        "agents": f"+{text} ({'outlet' if name == 'publisher' else 'person'})",
        "events": f"+{text}",
        "releases": f"+{text} (2025-01-13)",
        "measures": f"+{text} (persons, cumulative)",
    }.get(table)
    return f"{what}; {example} makes a new one" if example else what


def agent_called(dossier: Dossier, name: str | None) -> str | None:
    """The agent that has a name or an alias, with or without `the`; None where nobody has it."""
    if name is None:
        return None
    wanted = name.casefold().removeprefix("the ").strip()
    for agent in dossier.agents.values():
        if wanted in {n.casefold().removeprefix("the ") for n in (agent.name, *agent.aliases)}:
            return agent.merged_into or agent.id
    return None


def _sort_of_scope(kind: str) -> str:
    return "way of counting" if kind == "counting" else kind


def scope_named(dossier: Dossier, kind: str, text: str) -> str:
    """The id of a population or place by its id, its beginning, or its name. Raises UseError."""
    of_kind = {id: scope for id, scope in dossier.scopes.items() if scope.kind == kind}
    told = _sort_of_scope(kind)
    if text in of_kind:
        return text
    found = [id for id in of_kind if id.startswith(text)]
    found = found or [i for i, s in of_kind.items() if text.casefold() in s.name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UseError(f"{told} {text!r} is ambiguous: {', '.join(found[:8])}; write more of it")
    near = nearest(text, of_kind) or f"; +{text} makes a new one"
    raise UseError(f"no {told or 'scope'} {text!r}{near}")
