"""Reading held against marked reports. What it costs is told by `reading_speed.py`.

    python benchmarks/reading.py GOLD.jsonl…             the scores, each layer and field
    python benchmarks/reading.py GOLD.jsonl… --errors 20 and the first misses and false finds

A gold file holds one marked report a line: `id`, `text` and the layers `figures`, `documents`, `tallies`, `people`.
A figure is found where its span meets the marked one and value and range agree; a name agrees where the spans
overlap by half, or one holds the other and is at least a third of it. Each layer of agreement adds to the one before.
"""

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from plenum.reading import read

Entry = dict[str, Any]
Agreement = Callable[[Entry, Entry], bool]
FIELDS = ("unit", "measure", "name", "bound", "role", "period")


def share(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Characters two spans have in common, as a share of all they cover."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, common) / (max(first[1], second[1]) - min(first[0], second[0]) or 1)


def spans(entry: Entry, prefix: str = "") -> tuple[int, int]:
    """The span of an entry, of its value, name or position."""
    return entry[f"{prefix}start"], entry[f"{prefix}end"]


def equal(first: float | None, second: float | None) -> bool:
    """Two numbers as printed, or neither."""
    if first is None or second is None:
        return first is second
    return math.isclose(first, second, rel_tol=1e-6, abs_tol=1e-9)


def same_value(gold: Entry, found: Entry) -> bool:
    """The number stands in the same place and says as much."""
    return (
        share(spans(gold, "value_"), spans(found, "value_")) > 0
        and equal(gold["value"], found["value"])
        and equal(gold.get("value_high"), found.get("value_high"))
    )


def same_name(gold: Entry, found: Entry) -> bool:
    """Half of the characters in common, or a third where one name holds the other."""
    first, second = spans(gold, "name_"), spans(found, "name_")
    outer, inner = (first, second) if first[1] - first[0] >= second[1] - second[0] else (second, first)
    holds = outer[0] <= inner[0] and inner[1] <= outer[1]
    return share(first, second) >= (1 / 3 if holds else 1 / 2)


def same_quantity(gold: Entry, found: Entry) -> bool:
    """Value, unit and measure."""
    return same_value(gold, found) and all(gold[key] == found[key] for key in ("unit", "measure"))


def same_named_quantity(gold: Entry, found: Entry) -> bool:
    """Value, unit, measure and name."""
    return same_quantity(gold, found) and same_name(gold, found)


def same_figure(gold: Entry, found: Entry) -> bool:
    """Every field."""
    return same_named_quantity(gold, found) and all(
        gold[key] == found[key] for key in ("bound", "role", "period")
    )


def same_document(gold: Entry, found: Entry) -> bool:
    """Kind and number, on half of the characters."""
    numbers = [entry["number"].replace(" ", "") for entry in (gold, found)]
    return (
        share(spans(gold), spans(found)) >= 1 / 2
        and gold["kind"] == found["kind"]
        and numbers[0] == numbers[1]
    )


def same_tally(gold: Entry, found: Entry) -> bool:
    """Count, whole and standing."""
    keys = ("count", "of", "standing")
    return share(spans(gold), spans(found)) > 0 and all(gold.get(key) == found.get(key) for key in keys)


def same_person(gold: Entry, found: Entry) -> bool:
    """The name almost exactly, half of the position."""
    return (
        share(spans(gold), spans(found)) >= 0.8
        and share(spans(gold, "position_"), spans(found, "position_")) >= 1 / 2
    )


LAYERS: tuple[tuple[str, str, Agreement], ...] = (
    ("figures: value", "figures", same_value),
    ("figures: value+unit+measure", "figures", same_quantity),
    ("figures: value+unit+measure+name", "figures", same_named_quantity),
    ("figures: all fields", "figures", same_figure),
    ("documents", "documents", same_document),
    ("tallies", "tallies", same_tally),
    ("people", "people", same_person),
)


def match(
    gold: list[Entry], found: list[Entry], agrees: Agreement
) -> list[tuple[Entry | None, Entry | None]]:
    """Pairs in text order, each entry used once; None stands for the other side of a miss or of a false find."""
    free = list(found)
    pairs: list[tuple[Entry | None, Entry | None]] = []
    for entry in gold:
        partner = next((candidate for candidate in free if agrees(entry, candidate)), None)
        if partner is not None:
            free.remove(partner)
        pairs.append((entry, partner))
    return pairs + [(None, entry) for entry in free]


def line(name: str, counts: Counter[str]) -> str:
    """One row of the table: precision, recall, F1."""
    right, gold, found = counts["right"], counts["gold"], counts["found"]
    precision = right / found if found else 1.0
    recall = right / gold if gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else float(precision == recall == 1)
    return f"{name:34} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   (gold {gold}, predicted {found})"


def scores(reports: Iterable[Entry], errors: int) -> None:
    """Read every report and print the table, and the first `errors` misses and false finds of named figures."""
    tables: dict[str, Counter[str]] = {name: Counter() for name, _, _ in LAYERS}
    fields: dict[str, Counter[bool]] = {key: Counter() for key in FIELDS}
    for report in reports:
        found = read(report["text"]).to_json()
        for name, layer, agrees in LAYERS:
            pairs = match(report.get(layer, []), found[layer], agrees)
            tables[name]["gold"] += sum(gold is not None for gold, _ in pairs)
            tables[name]["found"] += sum(entry is not None for _, entry in pairs)
            tables[name]["right"] += sum(gold is not None and entry is not None for gold, entry in pairs)
            if agrees is same_value:
                for gold, entry in pairs:
                    if gold is not None and entry is not None:
                        for key in FIELDS:
                            fields[key][
                                same_name(gold, entry) if key == "name" else gold[key] == entry[key]
                            ] += 1
            if agrees is same_named_quantity:
                for gold, entry in pairs:
                    if errors and (gold is None) != (entry is None):
                        errors -= 1
                        print(
                            describe(report, gold or entry or {}, "missed" if gold else "false "),
                            file=sys.stderr,
                        )
    for name, counts in tables.items():
        print(line(name, counts))
    accuracy = "  ".join(f"{key} {count[True] / max(1, count.total()):.3f}" for key, count in fields.items())
    print("field accuracy on found values:", accuracy)


def describe(report: Entry, entry: Entry, what: str) -> str:
    """A figure in one line."""
    text = report["text"]
    value, name = text[slice(*spans(entry, "value_"))], text[slice(*spans(entry, "name_"))]
    quantity = f"{value!r} = {entry['value']} {entry['unit']} {entry['measure']}"
    return f"{report['id']} {what} {quantity} of {name!r} [{entry['period']}]"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args()
    reports = [
        json.loads(row)
        for path in options.gold
        for row in path.read_text(encoding="utf-8").splitlines()
        if row.strip()
    ]
    scores(reports, options.errors)


if __name__ == "__main__":
    main()
