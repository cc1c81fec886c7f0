"""`plenum import FILE`: rows from a CSV or XLSX file, all or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.saying import stages_of, start

STAGES = {"reading": "Reading", "checking": "Checking rows", "writing": "Writing rows"}


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX.", exists=True, dir_okay=False)],
    format: Annotated[
        str, typer.Option("--format", help="What its rows are: observations or targets.")
    ] = "observations",
    language: Annotated[
        str | None,
        typer.Option(
            help="How its numbers are written: vi (1.234,5) or en (1,234.5). "
            "If not given, a number with two readings is refused."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything and say what would come in; write nothing.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The account whose roles apply; the operator if not given."),
    ] = None,
) -> None:
    """Import observations or targets: every row, or none and each fault by row and column."""
    start()
    from plenum.accounts.actions import operator
    from plenum.accounts.queries import user_by_name
    from plenum.ledger.exchange import import_file, preview_file

    who = user_by_name(by) if by is not None else operator()
    with stages_of(STAGES) as progress:
        take = preview_file if dry_run else import_file
        taken = take(file, format, lang=language, by=who, file_name=file.name, progress=progress)
    told = ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in taken.counts.items())
    typer.echo(f"{file}: {taken.rows} rows {'would be imported' if dry_run else 'imported'} ({told}).")
