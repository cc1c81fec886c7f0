"""A method's SQL, compiled once: for the life of the process, and in a folder of its own from one process to the next.

Compiling the judging query takes seconds; reading it back takes none. What is kept is named by a digest of everything
it depends on: this room's files (calibration among them), the versions of the compilers, the method and the dialect.
So nothing stale is ever read, and the folder may be emptied at any time.
"""

import contextlib
import hashlib
import tempfile
import threading
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import ibis

from plenum.assessing.prediction.calibration import in_use

_ROOM = Path(__file__).parent
_compiling = threading.Lock()
_folder: Path | None = None


def keep_in(folder: Path | None) -> None:
    """Keep what is compiled from now on in `folder`, made where it is missing; None: in this process only."""
    global _folder
    _folder = folder


def compiled(name: str, dialect: str, build: Callable[[], Any]) -> str:
    """The SQL of the expression `build` makes. `name` tells it from the others."""
    kept = _folder / f"{_digest(name, dialect)}.sql" if _folder is not None else None
    if kept is not None:
        with contextlib.suppress(OSError):
            return kept.read_text(encoding="utf-8")
    text = _compile(build(), dialect)
    if kept is not None:
        # A folder that cannot be written to costs time, nothing else.
        with contextlib.suppress(OSError):
            _write(kept, text)
    return text


def _compile(expression: Any, dialect: str) -> str:
    with _compiling:
        fuse, ibis.options.sql.fuse_selects = ibis.options.sql.fuse_selects, False
        try:
            # Fused, each column that is used twice would be written out, and calculated, twice.
            return str(ibis.to_sql(expression, dialect=dialect))
        finally:
            ibis.options.sql.fuse_selects = fuse


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)


@cache
def _room() -> bytes:
    said = hashlib.sha256()
    for package in ("ibis-framework", "sqlglot", "duckdb"):
        said.update(f"{package} {version(package)}\n".encode())
    for path in sorted(_ROOM.rglob("*")):
        if path.suffix in (".py", ".json"):
            said.update(path.relative_to(_ROOM).as_posix().encode() + b"\n" + path.read_bytes())
    return said.digest()


def _digest(name: str, dialect: str) -> str:
    constants = in_use().constants
    return hashlib.sha256(_room() + f"{name} {dialect} {constants}".encode()).hexdigest()
