"""`plenum export BODY`: rows to a CSV or XLSX file, which come back in unchanged; or the whole record as Parquet."""

import os
from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.saying import BAD_INPUT, day_of, doing, fail, stages_of, start


def export(
    body: Annotated[
        str | None, typer.Argument(metavar="BODY", help="The code of the body; what is below it comes along.")
    ] = None,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="FILE.csv or FILE.xlsx; with --national a folder.")
    ],
    format: Annotated[
        str, typer.Option("--format", help="What to export: observations or targets.")
    ] = "observations",
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As known on this day; today if not given.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="With what was corrected or withdrawn, and what took its place.")
    ] = False,
    national: Annotated[
        bool, typer.Option("--national", help="The whole record as Parquet, for plenum assess --panel.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over FILE if it exists.")] = False,
) -> None:
    """Export a body's observations or targets; with --national, everything as a panel of files."""
    if national:
        if body is not None or history or format != "observations":
            fail("--national takes no body, format or history: everything is in it.", BAD_INPUT)
        _export_all(out, as_of, replace)
        return
    if body is None:
        fail("Name a body, or export everything with --national.", BAD_INPUT)
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


def _export_all(out: Path, as_of: str | None, replace: bool) -> None:
    start()
    from plenum.accounts.actions import operator
    from plenum.ledger.exchange import export_panel

    with stages_of({"observations": "Observations", "targets": "Targets"}) as progress:
        panel = export_panel(out, by=operator(), as_of=day_of(as_of), replace=replace, progress=progress)
    typer.echo(
        f"{out}: {panel.observation_count} observations, {panel.target_count} targets. To judge them:\n"
        f"plenum assess --panel {panel.observations} --targets {panel.targets} --out standings.parquet"
    )
