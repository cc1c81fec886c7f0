"""The program as a whole: its help, its exit codes, and that it is quick to say what it can do."""

import subprocess
import sys
from collections.abc import Callable

import pytest
import typer
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from plenum.cli.commands import COMMANDS
from plenum.cli.saying import progress_of, stages_of, without_traceback
from plenum.errors import AmbiguousNumber, Conflict, Forbidden, NotFound, PlenumError
from tests.cli.conftest import Said


def test_help_names_every_command(run: Callable[..., Said]) -> None:
    said = run("--help")
    assert said.code == 0
    for name in COMMANDS:
        assert name in said.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_own_help(run: Callable[..., Said], name: str) -> None:
    assert run(name, "--help").code == 0


def test_help_does_not_wait_for_django() -> None:
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; import plenum.cli; print(sys.modules.keys() & {'django', 'granian', 'duckdb', 'pydantic'}); "
            "sys.exit(len(sys.modules.keys() & {'django', 'granian', 'duckdb', 'pydantic'}))",
        ],
        check=True,
    )


def test_version(run: Callable[..., Said]) -> None:
    assert run("--version").out.startswith("plenum 0.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AmbiguousNumber("{text} has two readings.", text="1.234"), 2),
        (NotFound("There is no body."), 2),
        (ImproperlyConfigured("PLENUM_DEBUG is 'yess'; write 1 or 0."), 2),
        (Conflict("It is there already."), 1),
        (Forbidden("You may not."), 1),
        (PlenumError("Something."), 1),
        (OperationalError("no such table: ledger_document"), 1),
        (OperationalError("connection refused"), 1),
        (PermissionError(13, "Permission denied", "/srv/x"), 1),
    ],
)
def test_errors_are_a_message_and_a_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    @without_traceback
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as ended:
        command()
    assert ended.value.exit_code == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("plenum: ")
    assert "Traceback" not in said.err


def test_a_missing_table_says_what_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    @without_traceback
    def command() -> None:
        raise OperationalError("no such table: ledger_document")

    with pytest.raises(typer.Exit):
        command()
    assert "plenum prepare" in capsys.readouterr().err


def test_a_bug_keeps_its_traceback() -> None:
    @without_traceback
    def command() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        command()


def test_progress_is_a_line_for_each_tenth_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_of("Loading") as progress:
        for done in range(1, 1001):
            progress(done, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Loading: 1000 of 1000"


def test_stages_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    with stages_of({"reading": "Reading"}) as progress:
        progress("reading", 1, 1)
        progress("writing", 0, 0)
    assert capsys.readouterr().err.splitlines() == ["Reading: 1 of 1", "writing: 0 of 0"]
