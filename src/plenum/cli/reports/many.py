"""Many files read by several processes, no more of the results held than needed."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext
from pathlib import Path
from threading import Thread
from typing import Any, Generic, TypeVar

from plenum.cli.reports.findings import Findings, read_file

Result = TypeVar("Result")
Work = Callable[[Path, str, frozenset[str]], Result]
"""Reads the file at a path under a name, unless its digest is among those known."""

_AHEAD = 4
"""Files handed out for each process before the first of them is taken back."""

DIED = "The process that read the file died; it may have run out of memory. Divide the file."

_known: frozenset[str] = frozenset()


def read_each(files: Sequence[tuple[Path, str]], jobs: int) -> Iterator[Findings]:
    """Read (path, name) pairs, `jobs` at a time; the results are in the order of the files.

    A process that dies takes none of the other files with it: its file is refused, and the rest go on.
    """
    return Reading(read_file, _died, jobs, in_order=True).each(files)


def _died(name: str) -> Findings:
    return Findings(name, "", refused=[(name, DIED)])


class Reading(Generic[Result]):
    """Processes that do `work` on files. `died` tells what stands for a file whose process died.

    `in_order`: results come in the order of the files; otherwise as they are made, so that nothing that was made is
    held back by one that takes long.
    """

    def __init__(
        self,
        work: Work[Result],
        died: Callable[[str], Result],
        jobs: int,
        known: frozenset[str] = frozenset(),
        in_order: bool = False,
    ) -> None:
        self.work, self.died, self.jobs, self.known, self.in_order = work, died, jobs, known, in_order
        self._context = multiprocessing.get_context("spawn")

    def each(self, files: Sequence[tuple[Path, str]]) -> Iterator[Result]:
        """One result for each (path, name); names differ."""
        if self.jobs < 2 or len(files) < 2:
            for path, name in files:
                yield self.work(path, name, self.known)
            return
        waiting = {name: path for path, name in files}
        while waiting:
            yield from self._until_broken(waiting)

    def _until_broken(self, waiting: dict[str, Path]) -> Iterator[Result]:
        """Read what is `waiting` until nothing is or a process dies; what was read is taken off it."""
        running: dict[Future[Result], str] = {}
        with _pool(self.jobs, self._context, self.known) as pool:
            ahead = iter(list(waiting.items()))
            try:
                while waiting:
                    while len(running) < _AHEAD * self.jobs and (file := next(ahead, None)) is not None:
                        running[pool.submit(_do, self.work, file[1], file[0])] = file[0]
                    for future in self._done(running):
                        result = future.result()
                        del waiting[running.pop(future)]
                        yield result
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
            else:
                return
        # Which of the files that were being read did it is not known: each is read alone, in a process of its own.
        for name in running.values():
            yield self._alone(waiting.pop(name), name)

    def _done(self, running: dict[Future[Result], str]) -> list[Future[Result]]:
        """Those to be taken back: where a process died, the ones that were made before come first."""
        if self.in_order:
            return [next(iter(running))]
        done = wait(running, return_when=FIRST_COMPLETED).done
        return sorted(done, key=lambda future: future.exception() is not None)

    def _alone(self, path: Path, name: str) -> Result:
        with _pool(1, self._context, self.known) as pool:
            try:
                return pool.submit(_do, self.work, path, name).result()
            except BrokenProcessPool:
                return self.died(name)


def _pool(jobs: int, context: SpawnContext, known: frozenset[str]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(known,))


def _start(known: frozenset[str]) -> None:
    global _known
    _known = known
    Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    """Where the run is killed, its processes would wait for work for ever."""
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def _do(work: Work[Any], path: Path, name: str) -> Any:
    return work(path, name, _known)
