"""Many files read by several processes, the results in the order of the files, no more of them held than needed."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

from plenum.cli.reports.findings import Findings, read_file

Result = TypeVar("Result")
Work = Callable[[Path, str], Result]

_AHEAD = 4
"""Files handed out for each process before the first of them is taken back."""

_known: frozenset[str] = frozenset()


def _start(known: frozenset[str]) -> None:
    global _known
    _known = known


def _read(path: Path, name: str) -> Findings:
    return read_file(path, name, _known)


def read_each(
    files: Sequence[tuple[Path, str]], jobs: int, known: frozenset[str] = frozenset()
) -> Iterator[Findings]:
    """Read (path, name) pairs, `jobs` at a time; those whose digest is `known` are passed over.

    A process that dies takes none of the other files with it: its file is refused, and the rest go on.
    """
    if jobs < 2 or len(files) < 2:
        for path, name in files:
            yield read_file(path, name, known)
        return
    waiting = deque(files)
    while waiting:
        yield from _until_broken(waiting, jobs, known)


def _until_broken(waiting: "deque[tuple[Path, str]]", jobs: int, known: frozenset[str]) -> Iterator[Findings]:
    """Read from the left of `waiting` until it is empty or a process dies; what was read is taken off it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(known,)) as pool:
        running: deque[tuple[tuple[Path, str], Future[Findings]]] = deque()
        ahead = deque(waiting)
        try:
            while waiting:
                while ahead and len(running) < _AHEAD * jobs:
                    file = ahead.popleft()
                    running.append((file, pool.submit(_read, *file)))
                (_, name), future = running.popleft()
                findings = future.result()
                waiting.popleft()
                yield findings
        except BrokenProcessPool:
            pool.shutdown(wait=False, cancel_futures=True)
        else:
            return
    # Which of the files that were being read did it is not known: each is read alone, in a process of its own.
    for _ in range(min(len(waiting), _AHEAD * jobs)):
        path, name = waiting.popleft()
        yield _alone(context, path, name, known)


def _alone(
    context: "multiprocessing.context.SpawnContext", path: Path, name: str, known: frozenset[str]
) -> Findings:
    with ProcessPoolExecutor(1, mp_context=context, initializer=_start, initargs=(known,)) as pool:
        try:
            return pool.submit(_read, path, name).result()
        except BrokenProcessPool:
            reason = "The process that read the file died; it may have run out of memory. Divide the file."
            return Findings(name, "", refused=[(name, reason)])
