"""Hostile inputs for the reader: none may make it raise, die, hang or give a span outside the text.

    python benchmarks/fuzz_reading.py --count 1000000 --seed 7
    python benchmarks/fuzz_reading.py --replay var/fuzz/7-1234.bin

Every input comes from the seed and its number. A process for each of `--jobs` takes its share; one that dies or works
on an input for longer than `--limit` seconds is ended, and the input counts as a fault. Of each kind of fault the first
inputs are kept below `--keep`. Exit code 1 where there was a fault.
"""

import argparse
import io
import json
import multiprocessing
import pickle
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from multiprocessing.sharedctypes import SynchronizedArray
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import fuzz_inputs

from plenum.errors import PlenumError
from plenum.reading import Report, SourceText, read
from plenum.reading.loaders import Loaded, load_each, pdf
from plenum.reading.loaders.pdf_process import extracted

_KEPT = 3
"""Inputs of each kind of fault."""


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    count: int
    first: int
    seed: int
    files: float
    limit: float
    jobs: int
    keep: Path


def checked(kind: str, given: str | bytes) -> str:
    """ "read" or "refused". Raises whatever reading the input raises, `AssertionError` for a wrong answer."""
    if isinstance(given, str):
        source = SourceText.of(given)
        check_report(read(source), source)
        return "read"
    outcome = "refused"
    for one in load_each(given, "input"):
        if isinstance(one, Loaded):
            check_report(one.report(), one.source)
            outcome = "read"
        else:
            assert isinstance(one.error, PlenumError)
            assert str(one.error).strip(), "a refusal without a reason"
    return outcome


def check_report(report: Report, source: SourceText) -> None:
    """Every span lies within the text and leads back to the original; the answer can be written as JSON."""
    length = len(source.text)
    assert report.text == source.text
    json.dumps(report.to_json())
    for layer in (report.figures, report.documents, report.tallies, report.people, report.deadlines):
        for entry in layer:
            told = entry.to_json()
            for name, start in told.items():
                if name == "start" or name.endswith("_start"):
                    end = told[name.removesuffix("start") + "end"]
                    assert 0 <= start <= end <= length, f"{name} {start}..{end} of {length}"
    for figure in report.figures:
        first, last = source.original_span(figure.value_start, figure.value_end)
        assert 0 <= first < last <= len(source.original), "a figure that leads to nothing"
        assert figure.value.is_finite()


def place_of(error: BaseException) -> str:
    """What was raised and where: faults of one place are one kind."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno} {frame.name}"


def fault_of(kind: str, given: str | bytes) -> str:
    """Where reading the input raises; "" where it does not."""
    try:
        checked(kind, given)
    except BaseException as error:
        return place_of(error)
    return ""


def shortened(kind: str, given: str) -> str:
    """A text with as little as needed to raise at the same place."""
    wanted = fault_of(kind, given)
    size = len(given) // 2
    while size:
        at = 0
        while at < len(given):
            less = given[:at] + given[at + size :]
            if fault_of(kind, less) == wanted:
                given = less
            else:
                at += size
        size //= 2
    return given


def _work(options: Options, job: int, begin: int, at: "SynchronizedArray[float]", told: Any) -> None:
    """Inputs `begin`, `begin + jobs`, …; `at` holds the number at work and since when."""
    # In this process: starting one for each PDF would take a third of a second, and dying is noticed here too.
    pdf._ask = extracted
    seen: Counter[str] = Counter()
    slowest = (0.0, -1)
    last = time.monotonic()
    for number in range(begin, options.first + options.count, options.jobs):
        at[2 * job], at[2 * job + 1] = number, time.monotonic()
        kind, given = fuzz_inputs.made(options.seed, number, options.files)
        began = time.perf_counter()
        try:
            seen[f"{kind} {checked(kind, given)}"] += 1
        except BaseException as error:
            told.send(("fault", place_of(error), number, "".join(traceback.format_exception(error)[-6:])))
        slowest = max(slowest, (time.perf_counter() - began, number))
        if time.monotonic() - last > 1:
            told.send(("seen", seen, number, slowest))
            seen, last = Counter(), time.monotonic()
    told.send(("seen", seen, options.first + options.count, slowest))
    told.send(("done", None, 0, None))


class Run:
    """Processes, what they told, and what becomes of those that fall silent."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.seen: Counter[str] = Counter()
        self.faults: dict[str, list[int]] = {}
        self.slowest = (0.0, -1)
        self._context = multiprocessing.get_context("fork")
        self._at = self._context.Array("d", 2 * options.jobs)
        self._running: dict[int, tuple[Any, Any]] = {}

    def run(self) -> None:
        """Until every input was read."""
        for job in range(self.options.jobs):
            self._start(job, self.options.first + job)
        printed = time.monotonic()
        while self._running:
            for job, (process, told) in list(self._running.items()):
                if told.poll(0.2):
                    self._heard(job, process, told)
                    continue
                number, since = int(self._at[2 * job]), self._at[2 * job + 1]
                if since and time.monotonic() - since > self.options.limit:
                    process.kill()
                    process.join()
                    self._fault(f"longer than {self.options.limit:g} s", number, "")
                    self._start(job, number + self.options.jobs)
            if time.monotonic() - printed > 30:
                printed = time.monotonic()
                print(f"{self.seen.total():>12,} inputs, {len(self.faults)} kinds of fault", flush=True)

    def _start(self, job: int, begin: int) -> None:
        mine, theirs = self._context.Pipe(duplex=False)
        self._at[2 * job + 1] = 0
        process = self._context.Process(target=_work, args=(self.options, job, begin, self._at, theirs))
        process.start()
        theirs.close()
        self._running[job] = (process, mine)

    def _heard(self, job: int, process: Any, told: Any) -> None:
        try:
            what, first, number, more = told.recv()
        except EOFError:
            process.join()
            number = int(self._at[2 * job])
            self._fault(f"the process died ({process.exitcode})", number, "")
            self._start(job, number + self.options.jobs)
            return
        if what == "fault":
            self._fault(first, number, more)
        elif what == "seen":
            self.seen += first
            self.slowest = max(self.slowest, more)
        else:
            del self._running[job]
            process.join()

    def _fault(self, what: str, number: int, story: str) -> None:
        numbers = self.faults.setdefault(what, [])
        numbers.append(number)
        if len(numbers) > _KEPT:
            return
        kept = fuzz_inputs.made(self.options.seed, number, self.options.files)
        self.options.keep.mkdir(parents=True, exist_ok=True)
        file = self.options.keep / f"{self.options.seed}-{number}.bin"
        file.write_bytes(pickle.dumps(kept))
        print(f"\n{what}: input {number} ({kept[0]}), kept in {file}\n{story}", flush=True)


def replay(file: Path) -> None:
    """Read one kept input again, a text as short as it can be, with its traceback."""
    kind, given = pickle.loads(file.read_bytes())  # noqa: S301 - written by this program
    if isinstance(given, str) and fault_of(kind, given):
        given = shortened(kind, given)
    print(kind, repr(given)[:2_000], flush=True)
    print(checked(kind, given))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=float, default=0.1, help="share of files among the inputs")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds for one input")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("var/fuzz"))
    parser.add_argument("--replay", type=Path)
    options = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # lone surrogates are among the inputs
    if options.replay:
        replay(options.replay)
        return 0
    run = Run(
        Options(
            options.count,
            options.first,
            options.seed,
            options.files,
            options.limit,
            options.jobs,
            options.keep,
        )
    )
    began = time.monotonic()
    run.run()
    took = time.monotonic() - began
    print(
        f"{run.seen.total():,} inputs in {took:,.0f} s; the slowest took {run.slowest[0]:.2f} s ({run.slowest[1]})"
    )
    for name, number in sorted(run.seen.items()):
        print(f"{number:>12,} {name}")
    for what, numbers in run.faults.items():
        print(f"FAULT {len(numbers):>6} times: {what}; first at input {numbers[0]}")
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
