"""`plenum assess BODY`: how the targets of a body's resolution stand. With `--panel`, those of files."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plenum.cli.saying import BAD_INPUT, day_of, fail, stages_of, start

if TYPE_CHECKING:
    from plenum.reporting.open_data import ScoreboardForm, TargetForm

STYLES = {
    "exceeded": "green",
    "met": "green",
    "on_track": "cyan",
    "at_risk": "yellow",
    "off_track": "red",
    "missed": "red",
}
_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<scale>[KMG]i?B)", re.IGNORECASE)
_SCALES = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
WIDTH = 140
"""Of the table where it does not go to a terminal."""


def assess(
    body: Annotated[
        str | None,
        typer.Argument(help="The code of the body: hai-phong. Not with --panel.", metavar="BODY"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As known on this day; today if not given.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, as the REST API answers it.")] = False,
    panel: Annotated[
        str | None,
        typer.Option(metavar="FILE|GLOB|DIR", help="Judge files, not the record: observations as Parquet."),
    ] = None,
    targets: Annotated[
        str | None, typer.Option(metavar="FILE|GLOB|DIR", help="The targets to judge, as Parquet.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the result goes, as Parquet.")
    ] = None,
    method: Annotated[str, typer.Option(help="A method of the reference, of files only.")] = "standing",
    engine: Annotated[
        str, typer.Option(help="Where files are judged: duckdb (here), or sc://host:port (Spark Connect).")
    ] = "duckdb",
    memory: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help="What the process may take, 1GB; the rest is spilled beside FILE."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over FILE if it exists.")] = False,
) -> None:
    """Judge every target of a body's resolution in force; with --panel, every target of a file."""
    if panel is not None:
        if body is not None or as_of is not None or json:
            fail(
                "With --panel no body, day or JSON is taken: the targets' file has a day for each.", BAD_INPUT
            )
        if targets is None or out is None:
            fail("--panel wants --targets FILE and --out FILE beside it.", BAD_INPUT)
        _judge_files(panel, targets, out, method, engine, _bytes_of(memory), replace)
        return
    if body is None:
        fail("Name a body, or files with --panel, --targets and --out.", BAD_INPUT)
    if targets is not None or out is not None or memory is not None:
        fail("--targets, --out and --memory go with --panel.", BAD_INPUT)
    start()
    from plenum.accounts.actions import operator
    from plenum.ledger.queries import resolution_of, scoreboard
    from plenum.reporting.open_data import scoreboard_form

    day, by = day_of(as_of), operator()
    board = scoreboard_form(scoreboard(resolution_of(body, day, by=by), day, by=by))
    if json:
        typer.echo(board.model_dump_json(indent=2))
    else:
        _print(board)


def _bytes_of(size: str | None) -> int | None:
    if size is None:
        return None
    found = _SIZE.fullmatch(size)
    if found is None:
        fail(f"{size} is no size. Write it like 800MB or 1.5GB.", BAD_INPUT)
    return int(float(found["number"]) * _SCALES[found["scale"].upper()])


def _judge_files(
    panel: str, targets: str, out: Path, method: str, engine: str, memory: int | None, replace: bool
) -> None:
    from plenum.assessing.panel import assess_panel

    with stages_of({"checking": "Checking the files", "judging": "Judging"}) as progress:
        rows = assess_panel(
            panel, targets, out,
            method=method, engine=engine, memory=memory, replace=replace, progress=progress,
        )  # fmt: skip
    typer.echo(f"{out}: {rows} rows.")


def _print(board: "ScoreboardForm") -> None:
    import sys

    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    console.print(
        f"{board.body_name_en}: {board.resolution_title_en}, as known on {board.as_of}", markup=False
    )
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("No.", "Target", "Promised", "Last", "Pace needed", "Computed", "Adopted"):
        table.add_column(
            heading, justify="right" if heading in ("Promised", "Last", "Pace needed") else "left"
        )
    for target in board.targets:
        _add(table, target, target.number)
        for part in target.parts:
            _add(table, part, f"  {part.number}")
    console.print(table)
    console.print(_tally_line("Computed", board.tally.computed.model_dump(), board.tally.of), markup=False)
    if board.tally.adopted is not None and board.adoption is not None:
        line = _tally_line("Adopted", board.tally.adopted.model_dump(), board.tally.of)
        console.print(f"{line} ({board.adoption.conference_en}, {board.adoption.held_on})", markup=False)
    for one in board.announced:
        horizon = f", {one.horizon_en}" if one.horizon_en else ""
        console.print(f"Announced: {one.count} of {one.of} {_words(one.standing)}{horizon}", markup=False)


def _add(table: object, target: "TargetForm", number: str) -> None:
    from rich.text import Text

    unit = f" {target.unit}" if target.unit else ""
    promised = ""
    if target.promise is not None:
        ends = [end for end in (target.promise.low, target.promise.high) if end is not None]
        promised = " to ".join(ends) + unit
    last = f"{target.last.value} ({target.last.period})" if target.last else ""
    pace = ""
    if target.pace_needed is not None:
        # A rate in % moves by percentage points: from 92.9 % to 95 % is 2.1 pp, not 2.1 %.
        of_itself = " pp" if target.unit == "%" else unit
        basis = " %" if target.pace_basis == "percent_a_year" else of_itself
        pace = f"{target.pace_needed:+.2f}{basis} a year"
    table.add_row(  # type: ignore[attr-defined]
        number,
        Text(target.name),
        Text(promised),
        Text(last),
        Text(pace),
        Text(_words(target.standing), STYLES.get(target.standing, "")),
        Text(_words(target.adopted or ""), STYLES.get(target.adopted or "", "")),
    )


def _words(standing: str) -> str:
    return str(standing).replace("_", " ")


def _tally_line(label: str, counts: dict[str, int], of: int) -> str:
    told = " · ".join(f"{count} {_words(standing)}" for standing, count in counts.items() if count)
    return f"{label}: {told} of {of}"
