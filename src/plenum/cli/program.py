"""The program `plenum`, put together from the table of commands."""

import importlib.metadata
from typing import Annotated

import typer

from plenum.cli.commands import COMMANDS
from plenum.cli.saying import without_traceback

app = typer.Typer(
    name="plenum",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The record and the judge for bodies that govern by multi-year resolutions.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"plenum {importlib.metadata.version('plenum')}")
        raise typer.Exit


@app.callback()
def plenum(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """The record and the judge for bodies that govern by multi-year resolutions."""


for _name, _command in COMMANDS.items():
    if isinstance(_command, typer.Typer):
        app.add_typer(_command, name=_name)
    else:
        app.command(_name)(without_traceback(_command))


def main() -> None:
    """Run the command the arguments name."""
    app()
