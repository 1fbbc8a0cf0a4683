"""Beginning a dossier of one's own: new."""

from __future__ import annotations

import argparse
import sys

from kursk_tui.dossier.beginning import Beginning, begin
from kursk_tui.dossier.naming import UseError


def run_new(arguments: argparse.Namespace) -> int:
    """`new FILE`: a dossier without documents; asks for what it needs where somebody is there."""
    import json
    from shlex import quote

    from kursk_tui.export.writing import write
    from kursk_tui.model.text import plural, visible
    from kursk_tui.upkeep import restoring

    wanted = Beginning(
        arguments.title or "",
        arguments.summary or "",
        tuple(arguments.place),
        arguments.span,
        tuple(arguments.pack),
        tuple(arguments.language),
    )
    if arguments.title is None:
        if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
            raise UseError("new needs --title, and asks for it only at a terminal")
        wanted = _asked(wanted)
    text = begin(wanted, arguments.file)
    if arguments.force:
        restoring.keep_replaced(arguments.file)
    write(arguments.file, text, force=arguments.force)
    counted = plural(len(json.loads(text)["measures"]), "measure")
    opens = f"kursk-tui -d {quote(arguments.file)}"
    print(
        f"kursk-tui: begun {visible(arguments.file)}, with {counted}; {visible(opens)} opens it, "
        f"{visible(opens)} import ARTICLE takes a document in",
        file=sys.stderr,
    )
    return 0


def _asked(given: Beginning) -> Beginning:
    """What the options did not tell, asked for at the terminal."""
    from kursk_tui.dossier import packs

    title = ""
    while not title:
        title = _ask("title of the dossier")
    places = given.places or _parts(_ask("where it happened (commas; may stay empty)"))
    span = given.span or _ask("when (as 2023-09-10 or 2023-09/2023-12; may stay empty)") or None
    languages = given.languages or _parts(
        _ask("languages of the documents (codes as en, uk; may stay empty)")
    )
    wanted = given.packs
    if not wanted:
        for name in packs.names():
            print(f"  {name:<14}{packs.read(name).about}")
        wanted = _parts(_ask("what is counted (names of packs, commas; may stay empty)"))
    return given._replace(title=title, places=places, span=span, packs=wanted, languages=languages)


def _ask(what: str) -> str:
    print(f"{what}: ", end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise UseError("nothing was made: the questions were not answered")
    return line.strip()


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
