"""`plenum read FILE|DIR`: everything a report states, with the words it stands on. Needs no database."""

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plenum.cli.saying import BAD_INPUT, COULD_NOT, fail, progress_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plenum.cli.reports.findings import Findings, Read

WIDTH = 160
"""Of the table where it does not go to a terminal."""
_ENDINGS = {
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".parquet": "parquet",
}


def read(
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A report, or a folder of them.")],
    json: Annotated[bool, typer.Option("--json", help="JSON, one line for each report.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV, one line for each figure.")] = False,
    html: Annotated[bool, typer.Option("--html", help="One page with the text and its highlights.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write to FILE.json, .csv, .html or .parquet (resumable)."
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, help="How many processes read a folder.")
    ] = 1,
    replace: Annotated[bool, typer.Option("--replace", help="Write over FILE if it exists.")] = False,
) -> None:
    """Find every figure, document, tally, person and deadline in a report."""
    from plenum.cli.reports.findings import find_files
    from plenum.cli.reports.many import read_each

    form = _form(out, [name for name, wanted in (("json", json), ("csv", csv), ("html", html)) if wanted])
    if out is not None and out.exists() and form != "parquet" and not replace:
        fail(f"{out} exists; choose another name, or --replace it.", BAD_INPUT)
    files = find_files(path)
    named = [(one, one.relative_to(path).as_posix() if path.is_dir() else one.name) for one in files]
    if form == "parquet":
        assert out is not None
        refused = _gather(named, out, jobs, replace)
    else:
        refused = []
        with _writing(form, out, is_single=not path.is_dir()) as write:
            for findings in _with_progress(read_each(named, jobs), len(named)):
                for one in findings.reports:
                    write(one)
                refused += findings.refused
    if refused:
        say(f"Not read: {len(refused)}.")
        for name, reason in refused:
            say(f"  {_shown(name)}: {_shown(reason)}")
        raise typer.Exit(COULD_NOT)


def _form(out: Path | None, wanted: list[str]) -> str:
    """json, csv, html, parquet, or table. Ends the program where two are asked for or none can be told."""
    if len(wanted) > 1:
        fail(f"Choose one of --{' and --'.join(wanted)}.", BAD_INPUT)
    if out is None:
        return wanted[0] if wanted else "table"
    by_ending = _ENDINGS.get(out.suffix.lower())
    if by_ending == "parquet" and wanted:
        fail(f"{out} ends in .parquet, but --{wanted[0]} was asked for.", BAD_INPUT)
    if not wanted and by_ending is None:
        fail(f"{out} should end in one of {', '.join(_ENDINGS)}, or say --json, --csv or --html.", BAD_INPUT)
    return wanted[0] if wanted else str(by_ending)


def _with_progress(found: "Iterator[Findings]", count: int) -> "Iterator[Findings]":
    """The same, with a bar where there is more than one file."""
    if count < 2:
        yield from found
        return
    with progress_of("Reading") as progress:
        progress(0, count)
        for number, findings in enumerate(found, 1):
            yield findings
            progress(number, count)


def _gather(files: list[tuple[Path, str]], out: Path, jobs: int, replace: bool) -> list[tuple[str, str]]:
    """Figures of all files into one Parquet file; what is in it already is not read again."""
    from plenum.cli.reports.many import read_each
    from plenum.cli.reports.parquet import FigureStore

    if replace:
        out.unlink(missing_ok=True)
    refused: list[tuple[str, str]] = []
    known = 0
    try:
        with FigureStore(out) as store:
            for findings in _with_progress(read_each(files, jobs, frozenset(store.known)), len(files)):
                store.add(findings)
                known += findings.is_known
                refused += findings.refused
    except KeyboardInterrupt:
        fail(f"Stopped. What was read is kept beside {out}; the same command goes on from there.")
    rows = store.finish()
    passed = f" {known} files were in it already." if known else ""
    typer.echo(f"{out}: {rows} figures.{passed}")
    return refused


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
