"""`plenum export BODY`: rows to a CSV or XLSX file, which come back in unchanged."""

import os
from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.saying import BAD_INPUT, day_of, doing, fail, start


def export(
    body: Annotated[
        str, typer.Argument(metavar="BODY", help="The code of the body; what is below it comes along.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="FILE.csv or FILE.xlsx")],
    format: Annotated[
        str, typer.Option("--format", help="What to export: observations or targets.")
    ] = "observations",
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As known on this day; today if not given.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="With what was corrected or withdrawn, and what took its place.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over FILE if it exists.")] = False,
) -> None:
    """Export a body's observations or targets."""
    start()
    from plenum.accounts.actions import operator
    from plenum.ledger.exchange import Kind, export_file
    from plenum.organizations.queries import body_by_code

    kinds = {f".{kind}": kind for kind in Kind}
    kind = kinds.get(out.suffix.lower())
    if kind is None:
        fail(f"{out} should end in one of {', '.join(kinds)}: the ending says what is written.", BAD_INPUT)
    if out.exists() and not replace:
        fail(f"{out} exists; choose another name, or --replace it.", BAD_INPUT)
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with doing("Exporting"):
            rows = export_file(
                draft,
                format,
                kind=kind,
                by=operator(),
                body=body_by_code(body),
                as_of=day_of(as_of),
                history=history,
            )
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    typer.echo(f"{out}: {rows} rows.")
