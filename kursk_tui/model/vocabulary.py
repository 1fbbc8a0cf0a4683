"""Every closed list of a dossier and of a notebook: once as a type, once as its values.

A misspelt kind is then found by the type checker, where it is compared and where it is given.
"""

from __future__ import annotations

from typing import Literal, get_args

AgentKind = Literal[
    "state",
    "intelligence",
    "military",
    "government",
    "parliament",
    "person",
    "news agency",
    "outlet",
    "aggregator",
    "analyst",
    "ngo",
    "unnamed",
]
AGENT_KINDS: tuple[AgentKind, ...] = get_args(AgentKind)
# Who passes on what others said.
RELAYS: tuple[AgentKind, ...] = ("outlet", "news agency", "aggregator")

ScopeKind = Literal["population", "place", "counting"]
SCOPE_KINDS: tuple[ScopeKind, ...] = get_args(ScopeKind)

SourceKind = Literal["report", "digest", "statement", "post", "video"]
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

PublishedBasis = Literal["stated", "page", "inferred", "unknown"]
PUBLISHED_BASES: tuple[PublishedBasis, ...] = get_args(PublishedBasis)

LanguageBasis = Literal["stated", "found", "guessed"]
LANGUAGE_BASES: tuple[LanguageBasis, ...] = get_args(LanguageBasis)

# How a document was taken in: paragraph by paragraph, by its figures alone, or by its figures
# and held against the page a second time.
SourceReading = Literal["full", "registered", "checked"]
READINGS: tuple[SourceReading, ...] = get_args(SourceReading)

EventKind = Literal["happening", "release", "chapter"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)

Basis = Literal["stock", "cumulative", "flow", "share", "date"]
BASES: tuple[Basis, ...] = get_args(Basis)

Lineage = Literal["full", "partial", "unknown"]
LINEAGES: tuple[Lineage, ...] = get_args(Lineage)

Modality = Literal["asserted", "expected", "possible", "denied"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)

AsOfBasis = Literal["stated", "inferred"]
AS_OF_BASES: tuple[AsOfBasis, ...] = get_args(AsOfBasis)

OppositionKind = Literal["denies", "excludes"]
OPPOSITIONS: tuple[OppositionKind, ...] = get_args(OppositionKind)

# What a misreading does: tells a figure as another measure, drops or turns its hedge, takes it
# for another period, tells as done what was foreseen, or prints another number.
MisreadingKind = Literal["measure", "hedge", "period", "modality", "number"]
MISREADINGS: tuple[MisreadingKind, ...] = get_args(MisreadingKind)

IdentityKind = Literal["sum", "ledger"]
IDENTITY_KINDS: tuple[IdentityKind, ...] = get_args(IdentityKind)

Hedge = Literal[
    "exact",
    "none",
    "about",
    "nearly",
    "more_than",
    "at_least",
    "at_most",
    "less_than",
    "up_to",
    "between",
    "few",
    "vague",
]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)

Judgement = Literal["flag", "note", "verdict", "rating"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
NoteKind = Literal[Judgement, "undo", "redo"]
NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)

Verdict = Literal["real", "explained", "coding error", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

# The Admiralty scale: letters say how reliable an agent is, digits how credible a claim.
RATINGS = {"agent": ("A", "B", "C", "D", "E", "F"), "claim": ("1", "2", "3", "4", "5", "6")}

# How far a round number reaches: half as far, as far as people read it, or three times as far.
Preset = Literal["strict", "default", "wide"]
PRESETS: tuple[Preset, ...] = get_args(Preset)

# How a claim's moment is known: from the claim, its release, or its page alone.
MomentBasis = Literal["as of", "said", "page", "unknown"]
MOMENT_BASES: tuple[MomentBasis, ...] = get_args(MomentBasis)
