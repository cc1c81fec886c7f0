"""What reading one file gave, in a form that travels between processes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePosixPath

from plenum.errors import NotFound, PlenumError
from plenum.reading.figures import Bound, Figure, Report
from plenum.reading.loaders import SUFFIXES, Loaded, load_each


@dataclass(frozen=True)
class Read:
    """One report: where it came from and everything it states."""

    loaded: Loaded
    report: Report

    @property
    def name(self) -> str:
        return self.loaded.name

    def page(self, offset: int) -> int:
        """The page a character of the report stands on."""
        return self.loaded.source.page_of(offset)


@dataclass(frozen=True)
class Findings:
    """What one file gave: the reports read in it, and why others were not. `digest` is that of the whole file."""

    name: str
    digest: str
    reports: list[Read] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    is_known: bool = False
    """Whether the file was passed over because its digest was among those read before."""


@dataclass(frozen=True)
class FigureRow:
    """One figure as a row: CSV and Parquet have these columns, in this order."""

    file: str
    file_digest: str
    page: int
    paragraph: int
    start: int
    end: int
    words: str
    name: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    measure: str
    bound: str
    role: str
    period: str
    lang: str


def find_files(path: Path) -> list[Path]:
    """The file itself, or the reports within a folder, in the order of their names. Raises `NotFound`."""
    if path.is_dir():
        named = {one.relative_to(path).as_posix(): one for one in path.rglob("*")}
        found = [named[name] for name in sorted(named) if is_report(name) and named[name].is_file()]
        if not found:
            raise NotFound(
                "{folder} holds no report. Looked for: {endings}.", folder=path, endings=", ".join(SUFFIXES)
            )
        return found
    if not path.exists():
        raise NotFound("There is no file {name}.", name=path)
    return [path]


def is_report(name: str) -> bool:
    """Whether a file of a folder is looked at: it ends like a report, and neither it nor a folder above is hidden."""
    parts = PurePosixPath(name)
    return parts.suffix.lower() in SUFFIXES and not any(part.startswith((".", "~$")) for part in parts.parts)


def read_file(path: Path, name: str, known: frozenset[str] = frozenset()) -> Findings:
    """Read one file, unless its digest is among `known`. Raises nothing a file can cause."""
    try:
        digest = _digest(path)
    except OSError as error:
        return Findings(name, "", refused=[(name, f"The file cannot be opened: {error.strerror}.")])
    return _findings(path, name, digest, known)


def read_bytes(content: bytes | None, name: str, known: frozenset[str] = frozenset()) -> Findings:
    """As `read_file`, for a file whose content is at hand; None for one that could not be fetched."""
    if content is None:
        return Findings(name, "", refused=[(name, "The file has no content.")])
    return _findings(content, name, hashlib.sha256(content).hexdigest(), known)


def _findings(file: Path | bytes, name: str, digest: str, known: frozenset[str]) -> Findings:
    if digest in known:
        return Findings(name, digest, is_known=True)
    findings = Findings(name, digest)
    for one in load_each(file, name):
        if isinstance(one, Loaded):
            findings.reports.append(Read(one, one.report()))
        else:
            findings.refused.append((one.name, _told(one.error)))
    return findings


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _told(error: PlenumError) -> str:
    return " ".join(str(error).split())


def rows_of(read: Read) -> Iterator[FigureRow]:
    """The figures of a report as rows."""
    report, source = read.report, read.loaded.source
    for figure in report.figures:
        yield FigureRow(
            read.name,
            read.loaded.digest,
            source.page_of(figure.value_start),
            source.paragraph_of(figure.value_start),
            figure.value_start,
            figure.value_end,
            report.words(figure.value_start, figure.value_end),
            report.words(figure.name_start, figure.name_end),
            figure.value,
            figure.value_high,
            figure.unit,
            figure.measure.value,
            figure.bound.value,
            figure.role.value,
            figure.period,
            report.lang,
        )


def plain(number: Decimal | None) -> str:
    """A number with a point, without exponent and without zeros at its end; nothing for none."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_of(figure: Figure) -> str:
    """A figure's value for people to read: its bound, its number in groups of three, the end of a range."""
    low, high = (
        f"{Decimal(plain(one)):,f}" if one is not None else "" for one in (figure.value, figure.value_high)
    )
    bound = "" if figure.bound is Bound.EXACT else f"{figure.bound.value} "
    return f"{bound}{low} – {high}" if high else f"{bound}{low}"
