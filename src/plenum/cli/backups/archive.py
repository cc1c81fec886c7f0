"""The backup file: a gzipped tar of `manifest.json` and, after it, the database as one file.

The manifest comes first, so that a reader knows what to expect before it unpacks anything, and names the payload's
size and SHA-256. Nothing but these two members is read, whatever else a file may hold.
"""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO

from plenum.errors import InvalidInput

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1024 * 1024
BLOCK = 1024 * 1024

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    format: int
    plenum: str
    made_at: str
    database: str
    payload: str
    size: int
    sha256: str
    migrations: list[str]
    rows: dict[str, int]


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(target: Path, manifest: Manifest, payload: Path, progress: Progress) -> None:
    """Write a backup beside `target` and move it there when it is complete; only its owner may read it."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode()
                tar.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))
                with payload.open("rb") as source:
                    tar.addfile(
                        _member(manifest.payload, manifest.size), _Told(source, manifest.size, progress)
                    )
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


class _Told:
    """A file whose reading is told."""

    def __init__(self, file: IO[bytes], size: int, progress: Progress) -> None:
        self._file, self._size, self._progress = file, size, progress

    def read(self, count: int = -1) -> bytes:
        block = self._file.read(count)
        self._progress(self._file.tell(), self._size)
        return block


def read(backup: Path, into: Path, progress: Progress) -> tuple[Manifest, Path]:
    """Unpack a backup's payload into the directory `into`; the manifest, and the payload found to be as it says.

    Raises `InvalidInput` where the file is no backup, is damaged, or its payload is not what the manifest says.
    """
    try:
        with tarfile.open(backup, mode="r|gz") as tar:
            manifest = _manifest(backup, tar)
            member = tar.next()
            if (
                member is None
                or not member.isfile()
                or member.name != manifest.payload
                or member.size != manifest.size
            ):
                raise InvalidInput("{file} lacks the database its manifest names.", file=backup)
            source, payload = tar.extractfile(member), into / "payload"
            assert source is not None
            seen, done = hashlib.sha256(), 0
            handle = os.open(payload, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                while block := source.read(BLOCK):
                    file.write(block)
                    seen.update(block)
                    done += len(block)
                    progress(done, manifest.size)
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise InvalidInput(
            "{file} is no backup of Plenum, or was damaged on its way: {error}.", file=backup, error=error
        ) from None
    if seen.hexdigest() != manifest.sha256:
        raise InvalidInput(
            "{file} was changed since it was made: its database is not the one its manifest names.",
            file=backup,
        )
    return manifest, payload


def _manifest(backup: Path, tar: tarfile.TarFile) -> Manifest:
    member = tar.next()
    if member is None or not member.isfile() or member.name != MANIFEST or member.size > LARGEST_MANIFEST:
        raise InvalidInput("{file} is no backup of Plenum: it does not begin with a manifest.", file=backup)
    source = tar.extractfile(member)
    assert source is not None
    try:
        told = json.loads(source.read())
        if told["format"] != FORMAT:
            raise InvalidInput(
                "{file} is a backup of format {format}; this version reads format {known}.",
                file=backup,
                format=told["format"],
                known=FORMAT,
            )
        return Manifest(**{field.name: told[field.name] for field in fields(Manifest)})
    except (ValueError, KeyError, TypeError):
        raise InvalidInput("The manifest of {file} cannot be read.", file=backup) from None
