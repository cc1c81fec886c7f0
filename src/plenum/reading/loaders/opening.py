"""Opening a file: its size, then what it is, then the loader of its kind; a ZIP gives a report for each member."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from plenum.errors import NotFound, PlenumError, UnsafeFile
from plenum.reading.loaders.archives import Archive
from plenum.reading.loaders.drafts import Loaded, Refused
from plenum.reading.loaders.limits import LARGEST_FILE, MIB, MOST_PACKED
from plenum.reading.loaders.pdf import load_pdf
from plenum.reading.loaders.plain import load_plain
from plenum.reading.loaders.recognising import kind_of
from plenum.reading.loaders.web_pages import load_web_page
from plenum.reading.loaders.word import load_word
from plenum.reading.loaders.workbooks import load_workbook

Loader = Callable[[bytes, str], Loaded]

LOADERS: dict[str, Loader] = {
    "word": load_word,
    "workbook": load_workbook,
    "pdf": load_pdf,
    "page": load_web_page,
    "text": load_plain,
}
"""What reads each kind that `kind_of` recognises; a "bundle" is opened here."""

SUFFIXES = (".docx", ".xlsx", ".pdf", ".html", ".htm", ".txt", ".md", ".zip")
"""How files of these kinds are usually named: what is looked for in a folder. A file named alone is read whatever
its name is."""


def load(file: Path | bytes, name: str = "") -> list[Loaded]:
    """The reports a file holds: one, or as many as a ZIP packs. `name` is shown in messages and kept.

    Raises the first `PlenumError` that any of them meets; `load_each` goes on past it.
    """
    reports = []
    for one in load_each(file, name):
        if isinstance(one, Refused):
            raise one.error
        reports.append(one)
    return reports


def load_each(file: Path | bytes, name: str = "") -> Iterator[Loaded | Refused]:
    """The reports a file holds, each read or refused. Raises nothing a file can cause."""
    name = name or (file.name if isinstance(file, Path) else "")
    try:
        data = _bytes_of(file)
        if kind_of(data) != "bundle":
            yield _loaded(data, name)
            return
        archive = Archive(data)
        members = _members(archive)
    except PlenumError as error:
        yield Refused(name, error)
        return
    for member in members:
        yield _member(archive, member, f"{name}/{member}" if name else member)


def unpack(data: bytes, name: str) -> Iterator[tuple[str, bytes | PlenumError]]:
    """The files to be read one by one: this one, or those a ZIP packs, each with its name or why it cannot be had.

    Nothing is read yet. Raises `PlenumError` for a file that cannot be told, or a ZIP that packs none or too many.
    """
    if kind_of(data) != "bundle":
        yield name, data
        return
    archive = Archive(data)
    for member in _members(archive):
        try:
            if archive.size(member) > LARGEST_FILE:
                raise _too_large(archive.size(member))
            yield f"{name}/{member}", archive.whole(member, LARGEST_FILE)
        except PlenumError as error:
            yield f"{name}/{member}", error


def _members(archive: Archive) -> list[str]:
    members = [member for member in archive.names if not _is_litter(member)]
    if len(members) > MOST_PACKED:
        raise UnsafeFile(
            "The ZIP packs {count} files; at most {most} are read.", count=len(members), most=MOST_PACKED
        )
    if not members:
        raise UnsafeFile("The ZIP holds no file.")
    return members


def _bytes_of(file: Path | bytes) -> bytes:
    if isinstance(file, Path):
        try:
            size = file.stat().st_size
            if size > LARGEST_FILE:
                raise _too_large(size)
            with file.open("rb") as opened:
                # One byte more than may be: the file could have grown since its size was asked.
                file = opened.read(LARGEST_FILE + 1)
        except FileNotFoundError:
            raise NotFound("There is no file {name}.", name=file) from None
        except OSError as error:
            raise UnsafeFile(
                "The file cannot be opened: {reason}.", reason=error.strerror or "error"
            ) from None
    if len(file) > LARGEST_FILE:
        raise _too_large(len(file))
    return file


def _too_large(size: int) -> UnsafeFile:
    return UnsafeFile(
        "The file has {size} MiB; reports are taken up to {limit} MiB. Nothing of it was read.",
        size=-(-size // MIB),
        limit=LARGEST_FILE // MIB,
    )


def _loaded(data: bytes, name: str) -> Loaded:
    try:
        return LOADERS[kind_of(data)](data, name)
    except (MemoryError, RecursionError):
        raise UnsafeFile("Reading the file takes more memory than a report may. Divide it.") from None


def _member(archive: Archive, member: str, name: str) -> Loaded | Refused:
    try:
        if archive.size(member) > LARGEST_FILE:
            raise _too_large(archive.size(member))
        data = archive.whole(member, LARGEST_FILE)
        if kind_of(data) == "bundle":
            raise UnsafeFile("This is a ZIP within a ZIP. Pack the reports themselves.")
        return _loaded(data, name)
    except PlenumError as error:
        return Refused(name, error)


def _is_litter(member: str) -> bool:
    """Whether a member is what systems put beside a user's files."""
    path = PurePosixPath(member)
    return (
        path.name.startswith((".", "~$"))
        or path.name in ("Thumbs.db", "desktop.ini")
        or "__MACOSX" in path.parts
    )
