"""How commands say things: results on standard output, everything else on standard error, never a traceback.

Exit codes: 0 done; 1 could not be done; 2 what was typed or handed in cannot be taken as it is.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import typer

from plenum.errors import InvalidInput, NotFound, PlenumError

P = ParamSpec("P")
R = TypeVar("R")

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

Stages = Callable[[str, int, int], None]
"""The same, with the name of the stage first."""

COULD_NOT = 1
BAD_INPUT = 2


def say(message: str) -> None:
    """A line on standard error, for the person at the terminal."""
    typer.echo(message, err=True)


def fail(message: str, code: int = COULD_NOT) -> NoReturn:
    """Say what is wrong and end with `code`."""
    say(f"plenum: {message}")
    raise typer.Exit(code)


def without_traceback(command: Callable[P, R]) -> Callable[P, R]:
    """The command, ending with a message and an exit code where it meets an error a person can mend."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except PlenumError as error:
            fail(str(error), BAD_INPUT if isinstance(error, InvalidInput | NotFound) else COULD_NOT)
        except Exception as error:
            reason = _mendable(error)
            if reason is None:
                raise
            fail(*reason)

    return told


def _mendable(error: Exception) -> tuple[str, int] | None:
    """The message and exit code for an error of the surroundings; None for a bug, whose traceback is wanted."""
    if isinstance(error, OSError):
        return str(error), COULD_NOT
    if "django" not in sys.modules:
        return None
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    if isinstance(error, ImproperlyConfigured):
        return str(error), BAD_INPUT
    if isinstance(error, DatabaseError):
        said = str(error).strip()
        if "no such table" in said or "does not exist" in said or "no such column" in said:
            return "The database lacks tables of this version. Run: plenum prepare", COULD_NOT
        return f"The database answers: {said}", COULD_NOT
    return None


def start() -> None:
    """Start Django with the settings of the environment; does nothing where it is started."""
    import os

    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings")
    if not apps.ready:
        django.setup()


@contextmanager
def stages_of(labels: Mapping[str, str]) -> Iterator[Stages]:
    """For each stage, called as `labels` says, a bar on a terminal; elsewhere a line for each tenth done."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        tasks: dict[str, TaskID] = {}
        with Bars(*columns, console=Console(stderr=True)) as bars:

            def bar(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(labels.get(stage, stage), total=total)
                bars.update(tasks[stage], completed=done, total=total)

            yield bar
        return
    said: dict[str, int] = {}

    def line(stage: str, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if tenth > said.get(stage, -1):
            said[stage] = tenth
            say(f"{labels.get(stage, stage)}: {done} of {total}")

    yield line


@contextmanager
def progress_of(label: str) -> Iterator[Progress]:
    """As `stages_of`, for work of one stage."""
    with stages_of({}) as stages:
        yield lambda done, total: stages(label, done, total)


@contextmanager
def doing(label: str) -> Iterator[None]:
    """A spinner on a terminal for work of unknown length; elsewhere a line before it."""
    if not sys.stderr.isatty():
        say(f"{label} …")
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{label} …"):
        yield
    say(f"{label}: done")


def day_written(text: str | None) -> date | None:
    """The day a text writes; None for None. Raises `InvalidInput`."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("{text!r} is not a day. Write it like 2021-07-01.", text=text) from None


def day_of(text: str | None) -> date:
    """The day to look from: the one a text writes, today in the zone of the settings for None. Django is started.

    Raises `InvalidInput` for no day, and for one ahead.
    """
    from django.utils import timezone

    today = timezone.localdate()
    day = day_written(text) or today
    if day > today:
        raise InvalidInput("{day} lies ahead: nothing is known as of that day yet.", day=day)
    return day
