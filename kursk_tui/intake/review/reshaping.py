"""The forms that make one record of two, or two agents of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.moving import merged, split
from kursk_tui.dossier.references import users
from kursk_tui.intake.review.forms import Built, Draft, Field, Problem, Reader
from kursk_tui.intake.review.picks import Pick, Picks
from kursk_tui.intake.review.refusals import clause
from kursk_tui.intake.review.sheet import Sheet
from kursk_tui.model.vocabulary import AGENT_KINDS
from kursk_tui.store.errors import DossierError
from kursk_tui.words.uses import name_of_row, uses_text


class Reshaping(Sheet):
    """A form of which each field is what it is: none follows from another.

    What it builds is the record that it began with, and all changes as what is new.
    """

    def __init__(self, dossier: Dossier, table: str, id: str, fields: tuple[Field, ...]) -> None:
        super().__init__(dossier, table, id=id)
        self.id, self.row = id, dossier.raw_rows(table)[id]
        self.fields, self._following = fields, ()
        # What was found wrong with which draft: of a large dossier that takes a moment.
        self._told: tuple[Draft, list[Problem]] | None = None

    def problems(self, draft: Mapping[str, str]) -> list[Problem]:
        """What keeps it from being done, as far as can be told without doing it."""
        if self._told is None or self._told[0] != draft:
            built = self.build(self.dossier, draft)
            self._told = (dict(draft), built if isinstance(built, list) else [])
        return self._told[1]


class Merging(Reshaping):
    """One field: the record that another one turned out to be."""

    def __init__(self, dossier: Dossier, table: str, id: str) -> None:
        # Populations, places and ways of counting have lists of their own.
        kind = dossier.raw_rows(table)[id].get("kind", "")
        of = str(kind) if table == "scopes" else table
        about = "the one that stays; all that names this one then names it"
        super().__init__(dossier, table, id, (Field("into", "is really", about, of, (), True),))

    def build(self, dossier: Dossier, draft: Mapping[str, str]) -> Built | list[Problem]:
        """All changes, or what is wrong."""
        reader = Reader(dossier, draft)
        into = reader.reference("into", self.fields[0].table)
        if reader.text("into") is None:
            reader.missing("into", "it is missing: say which one it is really")
        if reader.new:
            reader.wrong("into", "it is not there yet; choose one that is")
        if into is None or reader.problems:
            return reader.problems
        try:
            changes = merged(dossier, self.table, self.id, into)
        except DossierError as error:
            return [Problem("into", clause(error.what, error.hint))]
        except KeyError:
            return [Problem("into", f"{self.id} is no longer there")]
        return Built({"id": self.id}, changes)

    def reasons(self, draft: Mapping[str, str]) -> dict[str, str]:
        """What then happens."""
        if not draft.get("into") or self.problems(draft):
            return {}
        kept = "its names become other names" if self.table == "agents" else "it is taken out"
        return {"into": f"{self._named_by} will name that one; {kept}"}

    @cached_property
    def _named_by(self) -> str:
        return uses_text(self.dossier, users(self.dossier, (self.table, self.id)))

    def picks(self, field: Field, draft: Mapping[str, str]) -> Picks:
        """Those of its kind."""
        rows = self.dossier.raw_rows(self.table)

        def fits(id: str) -> bool:
            row = rows[id]
            is_alike = self.table == "agents" or all(
                row.get(name) == self.row.get(name) for name in ("kind", "unit")
            )
            return id != self.id and is_alike and not row.get("merged_into")

        return super().picks(field, draft).only(fits)


class Splitting(Reshaping):
    """Which other name becomes an agent of its own, what that is, and what moves to it."""

    def __init__(self, dossier: Dossier, agent: str) -> None:
        fields = (
            Field("alias", "other name", "the name that is an agent of its own", required=True),
            Field("kind", "kind", "", choices=AGENT_KINDS, required=True),
            Field("claims", "claims", "those whose chain names it, commas", "claims"),
            Field("documents", "documents", "those that it published, commas", "sources"),
        )
        super().__init__(dossier, "agents", agent, fields)
        self._claims = {
            id: row["statement"]
            for id, row in dossier.raw_rows("claims").items()
            if agent in (row.get("attribution") or ())
        }
        self._sources = {
            id: row["title"]
            for id, row in dossier.raw_rows("sources").items()
            if row["publisher"] == agent
        }

    @property
    def aliases(self) -> Sequence[str]:
        """The other names that there are."""
        return list(self.row.get("aliases") or ())

    def begun(self, claims: Sequence[str]) -> Draft:
        """The form with what is likely in it, and those of some claims that can move."""
        alias = self.aliases[0] if len(self.aliases) == 1 else ""
        moving = [claim for claim in claims if claim in self._claims]
        kind = str(self.row["kind"])
        return {"alias": alias, "kind": kind, "claims": ", ".join(moving), "documents": ""}

    def build(self, dossier: Dossier, draft: Mapping[str, str]) -> Built | list[Problem]:
        """All changes, or what is wrong."""
        reader = Reader(dossier, draft)
        text = reader.required("alias")
        alias = next((a for a in self.aliases if a.casefold() == text.casefold()), None)
        if text and alias is None:
            reader.wrong("alias", f"it is no other name of {name_of_row(self.row)}")
        kind = reader.choice("kind", AGENT_KINDS, required=True)
        claims = reader.references("claims", "claims")
        sources = reader.references("documents", "sources")
        for name, ids, fitting in (
            ("claims", claims, self._claims),
            ("documents", sources, self._sources),
        ):
            for id in ids:
                if id not in fitting:
                    reader.wrong(name, f"{id} does not name {self.id}")
        if alias is None or kind is None or reader.problems:
            return reader.problems
        try:
            changes = split(dossier, self.id, alias, kind, claims=claims, sources=sources)
        except (DossierError, KeyError):
            return [Problem("alias", f"{self.id} has changed; leave the form and begin again")]
        return Built({"id": self.id}, changes)

    def reasons(self, draft: Mapping[str, str]) -> dict[str, str]:
        """How much there is to move."""
        return {
            "claims": f"{len(self._claims)} could move",
            "documents": f"{len(self._sources)} could move",
        }

    def picks(self, field: Field, draft: Mapping[str, str]) -> Picks:
        """The other names; the claims and documents that name the agent and are not yet chosen."""
        if field.name == "alias":
            return Picks(field, [Pick(alias, alias) for alias in self.aliases], {})
        if field.name == "kind":
            return super().picks(field, draft)
        there = self._claims if field.name == "claims" else self._sources
        chosen = {part.strip() for part in draft.get(field.name, "").split(",")[:-1]}
        left = {id: told for id, told in there.items() if id not in chosen}
        return Picks(field, [Pick(id, id, told) for id, told in left.items()], left)
