"""`plenum read FILE|DIR`: everything a report states, with the words it stands on. Needs no database."""

import os
import re
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from plenum.cli.saying import BAD_INPUT, COULD_NOT, doing, fail, progress_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plenum.cli.reports.findings import Read
    from plenum.cli.reports.frames import Frame
    from plenum.cli.reports.parquet import FigureStore

Result = TypeVar("Result")

WIDTH = 160
"""Of the table where it does not go to a terminal."""
LOG_WIDTH = 2_000
MOST_TOLD = 100
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_ENDINGS = {
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".parquet": "parquet",
}


def read(
    path: Annotated[str, typer.Argument(metavar="FILE|DIR", help="A report, or a folder of them.")],
    json: Annotated[bool, typer.Option("--json", help="JSON, one line for each report.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV, one line for each figure.")] = False,
    html: Annotated[bool, typer.Option("--html", help="One page with the text and its highlights.")] = False,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", metavar="FILE", help="Write to FILE.json, .csv, .html or .parquet (resumable)."
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, help="How many processes read a folder.")
    ] = 1,
    replace: Annotated[bool, typer.Option("--replace", help="Write over FILE if it exists.")] = False,
    engine: Annotated[
        str | None,
        typer.Option("--engine", metavar="URL", help="Read on a cluster: sc://host:port (Spark Connect)."),
    ] = None,
) -> None:
    """Find every figure, document, tally, person and deadline in a report."""
    from plenum.cli.reports.findings import find_files

    form = _form(out, [name for name, wanted in (("json", json), ("csv", csv), ("html", html)) if wanted])
    if engine is not None:
        refused = _on_cluster(engine, path, out, form, replace)
    elif out is not None and _URL.match(out):
        fail(f"{out} is written by a cluster; name one with --engine.", BAD_INPUT)
    else:
        place = Path(path)
        found = find_files(place)
        files = [(one, one.relative_to(place).as_posix() if place.is_dir() else one.name) for one in found]
        if form == "parquet":
            assert out is not None
            refused = _gather(files, Path(out), jobs, replace)
        else:
            refused = _write(
                files, form, Path(out) if out is not None else None, jobs, replace, place.is_dir()
            )
    if refused:
        _tell(refused)
        raise typer.Exit(COULD_NOT)


def _write(
    files: list[tuple[Path, str]], form: str, out: Path | None, jobs: int, replace: bool, is_folder: bool
) -> list[tuple[str, str]]:
    """Print or write each report as it is read; gives those that were not."""
    from plenum.cli.reports.many import read_each

    if out is not None and out.exists() and not replace:
        fail(f"{out} exists; choose another name, or --replace it.", BAD_INPUT)
    refused: list[tuple[str, str]] = []
    with _writing(form, out, is_single=not is_folder) as write:
        for findings in _with_progress(read_each(files, jobs), len(files)):
            for one in findings.reports:
                write(one)
            refused += findings.refused
    return refused


def _form(out: str | None, wanted: list[str]) -> str:
    """json, csv, html, parquet, or table. Ends the program where two are asked for or none can be told."""
    if len(wanted) > 1:
        fail(f"Choose one of --{' and --'.join(wanted)}.", BAD_INPUT)
    if out is None:
        return wanted[0] if wanted else "table"
    by_ending = _ENDINGS.get(PurePath(out).suffix.lower())
    if by_ending == "parquet" and wanted:
        fail(f"{out} ends in .parquet, but --{wanted[0]} was asked for.", BAD_INPUT)
    if not wanted and by_ending is None:
        fail(f"{out} should end in one of {', '.join(_ENDINGS)}, or say --json, --csv or --html.", BAD_INPUT)
    return wanted[0] if wanted else str(by_ending)


def _with_progress(found: "Iterator[Result]", count: int) -> "Iterator[Result]":
    """The same, with a bar where there is more than one file."""
    if count < 2:
        yield from found
        return
    with progress_of("Reading") as progress:
        progress(0, count)
        for number, one in enumerate(found, 1):
            yield one
            progress(number, count)


def _gather(files: list[tuple[Path, str]], out: Path, jobs: int, replace: bool) -> list[tuple[str, str]]:
    """Figures of all files into one Parquet file; what is in it already is not read again."""
    from plenum.cli.reports.frames import read_frame, refusal_of
    from plenum.cli.reports.many import DIED, Reading
    from plenum.cli.reports.parquet import FigureStore

    with FigureStore(out, afresh=replace) as store:
        store.check([name for _, name in files])
        reading = Reading(read_frame, partial(refusal_of, reason=DIED), jobs, store.known)
        return _gathered(store, _with_progress(reading.each(files), len(files)))


def _gathered(store: "FigureStore", frames: "Iterator[Frame]") -> list[tuple[str, str]]:
    known = 0
    try:
        for frame in frames:
            store.add(frame)
            known += frame.is_known
    except KeyboardInterrupt:
        fail(f"Stopped. What was read is kept beside {store.path}; the same command goes on from there.")
    gathered = store.finish()
    passed = f" {known} files were in it already." if known else ""
    typer.echo(f"{store.path}: {gathered.figures} figures.{passed}")
    return gathered.refused


def _on_cluster(engine: str, path: str, out: str | None, form: str, replace: bool) -> list[tuple[str, str]]:
    """The same by a Spark Connect server, into a file here or, where `out` is an address, by the cluster itself."""
    from plenum.cli.reports.parquet import FigureStore
    from plenum.cli.reports.spark import Cluster

    if out is None or form != "parquet":
        fail("A cluster reads into Parquet: --out FILE.parquet, or an address it can write to.", BAD_INPUT)
    place = path if _URL.match(path) else str(Path(path).resolve())
    if _URL.match(out):
        with Cluster(engine) as cluster, doing("Reading on the cluster"):
            count, refused = cluster.write(place, out, replace)
        typer.echo(f"{out}: {count} figures.")
        return refused
    with FigureStore(Path(out), afresh=replace) as store, Cluster(engine) as cluster:
        with doing("Reading on the cluster"):
            frames = list(cluster.frames(place, store.known))
        store.check([frame.name for frame in frames])
        return _gathered(store, iter(frames))


def _tell(refused: list[tuple[str, str]]) -> None:
    """A table of the reports that were not read, and why; the first hundred of very many."""
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    say(f"Not read: {len(refused)}.")
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("File", overflow="fold")
    table.add_column("Why", overflow="fold")
    for name, reason in refused[:MOST_TOLD]:
        table.add_row(Text(_shown(name)), Text(_shown(reason)))
    # A log is searched line by line: there a row is never folded.
    Console(stderr=True, width=None if sys.stderr.isatty() else LOG_WIDTH, highlight=False).print(table)
    if len(refused) > MOST_TOLD:
        say(f"… and {len(refused) - MOST_TOLD} more.")


@contextmanager
def _writing(form: str, out: Path | None, is_single: bool) -> "Iterator[Callable[[Read], None]]":
    """What is called with each report: it prints, or writes a draft that becomes `out` at the end."""
    from plenum.cli.reports.forms import FORMS

    if form == "table":
        yield _print if is_single else _print_line
        return
    head, piece, tail = FORMS[form].head, FORMS[form].piece, FORMS[form].tail
    if out is None:
        _echo(head())
        yield lambda one: _echo(piece(one))
        _echo(tail())
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}.draft")
    try:
        with draft.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(head())

            def write(one: "Read") -> None:
                file.write(piece(one))

            yield write
            file.write(tail())
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    typer.echo(str(out))


def _echo(text: str) -> None:
    """To standard output; what cannot be written in UTF-8 becomes a question mark."""
    if text:
        typer.echo(text.encode("utf-8", "replace"), nl=False)


def _print_line(one: "Read") -> None:
    """One line for each report of a folder."""
    report = one.report
    found = (
        ("figures", report.figures),
        ("documents", report.documents),
        ("tallies", report.tallies),
        ("people", report.people),
        ("deadlines", report.deadlines),
    )
    counts = ", ".join(f"{len(layer)} {name}" for name, layer in found if layer) or "nothing found"
    _echo(f"{_shown(one.name)} ({report.lang}): {counts}\n")


def _shown(text: str) -> str:
    """Words of a report on one line, without what would steer the terminal."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _print(one: "Read") -> None:
    """A table of the figures of a report, and the rest below it."""
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from plenum.cli.reports.findings import amount_of

    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    report = one.report
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("Page", "Words", "What it measures", "Value", "Unit", "Measure", "Role", "Period"):
        table.add_column(heading, justify="right" if heading in ("Page", "Value") else "left")
    for figure in report.figures:
        table.add_row(
            str(one.page(figure.value_start)),
            Text(_shown(report.words(figure.value_start, figure.value_end))),
            Text(_shown(report.words(figure.name_start, figure.name_end))),
            amount_of(figure),
            figure.unit,
            figure.measure.value,
            figure.role.value,
            figure.period,
        )
    console.print(table)
    for label, spans in (
        ("Documents", [(mention.start, mention.end) for mention in report.documents]),
        ("Tallies", [(tally.start, tally.end) for tally in report.tallies]),
        ("People", [(person.start, person.end) for person in report.people]),
        ("Deadlines", [(deadline.start, deadline.end) for deadline in report.deadlines]),
    ):
        if spans:
            words = dict.fromkeys(_shown(report.words(start, end)) for start, end in spans)
            console.print(f"{label}: {'; '.join(words)}", markup=False)
    for note in (*map(str, one.loaded.notes), *report.warnings):
        say(f"plenum: {_shown(note)}")
