"""Who speaks in a sentence, and days as people write them."""

from __future__ import annotations

from typing import NamedTuple

from kursk_tui.analysis.identities.ledger import own_wording
from kursk_tui.analysis.ladder.quantities import Quantity
from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.provenance import origin_of
from kursk_tui.model.dates import human
from kursk_tui.model.records import Claim, Identity, Source
from kursk_tui.words.derivations import derivation
from kursk_tui.words.phrases import phrase
from kursk_tui.words.records import origin_label, short_name

# Between who speaks and whom they name.
CITING = ", citing "
# How a date is qualified in EDTF, in words before it.
QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Voice(NamedTuple):
    """Who speaks, what must be said beside it (that no source is named), and whom they cite.

    `is_many` is of people whom nobody names: the verb goes with it.
    """

    speaker: str
    beside: str = ""
    cited: str = ""
    is_many: bool = False

    @property
    def name(self) -> str:
        """Who speaks, and whom they cite: `Digest, citing AFP`."""
        return f"{self.speaker}{CITING}{self.cited}" if self.cited else self.speaker

    def text(self, *more: str) -> str:
        """`CNN (no source named; page of 2 Jul 2025)`."""
        beside = [part for part in (self.beside, *more) if part]
        return f"{self.name} ({'; '.join(beside)})" if beside else self.name


def who(dossier: Dossier, q: Quantity) -> Voice:
    """The voice of a quantity; of a derived one, the voices of what it is derived from."""
    if q.claim is not None:
        return claim_who(dossier, q.claim)
    told = {claim_who(dossier, claim) for claim in behind(dossier, q)}
    voices = sorted(told, key=lambda voice: (voice.name, voice.beside))
    if len(voices) == 1:
        return voices[0]
    return Voice(listed([voice.text() for voice in voices]))


def written(dossier: Dossier, q: Quantity) -> str:
    """A quantity's words, a foreign phrase by its reading; or how it was derived.

    For a claim in words its statement.
    """
    if q.claim is None:
        return f"({derivation(dossier, q)})"
    return phrase(dossier, q.claim) if q.claim.figure is not None else q.claim.statement


def claim_who(dossier: Dossier, claim: Claim) -> Voice:
    """The origin, a person with their body; where it is not known the last one known, and how.

    `Digest, citing AFP`: the page speaks, and names what need not be where it comes from.
    """
    publisher = short_name(dossier.agents[dossier.sources[claim.source].publisher])
    if claim.misreads is not None:
        return Voice(publisher, "a misreading")
    origin = origin_of(dossier, claim)
    if origin is not None:
        return Voice(origin_label(dossier, claim), _office(dossier, origin))
    if not claim.attribution:
        is_told = claim.lineage != "unknown"
        return Voice(publisher, "source not told in full" if is_told else "no source named")
    last = dossier.agents[claim.attribution[-1]]
    if claim.release is not None and dossier.events[claim.release].by == last.id:
        # The release speaks, not the page; but it is not the origin of what it says.
        return Voice(short_name(last), "source not recorded")
    if last.kind == "unnamed":
        name = _bare(short_name(last))
        is_many = name.partition(" (")[0].endswith("s")
        is_told = name.startswith(("several", "unnamed", "anonymous"))
        name = name if is_told else f"unnamed {name}"
        return Voice(name, publisher, is_many=is_many)
    return Voice(publisher, cited=short_name(last))


def _office(dossier: Dossier, agent: str) -> str:
    """The body that a person belongs to; of whoever belongs to a state itself nothing."""
    record = dossier.agents[agent]
    if record.kind != "person" or record.member_of is None:
        return ""
    body = dossier.agents[record.member_of]
    return "" if body.kind == "state" else short_name(body)


def _bare(name: str) -> str:
    return name.removeprefix("a ").removeprefix("an ")


def behind(dossier: Dossier, q: Quantity) -> list[Claim]:
    """The claims that a number nobody printed rests on, in the wordings it takes; none of a claim.

    The total comes first.
    """
    identity = dossier.identities.get(q.identity or "")
    return claims_of(dossier, own_wording(dossier, identity)) if identity is not None else []


def claims_of(dossier: Dossier, identity: Identity) -> list[Claim]:
    """The claims of an identity, the total first."""
    ids = [identity.total.claim, *(term.claim for term in identity.terms)]
    return [dossier.claims[c] for c in ids if c is not None]


def listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def day(date: str, *, between: str = " to ") -> str:
    """`13 Jan 2025`, `Jan 2025`, `early 2025 to ...`: EDTF as people write it.

    `between` stands between the two ends of an interval.
    """
    first, slash, last = date.partition("/")
    if slash:
        if last == "..":
            return f"{day(first)} or later"
        if first == "..":
            return f"{day(last)} or earlier"
        begin, end = day(first), day(last)
        # One year is said once.
        same_year = begin[-5:] == end[-5:] and begin != begin[-4:]
        same_month = same_year and begin[:1].isdigit() and begin[-8:] == end[-8:]
        begin = begin[: -9 if same_month else -5] if same_year else begin
        return f"{begin}{between}{end}"
    bare = first.rstrip("~?%")
    doubt = QUALIFIERS[first[len(bare) :]]
    parts = bare.split("-")
    if len(parts) == 3:
        return f"{doubt}{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2 and int(parts[1]) <= 12:
        return f"{doubt}{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return human(first)


def document_label(dossier: Dossier, source: Source) -> str:
    """`AFP, 13 Jan 2025`: a document by who published it, and when."""
    name = short_name(dossier.agents[source.publisher])
    return f"{name}, {day(source.published) if source.published else 'undated'}"


def moment_words(q: Quantity) -> str:
    """`as of Jan 2026`, `said 13 Jan 2025`, `page of 10 Feb 2026` or `date unknown`."""
    if q.when.date is None:
        return "date unknown"
    return f"{'page of' if q.when.basis == 'page' else q.when.basis} {day(q.when.date)}"
