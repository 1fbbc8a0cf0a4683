"""A WACZ: web archives in a zip file, with the hashes of what is in it and a list of its pages."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

from kursk_tui.intake.documents.members import CHUNK
from kursk_tui.model.addresses import normal_url
from kursk_tui.store.errors import DossierError
from kursk_tui.store.files import os_error

PACKAGE, PACKAGE_DIGEST, PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
MOST_FILES = 10_000
# A packed archive inside is held in memory; one that is only stored is read where it lies.
MOST_PACKED = 200_000_000
_MOST_TOLD = 20_000_000
_LOCAL_HEAD = 30

NO_HASHES = "has no hashes to check its archives by"
_AGAIN = "save the capture again"


class Stored(NamedTuple):
    """An archive inside: from where to where it lies in the file, or its bytes."""

    name: str
    start: int
    end: int
    raw: bytes | None


class Inside(NamedTuple):
    """What a WACZ holds: archives, the pages that it names (none: all count), what is refused."""

    archives: tuple[Stored, ...]
    pages: frozenset[str]
    told: tuple[str, ...]


def look_inside(path: str) -> Inside:
    """Look into a WACZ and check its hashes; an archive that differs is told and left out.

    Raises DossierError where it is no zip file, damaged, or holds no archive.
    """
    try:
        with zipfile.ZipFile(path) as file:
            return _inside(file, path)
    except OSError as error:
        raise os_error(path, error, "can't be read") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        # A password is told as a RuntimeError, a packing that Python lacks as NotImplementedError.
        raise DossierError("is no WACZ, or a damaged one", path=path, hint=_AGAIN) from error


def _inside(file: zipfile.ZipFile, path: str) -> Inside:
    members = {info.filename: info for info in file.infolist()[:MOST_FILES]}
    names = [n for n in members if re.fullmatch(r"archive/[^/]+\.warc(\.gz)?", n)]
    if not names:
        what = "holds no web archive (archive/*.warc.gz)"
        raise DossierError(what, path=path, hint=_AGAIN)
    told: list[str] = []
    hashes = _hashes(file, members, told)
    archives = []
    for name in sorted(names):
        wanted = hashes.get(name)
        info = members[name]
        if info.compress_type != zipfile.ZIP_STORED and info.file_size > MOST_PACKED:
            told.append(f"{name} is packed twice and too long for that: refused")
        elif hashes and wanted is None:
            told.append(f"{name} is not among the files of {PACKAGE}: refused")
        elif wanted is not None and _hash(file, name, wanted.partition(":")[0]) != wanted:
            told.append(f"{name} is not what {PACKAGE} says: refused")
        else:
            archives.append(_stored(file, info))
    return Inside(tuple(archives), _pages(file, members), tuple(told))


def _hashes(
    file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], told: list[str]
) -> dict[str, str]:
    """The hashes of the archives as the package tells them, if that is itself what it should be."""
    raw = _small(file, members, PACKAGE)
    package = _object(raw)
    found = {}
    for each in package.get("resources") or ():
        if isinstance(each, dict) and isinstance(each.get("path"), str):
            value = str(each.get("hash") or "").lower()
            if re.fullmatch(r"(?:sha256|sha512|sha1|md5):[0-9a-f]+", value):
                found[each["path"]] = value
    if not found:
        told.append(NO_HASHES)
        return {}
    wanted = str(_object(_small(file, members, PACKAGE_DIGEST)).get("hash") or "").lower()
    if wanted.startswith("sha256:") and wanted[7:] != hashlib.sha256(raw).hexdigest():
        # Whoever changed the list could have changed the archives with it.
        raise DossierError(
            f"was changed: {PACKAGE} is not what its digest says",
            path=str(file.filename),
            hint=_AGAIN,
        )
    return found


def _hash(file: zipfile.ZipFile, name: str, kind: str) -> str:
    digest = hashlib.new(kind, usedforsecurity=False)
    with file.open(name) as member:
        while piece := member.read(CHUNK):
            digest.update(piece)
    return f"{kind}:{digest.hexdigest()}"


def _pages(file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> frozenset[str]:
    """The addresses of the pages that it names, without what may differ for one page."""
    found = set()
    for line in _small(file, members, PAGES).splitlines():
        url = _object(line).get("url")
        if isinstance(url, str) and (address := normal_url(url)):
            found.add(address)
    return frozenset(found)


def _small(file: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
    """A file of the package, nothing where it is not there or too long to be one."""
    if name not in members or members[name].file_size > _MOST_TOLD:
        return b""
    with file.open(name) as member:
        return member.read(_MOST_TOLD)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw) if raw.strip() else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _stored(file: zipfile.ZipFile, info: zipfile.ZipInfo) -> Stored:
    if info.compress_type != zipfile.ZIP_STORED:
        with file.open(info) as member:
            raw = member.read(MOST_PACKED)
        return Stored(info.filename, 0, len(raw), raw)
    # Name and extra fields of the local head may be longer than those of the directory.
    source = file.fp
    assert source is not None
    source.seek(info.header_offset)
    head = source.read(_LOCAL_HEAD)
    start = info.header_offset + _LOCAL_HEAD
    start += int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    return Stored(info.filename, start, start + info.file_size, None)


def opened(path: str, stored: Stored) -> BinaryIO:
    """The file in which an archive lies, to be closed by whoever reads it."""
    return io.BytesIO(stored.raw) if stored.raw is not None else open(path, "rb")  # noqa: PTH123
