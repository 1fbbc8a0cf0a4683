"""One opened dossier with its lens, what is derived from both, and the notebooks beside it.

What a headless command and the explorer both work on. Everything is opened, or worked out, when it
is first asked for: a look-up pays only for what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.dossier.index import Index
from kursk_tui.dossier.lens import Lens, Seen, look
from kursk_tui.dossier.paths import dossier_path

if TYPE_CHECKING:
    from pathlib import Path

    from kursk_tui.analysis.disagreements.listing import Disagreements
    from kursk_tui.dossier.texts import Texts
    from kursk_tui.notebook.exchange import Overlay
    from kursk_tui.notebook.judgements import Judgements

# What is forgotten when another state of the file is taken up, and when the lens changes.
_OF_WHOLE = ("whole_index", "texts")
_OF_SEEN = ("seen", "index")


class Workspace:
    """A dossier as it is seen. Whatever opens a file raises DossierError where that cannot be done.

    `given` is the path of the dossier that was asked for, else None; `texts` a folder with copies
    of the articles; `without` holds names or ids of agents; `beside` the paths of notebooks that
    are read beside one's own.
    """

    def __init__(
        self,
        given: str | Path | None = None,
        *,
        texts: Path | None = None,
        known_at: str | None = None,
        without: Sequence[str] = (),
        notebook: str | None = None,
        beside: Sequence[str] = (),
        author: str | None = None,
    ) -> None:
        self._given, self._texts = given, texts
        self._known_at, self._without = known_at, without
        self._notebook, self._beside, self._author = notebook, beside, author
        self._found: dict[Lens, Disagreements] = {}

    # ---- the dossier

    @cached_property
    def whole(self) -> Dossier:
        """The dossier as it is in the file."""
        return Dossier.open(dossier_path(self._given))

    @cached_property
    def whole_index(self) -> Index:
        """Look-ups over all of it."""
        return Index(self.whole)

    def take_up(self, dossier: Dossier, index: Index | None = None) -> None:
        """Work on another state of the dossier; what is left out stays so if it remains."""
        held = "lens" in self.__dict__
        self._forget(*_OF_WHOLE, *_OF_SEEN)
        self._found = {}
        self.whole = dossier
        if index is not None:
            self.whole_index = index
        self.judgements.dossier = dossier.meta.id
        if held:
            kept = tuple(agent for agent in self.lens.without if agent in dossier.agents)
            claims = tuple(claim for claim in self.lens.claims if claim in dossier.claims)
            self.lens = self.lens._replace(without=kept, claims=claims)

    @cached_property
    def texts(self) -> Texts | None:
        """Copies of the articles: those of the folder that was given, else of one's own."""
        from kursk_tui.dossier.texts import Texts
        from kursk_tui.intake.documents.text_copies import folder_of

        folder = folder_of(self._texts)
        return Texts.attach(self.whole, folder) if folder is not None else None

    @property
    def texts_folder(self) -> Path:
        """Where copies of the articles are, or would be, kept."""
        from pathlib import Path

        from kursk_tui.intake.documents.text_copies import default_folder

        return self._texts or Path(default_folder())

    # ---- what is seen of it

    @cached_property
    def lens(self) -> Lens:
        """What is left out of what is seen. Raises UseError for a name that is no agent's."""
        from kursk_tui.dossier.naming import resolve

        agents = (resolve(self.whole, "agents", name) for name in self._without)
        return Lens(self._known_at, tuple(agents))

    @cached_property
    def seen(self) -> Seen:
        """What the lens leaves. Raises DateError and UseError."""
        return look(self.whole, self.lens)

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is seen."""
        return self.seen.dossier

    @cached_property
    def index(self) -> Index:
        """Look-ups over what is seen."""
        return self.whole_index if self.dossier is self.whole else Index(self.dossier)

    def set_lens(self, lens: Lens) -> None:
        """Look through another lens. Raises what `look` raises, and nothing is changed then."""
        seen = look(self.whole, lens)
        self._forget(*_OF_SEEN)
        self.lens, self.seen = lens, seen
        self._found = {kept: found for kept, found in self._found.items() if kept.is_clear}

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    # ---- what disagrees

    @property
    def disagreements(self) -> Disagreements:
        """The disagreements of what is seen, looked for once."""
        return self._look_for(self.lens)

    @property
    def all_disagreements(self) -> Disagreements:
        """The disagreements without a lens, looked for once."""
        return self._look_for(Lens())

    @property
    def known_disagreements(self) -> Disagreements | None:
        """The disagreements of what is seen, None while nobody has looked for them."""
        return self._found.get(self.lens)

    def keep(self, found: Disagreements) -> None:
        """Keep the disagreements of what is seen, looked for elsewhere."""
        self._found[self.lens] = found

    def _look_for(self, lens: Lens) -> Disagreements:
        if lens not in self._found:
            from kursk_tui.analysis.disagreements.listing import disagreements

            seen = self.seen if lens == self.lens else look(self.whole, lens)
            self._found[lens] = disagreements(seen.dossier)
        return self._found[lens]

    # ---- the notebooks

    @cached_property
    def author(self) -> str:
        """The name that stands on edits and on entries in the notebook."""
        from kursk_tui.store.authorship import default_author

        return self._author or default_author()

    @cached_property
    def judgements(self) -> Judgements:
        """One's own notebook, to be added to, and those beside it."""
        from kursk_tui.notebook.judgements import Judgements
        from kursk_tui.notebook.notebook import default_notebook_path

        path = self._notebook or default_notebook_path(None)
        return Judgements.open(path, self._beside, self.author)

    @property
    def notes(self) -> Overlay:
        """What stands in all notebooks together."""
        return self.judgements.overlay
