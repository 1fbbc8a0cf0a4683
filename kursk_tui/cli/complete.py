"""Completion for bash, zsh and fish: all three ask the program itself.

So a completion can never differ from the parser, and ids come from the dossier at hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import pairwise

_BASH = """\
_kursk_tui() {
    local IFS=$'\\n'
    COMPREPLY=($(kursk-tui __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    # What has a colon is one word here and several to bash.
    local word=${COMP_WORDS[COMP_CWORD]}
    if [[ $word == *:* ]] && declare -F __ltrim_colon_completions >/dev/null; then
        __ltrim_colon_completions "$word"
    fi
}
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
    "export": ("events", "measures"),
}
_FILES = frozenset({"-d", "--dossier", "--texts", "--notes", "--with", "-o", "--output"})


def run_complete(words: list[str]) -> int:
    """Print what could stand in place of the last word, one a line; nothing for files."""
    for word in completions(words):
        print(word)
    return 0


def completions(words: list[str]) -> list[str]:
    """Commands, options, values and ids that begin with the last of the words."""
    from kursk_tui.cli.parser import build_parser, commands_of

    *before, last = words or [""]
    parser: argparse.ArgumentParser = build_parser()
    path: list[str] = []
    free = 0
    option: argparse.Action | None = None
    for word in before:
        if option is not None:
            option = None
            continue
        found = parser._option_string_actions.get(word)
        if found is not None:
            option = found if found.nargs != 0 else None
        elif word in commands_of(parser):
            parser = commands_of(parser)[word]
            path.append(word)
        elif not word.startswith("-"):
            free += 1
    if option is not None:
        return _starting(last, _values_of(option, before))
    if last.startswith("-"):
        return _starting(last, parser._option_string_actions)
    inner = commands_of(parser)
    if inner and free == 0:
        return _starting(last, inner)
    return _starting(last, _arguments(parser, path, free, before))


def _values_of(option: argparse.Action, before: list[str]) -> Iterable[str]:
    if option.choices:
        return map(str, option.choices)
    for name in option.option_strings:
        if name in _TABLES:
            return _ids((_TABLES[name],), before)
    return ()


def _arguments(
    parser: argparse.ArgumentParser, path: list[str], free: int, before: list[str]
) -> Iterable[str]:
    """What can stand in the next place without an option."""
    places = [a for a in parser._actions if not a.option_strings]
    place = places[min(free, len(places) - 1)] if places else None
    if place is not None and place.choices:
        return map(str, place.choices)
    if path[-1:] == ["help"]:
        from kursk_tui.cli.parser import build_parser, commands_of

        return [*commands_of(build_parser()), "query"]
    if path and path[-1] in _IDS:
        more = ("claims", "pairs") if path[-1] == "export" else ()
        return [*more, *_ids(_IDS[path[-1]], before)]
    if path and place is not None and place.dest == "query":
        from kursk_tui.analysis.query import FIELDS

        return [f"{field.name}{field.operators[0]}" for field in FIELDS]
    return ()


def _ids(tables: tuple[str, ...], before: list[str]) -> Iterable[str]:
    """Ids of the dossier that the line names, or that is there by default."""
    from kursk_tui.dossier.dossier import Dossier
    from kursk_tui.dossier.errors import DossierError
    from kursk_tui.dossier.naming import records
    from kursk_tui.dossier.paths import dossier_path

    given = next(
        (after for word, after in pairwise(before) if word in ("-d", "--dossier")),
        None,
    )
    try:
        dossier = Dossier.open(dossier_path(given))
    except DossierError:
        # A key pressed for a completion is no place for an error: the command will tell.
        return ()
    return [id for table in tables for id in records(dossier, table)]


def _starting(prefix: str, words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word.startswith(prefix)]
