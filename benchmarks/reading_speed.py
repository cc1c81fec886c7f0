"""What reading costs: beside its peers, as texts grow, on hostile texts, and in memory. One run on one core.

    python benchmarks/reading_speed.py --peers var/peers/bin/python          reports of this repository
    python benchmarks/reading_speed.py --peers … --gold PATH.jsonl…          and marked reports
    python benchmarks/reading_speed.py --largest 1000000                     without the peers, up to 1 MB

The peers, quantulum3 for English and the name recognition of underthesea for Vietnamese, find less than the reader
does: quantities, and names. Each gets the reports paragraph by paragraph, as it likes them best, then as they are, then
as one of ten pages: their cost grows faster than the text. A peer is stopped after `--seconds`, and the reader is then
timed on the very texts the peer came through. All are pinned to one core and timed by the processor time they take.
Exit code 1 where a goal is missed; the goal beside quantulum3 is for the report of ten pages.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from plenum.reading import read

HERE = Path(__file__).parent
LEAST_RATIO = 50
MOST_MEMORY = 300
MOST_GROWTH = 2.0
"""What a character of the largest text may cost of what one of a text of 100 KB costs."""
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
LONG_REPORT = 30_000
"""Characters: some ten pages."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "a run of digits": lambda size: "1" * size,
    "commas": lambda size: "," * size,
    "digits and commas": lambda size: ("1," * size)[:size],
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "brackets with numbers": lambda size: ("(1 " * size)[:size],
    "percentages without an end": lambda size: ("5% " * size)[:size],
    "offices without a name": lambda size: ("Secretary of the " * size)[:size],
    "years without a sentence": lambda size: ("2021 " * size)[:size],
    "of which without an end": lambda size: ("of which 5 " * size)[:size],
    "trong đó without an end": lambda size: ("trong đó 5 tỷ " * size)[:size],
    "marks without a letter": lambda size: ("a" + "\u0301" * 99) * (size // 100),
    "no blank at all": lambda size: ("tăng5%" * size)[:size],
    "blanks": lambda size: " " * size,
    "line ends": lambda size: ("5\n" * size)[:size],
}


def seconds(text: str) -> float:
    """Processor time one reading takes; a quick one is repeated until a clock can tell."""
    count, began = 0, time.process_time()
    while True:
        read(text)
        count += 1
        took = time.process_time() - began
        if took > 0.3:
            return took / count


def reports_of(language: str, gold: list[Path]) -> list[str]:
    """Reports in a language: those of this repository, and the marked ones."""
    texts = [
        file.read_text(encoding="utf-8") for file in sorted((HERE / "reports").glob(f"*.{language}.txt"))
    ]
    for path in gold:
        rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
        texts += [row["text"] for row in rows if row.get("lang", read(row["text"]).lang) == language]
    return texts


def ways(reports: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The ways a peer gets the reports."""
    together = "\n\n".join(reports)
    together = (together + "\n\n") * (LONG_REPORT // len(together) + 1)
    yield "paragraphs", [line for report in reports for line in report.split("\n") if line.strip()]
    yield "whole reports", reports
    yield "a report of 30,000", [together[:LONG_REPORT]]


def beside(python: Path, peer: str, language: str, gold: list[Path], most: float) -> float:
    """Print characters a second of the peer and of the reader; gives the ratio for ten pages."""
    ratio = 0.0
    reports = reports_of(language, gold)
    for way, texts in ways(reports):
        done = subprocess.run(  # noqa: S603 - the interpreter that was named
            [python, HERE / "reading_peers.py", peer, str(most)],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"{peer} failed: {done.stderr.strip()[-300:]}")
            return 0.0
        told = json.loads(done.stdout.splitlines()[-1])
        taken = texts[: told["texts"]]
        size = sum(map(len, taken))
        theirs = size / told["seconds"]
        # The reader gets the texts as the peer did.
        began, rounds = time.process_time(), 0
        while time.process_time() - began < 0.5:
            for text in taken:
                read(text)
            rounds += 1
        ours = size * rounds / (time.process_time() - began)
        share = "" if len(taken) == len(texts) else f" (stopped after {len(taken)} of {len(texts)} texts)"
        print(
            f"{peer:12} {way:20} {size:>9,} characters {theirs:>10,.0f} a second; "
            f"the reader {ours:>10,.0f}: {ours / theirs:6.1f} times{share}",
            flush=True,
        )
        ratio = ours / theirs
    return ratio


def growth(name: str, text_of: Callable[[int], str], largest: int) -> bool:
    """Print what texts cost as they grow; whether the cost of a character stays what it was."""
    costs = {}
    for size in (size for size in SIZES if size <= largest):
        text = text_of(size)
        costs[size] = seconds(text) / len(text) * 1e6
    base = costs.get(100_000) or max(costs.values())
    is_linear = costs[max(costs)] <= MOST_GROWTH * base
    told = "  ".join(f"{cost:8.3f}" for cost in costs.values())
    print(f"{name:30} {told}{'' if is_linear else '   NOT LINEAR'}", flush=True)
    return is_linear


MEMORY = """
import sys
from pathlib import Path
from plenum.reading import read
text = Path(sys.argv[1]).read_text(encoding="utf-8")
report = read(text)
status = Path("/proc/self/status").read_text()
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(len(text), len(report.figures), int(peak) // 1024)
"""


def memory(text: str) -> float:
    """Print the most memory a process of its own holds while it reads; gives megabytes."""
    file = Path("var/bench/long.txt")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", MEMORY, file], capture_output=True, text=True, check=True
    )
    size, figures, peak = map(int, done.stdout.split())
    print(f"memory: {peak} MB at most for {size:,} characters with {figures:,} figures")
    file.unlink()
    return peak


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", nargs="*", type=Path, default=[])
    parser.add_argument("--peers", type=Path, metavar="PYTHON")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each peer for each way")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    missed = []
    if options.peers:
        ratio = beside(options.peers, "quantulum3", "en", options.gold, options.seconds)
        if ratio < LEAST_RATIO:
            missed.append(f"{ratio:.1f} times quantulum3 instead of {LEAST_RATIO}")
        beside(options.peers, "underthesea", "vi", options.gold, options.seconds)
    everything = "\n\n".join(reports_of("en", options.gold) + reports_of("vi", options.gold)) + "\n\n"

    def ordinary(size: int) -> str:
        return (everything * (size // len(everything) + 1))[:size]

    print(
        f"\n{'microseconds a character':30} "
        + "  ".join(f"{size:>8,}" for size in SIZES if size <= options.largest)
    )
    for name, text_of in {"reports": ordinary, **HOSTILE}.items():
        if not growth(name, text_of, options.largest):
            missed.append(f"{name}: the cost grows faster than the text")
    print()
    peak = memory(ordinary(min(options.largest, SIZES[-1])))
    if peak >= MOST_MEMORY:
        missed.append(f"{peak} MB of memory instead of {MOST_MEMORY}")
    for one in missed:
        print(f"MISSED: {one}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
