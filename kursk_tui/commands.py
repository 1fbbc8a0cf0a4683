"""The one registry of commands: keys, palette, help and footer are all made from it.

A command is carried out by a method `do_<id>`, hyphens as underscores, of the screen or of one of
its parts. The id is also the name by which a keymap file gives a command other keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class Command(NamedTuple):
    """One command. `keys` are Textual's key names; `title` is what the palette shows.

    Where `screen` names screens, between spaces, the keys mean this only there, and something
    else elsewhere. What takes long of a large dossier is said to be under way.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: str
    screen: str = ""
    takes_long: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("down", ("down", "j"), "Row down", "Move the cursor one row down.", "Move"),
    Command("up", ("up", "k"), "Row up", "Move the cursor one row up.", "Move"),
    # Plus and minus as in mail readers: a keyboard may have no key for a page, and on some
    # screens the space bar folds.
    Command(
        "page-down", ("pagedown", "space", "+", "ctrl+f"), "Page down", "One page down.", "Move"
    ),
    Command("page-up", ("pageup", "-", "ctrl+u"), "Page up", "One page up.", "Move"),
    Command("top", ("home", "g"), "First row", "Go to the first row.", "Move"),
    Command("bottom", ("end", "G"), "Last row", "Go to the last row.", "Move"),
    Command("next-pane", ("tab", "right", "l"), "Next pane", "Move to the next pane.", "Panes"),
    Command(
        "previous-pane",
        ("shift+tab", "left", "h"),
        "Previous pane",
        "Move to the previous pane.",
        "Panes",
    ),
    Command("timeline", ("1",), "Timeline", "Go to the pane of events.", "Panes"),
    Command("claims", ("2",), "Claims", "Go to the pane of claims.", "Panes"),
    Command(
        "sources",
        ("3",),
        "Sources, agents",
        "Go to the pane of documents; again: agents in their place, and back.",
        "Panes",
    ),
    Command(
        "detail",
        ("4",),
        "Detail",
        "Go to the detail, to scroll it or follow its links.",
        "Panes",
    ),
    Command("zoom", ("z",), "Zoom", "Show this pane alone, or all panes again.", "Panes"),
    Command(
        "drill",
        ("enter",),
        "Drill",
        "Narrow everything to the event, document, agent or claim at the cursor. In the "
        "detail, follow the link, or show a value in full.",
        "Drill",
    ),
    Command(
        "back",
        ("backspace",),
        "Back",
        "Go back to the view before, with its cursors and filters.",
        "Drill",
    ),
    Command(
        "only",
        ("=",),
        "Only this",
        "Keep only the last step of what the view is narrowed to.",
        "Drill",
    ),
    Command(
        "all",
        ("0",),
        "Everything",
        "Remove all narrowing; pressed again, any lens too.",
        "Drill",
    ),
    Command(
        "filter",
        ("/",),
        "Filter",
        "Narrow the list to rows that hold every word typed; Enter keeps it, Escape drops it, Tab "
        "searches everything and leads there.",
        "Find",
    ),
    Command("next-match", ("n",), "Next match", "Go to the next row that matches.", "Find"),
    Command("previous-match", ("N",), "Previous match", "Go to the previous match.", "Find"),
    Command(
        "clear",
        ("escape",),
        "Show all rows",
        "Show all rows again, with matches marked; pressed again, without marks.",
        "Find",
    ),
    Command(
        "sort", ("s",), "Sort", "Sort the pane by the next of its orders.", "Find", takes_long=True
    ),
    Command(
        "reverse", ("S",), "Reverse", "Reverse the order of the pane.", "Find", takes_long=True
    ),
    Command(
        "overview",
        ("~",),
        "Overview",
        "Show the dossier at a glance: what is contested, the turning points, the gravest "
        "disagreements.",
        "Find",
        takes_long=True,
    ),
    Command(
        "mark",
        (",",),
        "Mark",
        "Mark the row at the cursor, or unmark it. While rows are marked, they are flagged, rated, "
        "exported, cited or left out together, and two marked claims are compared.",
        "Find",
    ),
    Command(
        "unmark",
        (";",),
        "Unmark all",
        "Take all marks away; pressed again, bring them back.",
        "Find",
    ),
    Command(
        "disagreements",
        ("d",),
        "Disagreements",
        "List what disagrees in this view, gravest first, and why.",
        "Find",
        takes_long=True,
    ),
    Command(
        "competing",
        ("c",),
        "Competing",
        "List everything that competes with the claim at the cursor.",
        "Find",
        takes_long=True,
    ),
    Command(
        "origins",
        ("o",),
        "Origins",
        "Show as a tree who had the claim at the cursor from whom, each in its own words; "
        "elsewhere, who stands behind all claims in view.",
        "Find",
        takes_long=True,
    ),
    Command(
        "measures",
        ("m",),
        "Measures",
        "List what is counted, as a tree; Enter charts everything said of one measure over time.",
        "Find",
        takes_long=True,
    ),
    Command(
        "books",
        ("b",),
        "Books",
        "List the sums and ledgers in view and what each leaves over; Enter opens one, to try "
        "other claims in it.",
        "Find",
        takes_long=True,
    ),
    Command(
        "known-at",
        ("t",),
        "Known at",
        "Show only what was published by a date, in all panes, plots and disagreements; "
        "sources without a date are set aside and counted. A date is 2025-02-01, 1 Feb 2025, "
        "or a month or year.",
        "Lens",
    ),
    Command(
        "range",
        ("T",),
        "Range of time",
        "Narrow everything to what lies in a range of time (2025, 2025-01..2025-03, 2025-01..): "
        "panes, disagreements, charts, origins and books. A step of the view, like a drill.",
        "Lens",
    ),
    Command(
        "earlier",
        ("[",),
        "Earlier",
        "Step back to the publication before.",
        "Lens",
        takes_long=True,
    ),
    Command("later", ("]",), "Later", "Step on to the next publication.", "Lens", takes_long=True),
    Command(
        "discount",
        ("D",),
        "Leave out",
        "For this session, leave out every claim with the agent at the cursor in its chain "
        "(on a claim, its origin); pressed again, take it back in. Where no agent is "
        "at the cursor, it asks for one.",
        "Lens",
        takes_long=True,
    ),
    Command(
        "fold",
        ("space",),
        "Fold",
        "In a forest plot, show or fold the claims that tell the same; in a chart, the figures of "
        "other scopes; among disagreements, the rows that are folded under this one; in the "
        "timeline, the releases that speak of an event, or a chapter; among the claims, who else "
        "tells the figure.",
        "Find",
        "plot disagreements explorer",
    ),
    Command(
        "previous-figure",
        ("left", "<"),
        "Figure before",
        "In a plot, go to the figure before.",
        "Find",
        "plot",
    ),
    Command(
        "next-figure",
        ("right", ">"),
        "Next figure",
        "In a plot, go to the next figure.",
        "Find",
        "plot",
    ),
    Command(
        "forest",
        ("p",),
        "Forest plot",
        "Show a chart over time as a forest plot, a row a figure; pressed again, as a chart.",
        "Find",
        "plot",
    ),
    Command(
        "axis",
        ("Z",),
        "Axis",
        "In a forest plot, cut the axis to the rows on the screen; pressed again, to the figure at "
        "the cursor; and then show all of it. A bar that goes on beyond it ends in an arrow.",
        "Find",
        "plot",
    ),
    Command(
        "plot",
        ("p",),
        "Plot",
        "Among disagreements, chart the two sides with what is told of the same releases; in the "
        "explorer, chart the figures that the pane of claims shows, of one unit.",
        "Find",
        "disagreements explorer",
        takes_long=True,
    ),
    Command(
        "scale",
        ("l",),
        "Scale",
        "In a plot, switch between an even and a logarithmic axis.",
        "Find",
        "plot",
    ),
    Command(
        "columns",
        ("C",),
        "Columns",
        "Choose the columns of the list of claims and their order; they are kept for the next "
        "time.",
        "Find",
    ),
    Command(
        "toggle-column",
        ("space",),
        "Show column",
        "In the menu of columns, show or hide the column at the cursor.",
        "Find",
        "columns",
    ),
    Command(
        "column-earlier",
        ("<", "left"),
        "Column up",
        "In the menu of columns, move the column one place up: to the left in a row.",
        "Find",
        "columns",
    ),
    Command(
        "column-later",
        (">", "right"),
        "Column down",
        "In the menu of columns, move the column one place down: to the right in a row.",
        "Find",
        "columns",
    ),
    Command(
        "kind",
        ("K",),
        "Kind",
        "Choose one kind of disagreement or flag from a menu, which counts them.",
        "Find",
    ),
    Command(
        "severity",
        ("!",),
        "Severity",
        "Choose from a menu from which severity upwards disagreements are shown.",
        "Find",
    ),
    Command(
        "flag", ("f",), "Flag", "Flag what is at the cursor, or judge it, with a reason.", "Judge"
    ),
    Command(
        "rate",
        ("R",),
        "Rate",
        "Rate the agent at the cursor (reliability A to F) or the claim (credibility 1 to 6), by "
        "the Admiralty scales.",
        "Judge",
    ),
    Command(
        "flags",
        ("F",),
        "Flags",
        "List all flags, verdicts and notes, yours and your colleagues'.",
        "Judge",
    ),
    Command(
        "import",
        ("i",),
        "Take in",
        "Import an article (file or address) or a table (file), or continue a review. The program "
        "proposes a claim for each figure; nothing enters the dossier that you have not accepted.",
        "Edit",
    ),
    Command(
        "add",
        ("a",),
        "Add claim",
        "Add a claim by hand to the document at the cursor; in the vocabulary, or among measures "
        "or books, one more of their sort.",
        "Edit",
    ),
    Command(
        "add-document", ("A",), "Add document", "Add a document by hand, without its text.", "Edit"
    ),
    Command(
        "edit",
        ("E",),
        "Edit",
        "Edit the record at the cursor as a form: a claim, a document, an event, an agent, a "
        "measure, a sum or ledger.",
        "Edit",
    ),
    Command(
        "retract",
        ("X",),
        "Retract, delete",
        "Mark the claim at the cursor as one that no longer counts, with a reason; it stays in the "
        "file. Delete any other record that nothing names. Among articles that wait: drop one.",
        "Edit",
    ),
    Command(
        "vocabulary",
        ("V",),
        "Vocabulary",
        "List what claims are coded with, and how many records name each: measures, populations, "
        "places, ways of counting, sums and ledgers, chapters, events, agents. Enter edits one, on "
        "a heading it adds one.",
        "Edit",
        takes_long=True,
    ),
    Command(
        "merge",
        ("J",),
        "Merge",
        "Say which other record the one at the cursor is really: all that names it names that one "
        "then. An agent's names are kept as other names.",
        "Edit",
    ),
    Command(
        "split-agent",
        ("P",),
        "Split agent",
        "Make an agent of its own of another name of the agent at the cursor, and choose which "
        "claims and documents move to it.",
        "Edit",
    ),
    Command(
        "edits",
        ("H",),
        "Edits",
        "List the edits of this file and who made them; u undoes one.",
        "Edit",
    ),
    Command(
        "accept",
        ("a",),
        "Accept",
        "In a review or a form, put it into the dossier and go on; a number that is not proposed "
        "becomes a proposal; of a table, all rows that are sound; of a newer text, take it for "
        "the text of the document.",
        "Edit",
        "review table changes",
    ),
    Command(
        "skip",
        ("s",),
        "Skip",
        "In a review, leave the proposal out and go on; on a skipped one, take it up again.",
        "Edit",
        "review",
    ),
    Command(
        "split",
        ("p",),
        "Split",
        "In a review, make a second proposal from the same passage.",
        "Edit",
        "review",
    ),
    Command(
        "next-proposal",
        ("n",),
        "Next proposal",
        "In a review, go to the next proposal, decided or not, or to the next number that is not "
        "proposed.",
        "Edit",
        "review",
    ),
    Command(
        "previous-proposal",
        ("N",),
        "Previous proposal",
        "In a review, go to the previous proposal or number.",
        "Edit",
        "review",
    ),
    Command(
        "take-sum",
        ("=",),
        "Take sum",
        "In a review, take the sum that the text makes of this figure and others, or leave it "
        "again: it goes into the dossier with the last of its claims.",
        "Edit",
        "review",
    ),
    Command(
        "newer-text",
        ("B",),
        "Newer text",
        "Compare the document at the cursor, or that of the claim, with a newer text of it: its "
        "copy if that has changed, else a file or an address. What matters is listed, figure by "
        "figure, with both wordings.",
        "Edit",
    ),
    Command("note", ("e",), "Note", "Write a longer note in your editor ($EDITOR).", "Judge"),
    Command(
        "undo",
        ("u",),
        "Undo",
        "Undo your last entry in the notebook or your last edit, whichever was later.",
        "Judge",
    ),
    Command("redo", ("U",), "Redo", "Reverse the last undo.", "Judge"),
    Command(
        "article",
        ("w",),
        "Open article",
        "Open the article of the claim or the document at the cursor in your browser. Over SSH, or "
        "without a browser, send its address to the terminal's clipboard.",
        "Use",
    ),
    Command(
        "archived",
        ("W",),
        "Open archived",
        "Open the archived copy of that article in the same way.",
        "Use",
    ),
    Command(
        "copy",
        ("y",),
        "Copy citation",
        "Send a line that cites the claim or the document to the terminal's clipboard (OSC 52); "
        "pressed again its address, then its id, BibTeX and CSL-JSON.",
        "Use",
    ),
    Command(
        "export",
        ("x",),
        "Export",
        "Write what is in view to a file: a brief (brief.html, brief.md), a report (.md), a "
        "spreadsheet (.csv), data (.json), annotations (.jsonld), a chart, a forest plot or a tree "
        "of origins (.svg, .dot). End the name with ! to replace a file.",
        "Use",
    ),
    Command("whole", ("v",), "Whole text", "Show the detail on the whole screen.", "Use"),
    Command(
        "dossiers",
        ("O",),
        "Dossiers",
        "List the dossiers opened lately and those that come with the program, to go on with "
        "another, open a file, or begin a new one.",
        "Use",
    ),
    Command("reload", ("r",), "Reload", "Read the dossier's file again.", "Use"),
    Command("messages", ("M",), "Messages", "Show in full every message so far.", "Program"),
    Command(
        "help",
        ("?",),
        "Help",
        "Show what matters on this screen and what its signs mean, then every key and the "
        "manual; type to search.",
        "Program",
    ),
    Command("palette", ("ctrl+p", ":"), "Palette", "Find a command by name and run it.", "Program"),
    Command(
        "redraw",
        ("ctrl+l",),
        "Redraw",
        "Redraw the screen after something else wrote on it.",
        "Program",
    ),
    Command(
        "suspend", ("ctrl+z",), "Suspend", "Go back to the shell; type fg to return.", "Program"
    ),
    Command("quit", ("q", "ctrl+c"), "Quit", "Leave the explorer.", "Program"),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

# Bytes that terminals, tmux or the line itself take for other keys or keep for themselves.
RESERVED_KEYS = frozenset(
    {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+q", "ctrl+b", "ctrl+@"}
)

# The screens on which some commands have keys of their own; the empty name is for all others.
SCREENS = ("", *dict.fromkeys(name for command in COMMANDS for name in command.screen.split()))

Keymap = Mapping[str, tuple[str, ...]]


class KeyClashError(ValueError):
    """A key would mean two commands on one screen."""

    def __init__(self, key: str, first: str, second: str) -> None:
        super().__init__(f"{key} is the key of both {first} and {second}; give one another")
        self.commands = (first, second)


def keys_of(command: Command, keymap: Keymap) -> tuple[str, ...]:
    """The keys a command has under a keymap."""
    return keymap.get(command.id, command.keys)


def key_of(name: str, keymap: Keymap) -> str:
    """The first key of a command under a keymap, as a sentence has it: `Enter`, not `⏎`."""
    key = keys_of(BY_ID[name], keymap)[0]
    return key.capitalize() if key in ("enter", "backspace") else shown_key(key)


def method_of(name: str, owners: Iterable[object]) -> Callable[[], None] | None:
    """What carries a command out: the method of the first of some objects that has one."""
    method = f"do_{name.replace('-', '_')}"
    return next((getattr(owner, method) for owner in owners if hasattr(owner, method)), None)


def commands_by_key(keymap: Keymap, screen: str = "") -> dict[str, str]:
    """The id of the command of each key, by Textual's names of keys, on a screen.

    What is the screen's own goes before what holds everywhere. Raises KeyClashError where two
    commands that are both the screen's own, or both hold everywhere, have the same key.
    """
    found: dict[str, str] = {}
    for own in (False, True) if screen else (False,):
        meant: dict[str, str] = {}
        for command in COMMANDS:
            if screen in command.screen.split() if own else not command.screen:
                for key in dict.fromkeys(keys_of(command, keymap)):
                    other = meant.setdefault(_textual_key(key), command.id)
                    if other != command.id:
                        raise KeyClashError(key, other, command.id)
        found |= meant
    return found


def keys_on(screen: str, keymap: Keymap) -> dict[str, tuple[str, ...]]:
    """The keys that each command has on a screen, by its id; without those that another takes."""
    meant = commands_by_key(keymap, screen)
    held = {
        command.id: tuple(
            key for key in keys_of(command, keymap) if meant.get(_textual_key(key)) == command.id
        )
        for command in COMMANDS
    }
    return {name: keys for name, keys in held.items() if keys}


_KEY_NAMES = {
    "enter": "⏎",
    "backspace": "⌫",
    "escape": "Esc",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}

_NAME_REPLACEMENTS = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _textual_key(key: str) -> str:
    """Textual's name of a key that people write as a character: `/` is `slash`."""
    if len(key) != 1 or key.isalnum():
        return key
    import unicodedata

    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _NAME_REPLACEMENTS.get(name, name)


def shown_key(key: str) -> str:
    """A key as the footer and the help show it."""
    return _KEY_NAMES.get(key, key)
