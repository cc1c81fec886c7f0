"""The reference names every command, and no other."""

import re
from pathlib import Path

import typer

from plenum.cli.commands import COMMANDS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"


def test_the_reference_names_every_command() -> None:
    headings = re.findall(r"^## plenum (\w+)(.*)$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, _ in headings] == list(COMMANDS)
    for name, rest in headings:
        command = COMMANDS[name]
        if isinstance(command, typer.Typer):
            assert [one.name for one in command.registered_commands] == [
                part.strip() for part in rest.split("|")
            ]
