"""Which column of a table is which field of a claim or of its document: guessed, kept, used again.

A mapping is a file in TOML. `[columns]` names the column of a field, `[figures]` the measure of
a column that holds nothing but its figures, `[always]` what a field is in every row, `[agents]`
what kind of agent somebody is whom the dossier does not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Map
from typing import Any, NamedTuple

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.intake.tables.phrases import is_nothing, read_phrase
from kursk_tui.intake.tables.reading import Table
from kursk_tui.model import vocabulary
from kursk_tui.store import files
from kursk_tui.store.errors import DossierError
from kursk_tui.words.flat import CLAIM

# The fields that a column may be, and how people call such a column. What is printed in a table
# is matched whole, in lower case, without the signs around it.
HEADERS: Map[str, tuple[str, ...]] = {
    "id": ("id", "claim id", "claim"),
    "source": ("source id", "document id"),
    "url": ("url", "link", "address", "source url", "source link", "web", "href"),
    "publisher": ("publisher", "outlet", "source", "media", "newspaper", "site", "published by"),
    "title": ("title", "headline", "article"),
    "published": ("published", "date published", "publication date", "date of publication", "date"),
    "language": ("language", "lang"),
    "archived": ("archived", "archive", "archive url", "archived copy"),
    "figure": (
        *("figure", "number", "count", "toll", "value", "estimate", "quote", "as printed"),
        *("written", "reported", "how many", "total"),
    ),
    "low": ("low", "lower", "min", "minimum", "from", "at least"),
    "high": ("high", "upper", "max", "maximum", "to", "at most"),
    "hedge": ("hedge",),
    "measure": ("measure", "indicator", "category", "metric", "what", "what is counted"),
    "origin": (
        *("origin", "according to", "attributed to", "attribution", "who says", "said by"),
        *("speaker", "claimed by", "authority", "by", "cited source", "original source"),
    ),
    "chain": ("chain", "via"),
    "lineage": ("lineage",),
    "as_of": ("as of", "as_of", "as at", "date of count", "count date", "moment", "situation date"),
    "population": ("population", "who", "group", "whom"),
    "place": ("place", "location", "where", "region", "city", "area"),
    "counting": ("counting", "how counted", "method"),
    "within": ("within", "period"),
    "events": ("event", "events"),
    "release": ("release", "statement of"),
    "modality": ("modality",),
    "likelihood": ("likelihood",),
    "figure_date": ("figure date",),
    "as_of_basis": ("as of basis",),
    "statement": ("statement", "claim text", "summary", "paraphrase", "what it says"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
}
FIELDS = tuple(HEADERS)
# The columns of our own tables of claims that hold what the record holds, as fields. All others
# there are worked out, and are never read back.
OWN: Map[str, str] = {
    **{name: name for name in ("id", "source", "low", "high", "hedge", "measure", "lineage")},
    **{name: name for name in ("population", "place", "counting", "within", "release")},
    **{name: name for name in ("modality", "likelihood", "statement", "note", "as_of")},
    "figure": "written",
    "figure_date": "date",
    "chain": "attribution",
    "events": "events_named",
    "as_of_basis": "as_of_basis",
}
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_LOOKED_AT = 50


class Mapping(NamedTuple):
    """Field -> header, header -> measure, field -> its value in all rows, name -> agent's kind."""

    columns: Map[str, str]
    figures: Map[str, str]
    always: Map[str, str]
    agents: Map[str, str]


NOTHING: Mapping = Mapping({}, {}, {}, {})


def guess(table: Table, dossier: Dossier) -> Mapping:
    """The mapping that a table's headers, cells and the dossier's measures suggest."""
    own = {field: name for field, name in OWN.items() if name in table.headers}
    if is_own(table, dossier) and _is_exported(table):
        return Mapping(own, {}, {}, {})
    columns: dict[str, str] = {}
    figures: dict[str, str] = {}
    left = dict.fromkeys(table.headers)
    called = {header: _bare(header) for header in table.headers}
    for field, names in HEADERS.items():
        header = next((h for name in names for h in left if called[h] == name), None)
        if header is not None:
            columns[field] = header
            del left[header]
    cells = {
        header: [row[place] for row in table.rows[:_LOOKED_AT] if row[place]]
        for place, header in enumerate(table.headers)
    }
    for header in tuple(left):
        if "url" not in columns and _mostly(cells[header], _WEB.fullmatch):
            columns["url"] = header
            del left[header]
    # A column called like a measure holds its figures, where its cells have numbers.
    measures = _measures(dossier)
    for header in tuple(left):
        measure = measures.get(called[header])
        told = [cell for cell in cells[header] if not is_nothing(cell)]
        if measure is not None and _mostly(told, read_phrase):
            figures[header] = measure
    if "source" not in columns and "publisher" in columns:
        publishers = cells[columns["publisher"]]
        if _mostly(publishers, _WEB.fullmatch) and "url" not in columns:
            columns["url"] = columns.pop("publisher")
        elif publishers and all(text in dossier.sources for text in publishers):
            columns["source"] = columns.pop("publisher")
    always = {}
    if not figures and "measure" not in columns and len(dossier.measures) == 1:
        always["measure"] = next(iter(dossier.measures))
    return Mapping(columns, figures, always, {})


def is_own(table: Table, dossier: Dossier, header: str = "id") -> bool:
    """Whether a column holds the ids of claims of the dossier, at least half of what is in it."""
    if header not in table.headers:
        return False
    place = table.headers.index(header)
    return _mostly([row[place] for row in table.rows if row[place]], dossier.claims.__contains__)


def _is_exported(table: Table) -> bool:
    """Whether its columns are called as those of our tables are, but for what was added."""
    return 2 * sum(header in CLAIM or header in OWN.values() for header in table.headers) > len(
        table.headers
    )


def as_field(mapping: Mapping, header: str, field: str) -> Mapping:
    """The mapping with a column taken for a field, and for nothing else; no other column is it."""
    bare = left_out(mapping, header)
    always = {name: value for name, value in bare.always.items() if name != field}
    return bare._replace(columns={**bare.columns, field: header}, always=always)


def as_figures(mapping: Mapping, header: str, measure: str) -> Mapping:
    """The mapping with a column taken for the figures of a measure, and for nothing else."""
    bare = left_out(mapping, header)
    return bare._replace(figures={**bare.figures, header: measure})


def left_out(mapping: Mapping, header: str) -> Mapping:
    """The mapping with a column taken for nothing."""
    columns = {field: one for field, one in mapping.columns.items() if one != header}
    figures = {one: measure for one, measure in mapping.figures.items() if one != header}
    return mapping._replace(columns=columns, figures=figures)


def in_all_rows(mapping: Mapping, field: str, value: str) -> Mapping:
    """The mapping with a field that is the same in all rows; with an empty text, none is."""
    always = {name: one for name, one in mapping.always.items() if name != field}
    if value:
        always[field] = value
    columns = {name: one for name, one in mapping.columns.items() if name != field}
    return mapping._replace(columns=columns, always=always)


def taken_for(mapping: Mapping, header: str) -> tuple[str, str]:
    """What a column is taken for: ("field", its name), ("figures", the measure), or ("", "")."""
    for field, one in mapping.columns.items():
        if one == header:
            return "field", field
    return ("figures", mapping.figures[header]) if header in mapping.figures else ("", "")


def read(path: str) -> Mapping:
    """Read a mapping. Raises DossierError where it is none."""
    import tomllib

    raw, _ = files.read(path)
    try:
        data = tomllib.loads(raw.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DossierError(f"is no TOML: {error}", path=path, hint="mend it by hand") from error
    for name, table in data.items():
        if name not in Mapping._fields:
            hint = f"its tables are {', '.join(Mapping._fields)}"
            raise DossierError("is no part of a mapping", path=path, table=name, hint=hint)
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise DossierError("is no table of texts", path=path, table=name, hint="write texts")
        for key in table if name in ("columns", "always") else ():
            if key not in FIELDS:
                hint = f"fields are {', '.join(FIELDS)}"
                raise DossierError("is no field", path=path, table=name, field=key, hint=hint)
    for name, kind in data.get("agents", {}).items():
        if kind not in vocabulary.AGENT_KINDS:
            hint = f"kinds are {', '.join(vocabulary.AGENT_KINDS)}"
            what = f"is no kind of agent: {kind}"
            raise DossierError(what, path=path, table="agents", field=name, hint=hint)
    return Mapping(*(data.get(name, {}) for name in Mapping._fields))


def written(mapping: Mapping) -> str:
    """A mapping as TOML, which `read` reads."""
    lines: list[str] = []
    for name, table in zip(Mapping._fields, mapping, strict=True):
        lines += [f"[{name}]", *(f"{_quoted(k)} = {_quoted(v)}" for k, v in table.items()), ""]
    return "\n".join(lines)


def fitting(mapping: Mapping, table: Table, dossier: Dossier, path: str) -> Mapping:
    """The mapping as it can be used with a table: names of measures become ids.

    Raises DossierError where a column or a measure is not there, or nothing tells the figures.
    """
    headers = {_bare(header): header for header in table.headers}

    def column(header: str, where: str) -> str:
        found = header if header in table.headers else headers.get(_bare(header))
        if found is None:
            hint = f"its columns are {', '.join(table.headers[:12])}"
            raise DossierError(f"has no column {header!r}", path=path, table=where, hint=hint)
        return found

    measures = _measures(dossier)
    figures = {}
    for header, measure in mapping.figures.items():
        found = measure if measure in dossier.measures else measures.get(_bare(measure))
        if found is None:
            hint = f"measures are {', '.join(list(dossier.measures)[:12])}"
            what = f"{measure!r} is no measure of this dossier"
            raise DossierError(what, path=path, table="figures", field=header, hint=hint)
        figures[column(header, "figures")] = found
    columns = {field: column(header, "columns") for field, header in mapping.columns.items()}
    if is_own(table, dossier, columns.get("id", "")):
        # What it does not tell of a claim stays as it is.
        return mapping._replace(columns=columns, figures=figures)
    if not figures and not {"figure", "low", "high"} & set(columns):
        hint = "name one in a mapping: --map FILE, as figure = COLUMN"
        raise DossierError("no column holds figures", path=path, hint=hint)
    if not figures and "measure" not in columns and "measure" not in mapping.always:
        hint = 'name a column measure, or say always: measure = "killed"'
        raise DossierError("nothing says what is counted", path=path, hint=hint)
    if not {"source", "publisher", "url"} & {*columns, *mapping.always}:
        hint = "name a column publisher, url or source in a mapping"
        raise DossierError("nothing says where a figure was printed", path=path, hint=hint)
    return mapping._replace(columns=columns, figures=figures)


def _measures(dossier: Dossier) -> dict[str, str]:
    """What a header may call a measure -> its id: ids and names, then the cues of just one."""
    measures = dossier.measures.values()
    found = {_bare(name): measure.id for measure in measures for name in (measure.name, measure.id)}
    cues: dict[str, set[str]] = {}
    for measure in measures:
        for cue in measure.cues:
            cues.setdefault(_bare(cue), set()).add(measure.id)
    return {cue: next(iter(ids)) for cue, ids in cues.items() if len(ids) == 1} | found


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("_", " ")).split()).casefold()


def _mostly(cells: list[str], is_one: Any) -> bool:
    return bool(cells) and 2 * sum(bool(is_one(cell)) for cell in cells) >= len(cells)


def _quoted(text: str) -> str:
    """A text as a string of TOML, of which JSON's are a part but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
