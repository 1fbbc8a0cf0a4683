"""Completion for bash, zsh and fish: all three ask the program itself.

So a completion can never differ from the parser, and ids come from the dossier at hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import pairwise

_BASH = """\
_kursk_tui() {
    # To bash event:museum is three words, and so is --event=museum: here one, and two.
    local IFS=$'\\n' prefix= before= at word
    local -a words=()
    for ((at = 1; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if [[ $word == = && $before == --* ]]; then
            (( at == COMP_CWORD )) && words+=("") && before=
        elif [[ -n $before && ( $word == :* || $before == *: ) ]]; then
            before+=$word
            words[${#words[@]}-1]=$before
        else
            words+=("$word")
            before=$word
        fi
    done
    [[ $before == *:* ]] && prefix=${before%:*}:
    COMPREPLY=($(kursk-tui __complete "${words[@]}" 2>/dev/null))
    COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
    # A field of a query wants its value right behind it.
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[:=\\<\\>] ]]; then compopt -o nospace; fi
} 2>/dev/null
complete -o default -F _kursk_tui kursk-tui
"""
_ZSH = """\
#compdef kursk-tui
_kursk_tui() {
    local -a found
    found=("${(@f)$(kursk-tui __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if (( ${#found} )) && [[ -n ${found[1]} ]]; then
        compadd -Q -- "${found[@]}"
    else
        _files
    fi
}
compdef _kursk_tui kursk-tui
"""
_FISH = """\
function __kursk_tui_complete
    set -l words (commandline -opc)[2..-1] (commandline -ct)
    kursk-tui __complete $words 2>/dev/null
end
complete -c kursk-tui -a '(__kursk_tui_complete)'
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}

# What stands for the id of a record, by the name of the argument or option.
_TABLES = {
    "--event": "events",
    "--source": "sources",
    "--agent": "agents",
    "--by": "agents",
    "--via": "agents",
    "--without": "agents",
    "--measure": "measures",
    "--claim": "claims",
}
_IDS = {
    "event": ("events",),
    "claim": ("claims",),
    "source": ("sources",),
    "agent": ("agents",),
    "measure": ("measures",),
    "compare": ("claims",),
    "origins": ("claims", "agents"),
    "books": ("identities",),
    "open": ("claims", "events", "sources", "agents", "measures"),
}
_PREFIXES = {table.removesuffix("s"): (table,) for table in _IDS["open"]}
_EXPORTS = {
    "report": ("events", "measures"),
    "forest": ("measures",),
    "chart": ("measures",),
    "ucdp": ("measures",),
    "origins": ("claims",),
}


def run_complete(words: list[str]) -> int:
    """Print what could stand in place of the last word, one a line; nothing for files."""
    for word in completions(words):
        print(word)
    return 0


def completions(words: list[str]) -> list[str]:
    """Commands, options, values and ids that begin with the last of the words."""
    from kursk_tui.cli.parser import build_parser, commands_of

    *before, last = words or [""]
    before = [part for word in before for part in _split(word)]
    name, value = _split(last) if len(_split(last)) == 2 else ("", last)
    if name:
        # --event=mus: what completes it has the option before it.
        return [f"{name}={found}" for found in completions([*before, name, value])]
    parser: argparse.ArgumentParser = build_parser()
    path: list[str] = []
    free: list[str] = []
    option: argparse.Action | None = None
    for at, word in enumerate(before):
        if option is not None:
            option = None
            continue
        if word == "--":
            free += before[at + 1 :]
            break
        found = parser._option_string_actions.get(word)
        if found is not None:
            option = found if found.nargs != 0 else None
        elif not free and word in commands_of(parser):
            parser = commands_of(parser)[word]
            path.append(word)
        elif not word.startswith("-"):
            free.append(word)
    if option is not None:
        return _starting(last, _values_of(option, before, free))
    if last.startswith("-") and "--" not in before:
        return _starting(last, parser._option_string_actions)
    inner = commands_of(parser)
    if inner:
        return [] if free else _starting(last, inner)
    return _starting(last, _arguments(parser, path, free, before, last))


def _split(word: str) -> list[str]:
    """`--event=museum` as two words."""
    if word.startswith("--") and "=" in word:
        return list(word.split("=", 1))
    return [word]


def _values_of(option: argparse.Action, before: list[str], free: list[str]) -> Iterable[str]:
    if option.choices:
        return map(str, option.choices)
    if option.dest == "take":
        return _proposals(free)
    if "--sample" in option.option_strings:
        from kursk_tui.dossier.samples import names

        return names()
    for name in option.option_strings:
        if name in _TABLES:
            return _ids((_TABLES[name],), before)
    return ()


def _arguments(
    parser: argparse.ArgumentParser, path: list[str], free: list[str], before: list[str], last: str
) -> Iterable[str]:
    """What can stand in the next place without an option."""
    places = [a for a in parser._actions if not a.option_strings]
    if not places or (len(free) >= len(places) and places[-1].nargs not in ("*", "+")):
        return ()
    place = places[min(len(free), len(places) - 1)]
    if place.choices:
        return map(str, place.choices)
    command = path[-1]
    if command == "help":
        from kursk_tui.cli.parser import build_parser, commands_of
        from kursk_tui.help.topics import TOPICS

        return [*commands_of(build_parser()), *TOPICS]
    if command == "export":
        from kursk_tui.cli.arguments import EXPORTED, TABLES

        return EXPORTED if free[0] in TABLES else _ids(_EXPORTS.get(free[0], ()), before)
    if command == "restore":
        return _copies(free)
    if command == "open" and ":" in last:
        name = last.partition(":")[0]
        return [f"{name}:{id}" for id in _ids(_PREFIXES.get(name, ()), before)]
    if command in _IDS:
        return _ids(_IDS[command], before)
    return _terms(before, last) if place.dest == "query" else ()


def _proposals(free: list[str]) -> Iterable[str]:
    """The records of the file that is named which the shipped data have otherwise."""
    from kursk_tui.store.errors import DossierError

    if len(free) != 1:
        return ()
    from kursk_tui.upkeep.updating import update

    try:
        found = update(_as_shell(free[0]) or "", author="unknown", dry_run=True)
    except DossierError:
        return ()
    return [f"{proposal.table}:{proposal.id}" for proposal in found.proposals]


def _copies(free: list[str]) -> Iterable[str]:
    """The copies of the file that is named; nothing for the file itself."""
    from kursk_tui.store.errors import DossierError

    if len(free) != 1:
        return ()
    from kursk_tui.store import backups
    from kursk_tui.upkeep import restoring

    try:
        found = backups.copies(_as_shell(free[0]) or "")
    except DossierError:
        return ()
    return [restoring.LATEST, *(copy.digest[:8] for copy in found)] if found else ()


def _terms(before: list[str], last: str) -> Iterable[str]:
    """Fields of a query, or the values of the one that is there."""
    from kursk_tui.analysis.query.fields import BY_NAME, FIELDS

    minus = "-" if last.startswith("-") else ""
    name, colon, _ = last.removeprefix("-").partition(":")
    if not colon:
        return [f"{minus}{field.name}{field.operators[0]}" for field in FIELDS]
    field = BY_NAME.get(name)
    if field is None:
        return ()
    known = field.typed or _ids((field.names,) if field.names else (), before)
    return [f"{minus}{name}:{value}" for value in known]


def _ids(tables: tuple[str, ...], before: list[str]) -> Iterable[str]:
    """Ids of the dossier that the line names, or that is there by default."""
    from kursk_tui.dossier.dossier import Dossier
    from kursk_tui.dossier.naming import UseError, records
    from kursk_tui.dossier.paths import dossier_path
    from kursk_tui.dossier.samples import path_of
    from kursk_tui.store.errors import DossierError

    given = next(
        (after for word, after in pairwise(before) if word in ("-d", "--dossier")),
        None,
    )
    if not tables:
        return ()
    sample = next((after for word, after in pairwise(before) if word == "--sample"), None)
    try:
        path = path_of(sample) if sample is not None else dossier_path(_as_shell(given))
        dossier = Dossier.open(path)
    except (DossierError, UseError):
        # A key pressed for a completion is no place for an error: the command will tell.
        return ()
    return [id for table in tables for id in records(dossier, table)]


def _as_shell(word: str | None) -> str | None:
    """A word as the shell will give it to the command: bash hands over what was typed."""
    if word is None:
        return None
    import os
    import shlex

    try:
        return os.path.expanduser("".join(shlex.split(word)) or word)  # noqa: PTH111
    except ValueError:
        return word


def _starting(prefix: str, words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word.startswith(prefix)]
