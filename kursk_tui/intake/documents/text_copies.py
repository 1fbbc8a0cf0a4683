"""The reader's own folder of texts, where a copy of each article taken in is kept.

`--texts` and the explorer find it there again: see `dossier.texts`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kursk_tui.dossier.texts import LARGEST_BYTES
from kursk_tui.model import locators
from kursk_tui.model.schema import SLUG_PATTERN
from kursk_tui.store import disk
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error
from kursk_tui.store.folders import data_folder

# One lock for the whole folder: one beside every text would double what is in it.
_LOCK_NAME = ".texts"
# So many digits of a fingerprint tell the versions of one text apart.
_KEPT_DIGITS = 12


def default_folder(environ: Mapping[str, str] = os.environ) -> str:
    """Return `kursk-tui/texts` in the XDG data folder."""
    return str(Path(data_folder(environ)) / "texts")


def folder_of(given: Path | None) -> Path | None:
    """The folder of texts that was named, else the shelf; None where there is no shelf yet."""
    shelf = Path(default_folder())
    return given or (shelf if shelf.is_dir() else None)


def put(folder: str | os.PathLike[str], source_id: str, paragraphs: Sequence[str]) -> Path:
    """Write the text of a source, a paragraph a line, and return the file it is in.

    The folder is made if it is not there. File and new folders are for their owner alone, and
    the file is put in place whole. Where the same text is there already, nothing is written.

    Raises DossierError, with the file as it was: another text is there, the id is none, the
    text is empty, too long or not what would be read back, or the disk refuses.
    """
    if not re.fullmatch(SLUG_PATTERN, source_id):
        hint = "use lower-case letters, digits, dots and hyphens, a letter or digit first"
        raise DossierError("is not the id of a source", id=source_id, hint=hint)
    # The folder may be a link, the file must not be taken for one.
    path = Path(os.path.realpath(folder)) / f"{source_id}.txt"
    content = _content(path, paragraphs)
    disk.make_folder(str(path.parent))
    with disk.locked(str(path.parent / _LOCK_NAME)):
        if os.path.lexists(path):
            _keep(path, paragraphs)
        else:
            disk.sweep(str(path))
            disk.replace(str(path), content)
    return path


def put_version(folder: str | os.PathLike[str], source_id: str, paragraphs: Sequence[str]) -> Path:
    """Write a newer text of a source, and return its file; the one that is there is kept beside.

    The older file is called by its source and the beginning of its fingerprint: `texts` knows
    each text by its fingerprint, whatever its name. Raises DossierError as `put` does.
    """
    path = Path(os.path.realpath(folder)) / f"{source_id}.txt"
    try:
        return put(folder, source_id, paragraphs)
    except DossierError:
        if not path.is_file():
            raise
    content = _content(path, paragraphs)
    with disk.locked(str(path.parent / _LOCK_NAME)):
        old = _there(path)
        kept = path.with_name(f"{source_id}.{locators.text_fingerprint(old)[:_KEPT_DIGITS]}.txt")
        if not os.path.lexists(kept):
            disk.replace(str(kept), _content(kept, old))
        disk.replace(str(path), content)
    return path


def _there(path: Path) -> list[str]:
    """The paragraphs of a file. Raises DossierError where it can't be read as text."""
    try:
        with path.open("rb") as file:
            return locators.paragraphs(file.read(LARGEST_BYTES + 1).decode())
    except OSError as error:
        raise os_error(str(path), error, "is there and can't be read") from error
    except UnicodeDecodeError as error:
        hint = "move it away; nothing was written"
        raise DossierError("is there and is no text", path=str(path), hint=hint) from error


def _content(path: Path, paragraphs: Sequence[str]) -> bytes:
    text = "".join(f"{paragraph}\n" for paragraph in paragraphs)
    if not paragraphs or locators.paragraphs(text) != list(paragraphs):
        what = "would not be read back as the paragraphs it has"
        raise DossierError(what, path=str(path), hint="read the article again; nothing was written")
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        what = "would hold half of a surrogate pair, which is not text"
        raise DossierError(what, path=str(path), hint="nothing was written") from error
    if len(content) > LARGEST_BYTES:
        what = f"would be longer than {LARGEST_BYTES // 1_000_000} MB"
        raise DossierError(what, path=str(path), hint="save the article alone; nothing was written")
    return content


def _keep(path: Path, paragraphs: Sequence[str]) -> None:
    """Accept a file that holds the same text. Raises DossierError for any other."""
    is_same = False
    if path.is_file():
        try:
            with path.open("rb") as file:
                raw = file.read(LARGEST_BYTES + 1)
            there = locators.paragraphs(raw.decode())
        except OSError as error:
            raise os_error(str(path), error, "is there and can't be read") from error
        except UnicodeDecodeError:
            there = []
        is_same = locators.text_fingerprint(there) == locators.text_fingerprint(paragraphs)
    if not is_same:
        hint = "compare the two; then give the source another id, or move the old file away"
        raise DossierError("holds another text already", path=str(path), hint=hint)
