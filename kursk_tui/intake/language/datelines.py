"""An agency whose text a page carries, as a dateline tells it: `BREZ, Jan 5 (EFE) -`.

Codebook, Attribution and lineage: the agency stands first in every chain of such a text, and what
the text says without attribution is the agency's, partial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kursk_tui.intake.language.agents import Agents
from kursk_tui.intake.language.kinds import kind_of
from kursk_tui.intake.language.plain import plain
from kursk_tui.intake.language.proposals import Proposal

# A place, a day or none, and the agency in brackets before a dash; or a day before the brackets.
_DATELINE = re.compile(
    r"\W{0,3}(?:[A-Z][^()\n]{1,60}? )?\((?P<name>[A-Z][\w' -]{1,30})\) ?\.? ?(?:[-–—]|--)"
    r"|[A-Z][A-Z ,.'-]{2,40}, [A-Z][a-z]{2,8}\.? \d{1,2} \((?P<dated>[A-Z][\w' -]{1,30})\)"
)
# The title, the standfirst and whatever stands above the text have none.
_WITHIN = 5
DOUBT = "the agency's text says so, and not where the agency has it from"


def agency(paragraphs: Sequence[str], agents: Agents) -> str | None:
    """Return the agency whose text it is, None where no dateline tells one."""
    for paragraph in paragraphs[:_WITHIN]:
        match = _DATELINE.match(plain(paragraph[:120]))
        if match is None:
            continue
        name = match["name"] or match["dated"]
        known = agents.mentions(name)
        if known and agents.all[known[0].id].kind == "news agency":
            return known[0].id
        if kind_of(name) == "news agency":
            return agents.introduce(name, "news agency")
    return None


def carried(proposal: Proposal, by: str) -> Proposal:
    """Return a proposal of a text that an agency wrote, with the agency in its chain."""
    chain = proposal.attribution
    if by in chain:
        return proposal
    if not chain and proposal.lineage == "unknown":
        return proposal._replace(attribution=(by,), lineage="partial", hesitates=DOUBT)
    if not chain and proposal.lineage == "full":
        # "The agency counted": its own finding.
        return proposal._replace(attribution=(by,))
    return proposal._replace(attribution=(by, *chain)) if chain else proposal
