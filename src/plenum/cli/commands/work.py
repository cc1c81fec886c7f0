"""`plenum work`: reads the reports that were received."""

import os
import signal
import sys
import threading
import time
from types import FrameType
from typing import Annotated

import typer

from plenum.cli.saying import say, start


def work(
    once: Annotated[bool, typer.Option("--once", help="Read what waits now, then stop.")] = False,
    until_input_ends: Annotated[
        bool, typer.Option("--until-input-ends", hidden=True, help="Stop with the process that started this.")
    ] = False,
) -> None:
    """Read the reports that were received, until stopped. `plenum serve` does this by itself."""
    start()
    stop = threading.Event()

    def ended(number: int, frame: FrameType | None) -> None:
        # A report being read is given back, to be read by the next who looks.
        stop.set()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGINT, ended)
    if until_input_ends:
        threading.Thread(target=_end_with_input, daemon=True).start()
        threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    count = read_until(stop, once=once)
    if once:
        say(f"{count} reports were read.")


def _end_with_input() -> None:
    """Whoever started this holds the other end of standard input; when it is gone, however it went, so are we."""
    # Not through sys.stdin: its lock would still be held where the program ends for another reason.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    signal.raise_signal(signal.SIGTERM)


def _end_with_parent(parent: int) -> None:
    """The server's own processes may hold that other end too, and outlive it; an orphan has another parent."""
    while os.getppid() == parent:
        time.sleep(PAUSE)
    signal.raise_signal(signal.SIGTERM)


def read_until(stop: threading.Event, *, once: bool = False) -> int:
    """Read reports as they come until `stop` is set, or, `once`, until none waits; how many were read.

    Goes on where the database does not answer for a while. Django is started.
    """
    from django.db import DatabaseError, close_old_connections, connection

    from plenum.collecting.actions import read_waiting

    count, silent = 0, False
    while not stop.is_set():
        try:
            close_old_connections()
            found = read_waiting()
        except DatabaseError as error:
            if once:
                raise
            if not silent:
                say(f"plenum: reports are not read while the database does not answer: {error}")
            connection.close()
            silent = True
            stop.wait(PAUSE_AFTER_FAILURE)
            continue
        silent = False
        count += found
        if not found:
            if once:
                break
            stop.wait(PAUSE)
    return count


PAUSE = 1.0
"""Seconds between two looks for a report that waits."""
PAUSE_AFTER_FAILURE = 5.0
