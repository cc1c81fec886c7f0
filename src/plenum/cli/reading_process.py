"""The process beside the server that reads received reports: `plenum work`, kept running while the server runs."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE = 10
"""Seconds the process has to give a report back and end."""
PAUSE = 2.0
"""Seconds before a process that ended by itself is started anew; twice as many each time, up to `LONGEST_PAUSE`, until
one has run for so long."""
LONGEST_PAUSE = 120.0

_COMMAND = (sys.executable, "-c", "from plenum.cli import main; main()", "work", "--until-input-ends")

_no_fork = threading.Lock()
"""Held while a process is started. A worker that the server forks in that moment would hold the pipes of the start
open, and it would wait for their end as long as the worker lives."""
os.register_at_fork(
    before=_no_fork.acquire, after_in_parent=_no_fork.release, after_in_child=_no_fork.release
)


@contextmanager
def reports_being_read() -> Iterator[None]:
    """While within, a process of its own reads reports; it ends with this one, in whatever way this one ends.

    A report may need more memory than there is, and must not take the server with it: a process that dies is started
    anew, and after a few attempts the report is given up.
    """
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep_running() -> None:
        pause = PAUSE
        while not stopping.is_set():
            with _no_fork:
                process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE)  # noqa: S603
            started = time.monotonic()
            running[:] = [process]
            process.wait()
            if time.monotonic() - started >= LONGEST_PAUSE:
                pause = PAUSE
            stopping.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    keeper = threading.Thread(target=keep_running, name="reading", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        for process in running:
            _end(process)
        keeper.join(PATIENCE)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
