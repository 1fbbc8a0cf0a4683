"""Copies of the sources' texts that a reader has, and where each claim stands in them."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from kursk_tui.dossier.dossier import Dossier
from kursk_tui.model import locators
from kursk_tui.model.locators import Passage
from kursk_tui.model.records import Claim, Source
from kursk_tui.model.text import visible
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error

LARGEST_BYTES = 5_000_000


class Texts:
    """The texts found for a dossier's sources.

    `matched` is which file each source was given; `changed` which file is another text of a
    source than the one whose fingerprint it has, and no earlier one; `problems` are lines, safe
    to print, about files that could not be read or that belong to no source.
    """

    def __init__(self, matched: dict[str, Path], texts: dict[str, list[str]]) -> None:
        self.matched = matched
        self.changed: dict[str, Path] = {}
        self.problems: list[str] = []
        self._texts = texts
        self._newer: dict[str, list[str]] = {}

    @classmethod
    def none(cls) -> Texts:
        """Return what stands for no folder at all: every claim is without a copy."""
        return cls({}, {})

    @classmethod
    def attach(cls, dossier: Dossier, folder: str | os.PathLike[str]) -> Texts:
        """Read the *.txt files of a folder and find the source of each.

        A file with the fingerprint of a source's text is that text. Another one goes to the
        source with which it shares most paragraphs that claims stand in, at least one; one that
        is named after a source without a fingerprint, to that source. Each
        source gets one file: the same fingerprint first, then the most shared, then the first
        by name. Raises DossierError when the folder can't be read; a file that can't be is
        told in `problems`.
        """
        attached = cls.none()
        read = attached._read(Path(folder))
        wanted = {source.text.sha256: id for id, source in dossier.sources.items() if source.text}
        hashes: dict[str, set[str]] = {}
        for row in dossier.raw_rows("claims").values():
            if place := row.get("locator"):
                hashes.setdefault(place["sha256"], set()).add(row["source"])
        # Sorted so that the best file of each source comes first.
        candidates: list[tuple[bool, int, str, Path, str]] = []
        for path, paras in read.items():
            source = wanted.get(locators.text_fingerprint(paras))
            if source is not None:
                candidates.append((False, 0, path.name, path, source))
                continue
            named = dossier.sources.get(path.stem)
            if named is not None and named.text is None:
                candidates.append((False, 1, path.name, path, named.id))
                continue
            shared: dict[str, int] = {}
            for print_ in {locators.fingerprint(paragraph) for paragraph in paras}:
                for owner in hashes.get(print_, ()):
                    shared[owner] = shared.get(owner, 0) + 1
            candidates += [(True, -count, path.name, path, id) for id, count in shared.items()]
        used: set[Path] = set()
        order = {id: number for number, id in enumerate(dossier.sources)}
        for *_, path, id in sorted(candidates, key=lambda c: (*c[:3], order[c[4]])):
            if id not in attached.matched and path not in used:
                attached.matched[id] = path
                attached._texts[id] = read[path]
                used.add(path)
        attached._look_for_changed(dossier, read, hashes, candidates)
        known = used | set(attached.changed.values()) | attached._earlier(dossier, read)
        attached.problems += [
            visible(f"{path}: belongs to no source of the dossier, or to one that has its text")
            for path in read
            if path not in known
        ]
        return attached

    def _look_for_changed(
        self,
        dossier: Dossier,
        read: dict[Path, list[str]],
        hashes: dict[str, set[str]],
        candidates: list[tuple[bool, int, str, Path, str]],
    ) -> None:
        """Find the files that are another text of a source: by their name, or by most passages.

        A paragraph that two reports share makes neither a version of the other.
        """
        places = Counter(source for owners in hashes.values() for source in owners)
        found = {path: path.stem for path in read}
        for drifted, count, _, path, id in candidates:
            if drifted and -count * 2 >= places[id] and path.stem not in dossier.sources:
                found[path] = id
        exact = {path for drifted, count, _, path, _ in candidates if not drifted and not count}
        for path, id in found.items():
            source = dossier.sources.get(id)
            if source is None or source.text is None or path in exact or id in self.changed:
                continue
            earlier = {version.sha256 for version in source.versions}
            if locators.text_fingerprint(read[path]) not in earlier:
                self.changed[id] = path
                self._newer[id] = read[path]

    def _earlier(self, dossier: Dossier, read: dict[Path, list[str]]) -> set[Path]:
        """The files that are kept as earlier texts of a source."""
        kept = {v.sha256 for source in dossier.sources.values() for v in source.versions}
        return {p for p, paras in read.items() if kept and locators.text_fingerprint(paras) in kept}

    def paragraphs(self, source: str) -> list[str] | None:
        """Return the paragraphs of a source's text, None when there is no copy."""
        paras = self._texts.get(source)
        return None if paras is None else list(paras)

    def text_of(self, source: Source) -> list[str] | None:
        """Return the very text of a source, the one with its fingerprint, None without a copy."""
        paras = self._texts.get(source.id)
        if paras is None or source.text is None:
            return None
        is_same = locators.text_fingerprint(paras) == source.text.sha256
        return list(paras) if is_same else None

    def changed_text(self, source: str) -> list[str] | None:
        """Return the paragraphs of another text of a source, None where there is none."""
        paras = self._newer.get(source)
        return None if paras is None else list(paras)

    def passage(self, claim: Claim) -> Passage:
        """Return what became of a claim's place in the text of its source."""
        figure = claim.figure
        written = figure.written if figure and not figure.is_supplied else None
        return locators.locate(claim.locator, written, self._texts.get(claim.source))

    def _read(self, folder: Path) -> dict[Path, list[str]]:
        try:
            found = sorted(
                (path for path in folder.iterdir() if path.suffix.lower() == ".txt"),
                key=lambda path: path.name,
            )
        except OSError as error:
            raise os_error(str(folder), error, "the folder of texts can't be read") from error
        texts: dict[Path, list[str]] = {}
        for path in found:
            try:
                texts[path] = locators.paragraphs(_text(path))
            except DossierError as error:
                self.problems.append(str(error))
        return texts


def _text(path: Path) -> str:
    """Return the text of a file. Raises DossierError for one that is none, or too long."""
    try:
        # Not even opened otherwise: a pipe would wait for a writer.
        if not path.is_file():
            raise DossierError("is not a file", path=str(path), hint="it is left out")
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
        if len(raw) > LARGEST_BYTES:
            what = f"is longer than {LARGEST_BYTES // 1_000_000} MB"
            raise DossierError(what, path=str(path), hint="it is left out")
        return raw.decode()
    except OSError as error:
        raise os_error(str(path), error, "can't be read") from error
    except UnicodeDecodeError as error:
        raise DossierError("is not UTF-8", path=str(path), hint="it is left out") from error
