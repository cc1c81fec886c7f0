"""What reading a report gives: five layers of findings, each with its span, and their JSON form.

Spans count characters (code points) of the report's NFC text, end exclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a figure measures: `Figure.measure`."""

    LEVEL = "level"
    GROWTH = "growth"
    RATIO = "ratio"
    OF_PLAN = "of_plan"
    CHANGE = "change"
    RANK = "rank"


class Bound(StrEnum):
    """What the words say of a number's exactness."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Role(StrEnum):
    """Whether a figure is reported, estimated, planned or expected."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"
    FORECAST = "forecast"


class Standing(StrEnum):
    """How the targets of a tally stand; `TOTAL` says just how many there are."""

    EXCEEDED = "exceeded"
    MET = "met"
    MET_OR_EXCEEDED = "met_or_exceeded"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that measures something.

    `value` is in the unit itself: money in whole currency units, scale words multiplied out, percentages as
    printed, a fall negative. `value_high` is the upper end of a range. `period` is the canonical code of a
    period, "" where the text names none. `name_start == name_end` where nothing names what is measured.
    """

    value_start: int
    value_end: int
    name_start: int
    name_end: int
    measure: Kind
    value: Decimal
    unit: str
    bound: Bound
    role: Role
    period: str
    value_high: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        """The form of the reading guide: plain numbers, `value_high` only for a range."""
        entry: dict[str, Any] = {
            "value_start": self.value_start,
            "value_end": self.value_end,
            "name_start": self.name_start,
            "name_end": self.name_end,
            "measure": self.measure.value,
            "value": _plain(self.value),
            "unit": self.unit,
            "bound": self.bound.value,
            "role": self.role.value,
            "period": self.period,
        }
        if self.value_high is not None:
            entry["value_high"] = _plain(self.value_high)
        return entry


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """One mention of a numbered official document: "Resolution No. 12-NQ/TW" is kind resolution, 12-NQ/TW."""

    start: int
    end: int
    kind: str
    number: str
    date: str

    def to_json(self) -> dict[str, Any]:
        """The form of the reading guide."""
        return {
            "start": self.start,
            "end": self.end,
            "kind": self.kind,
            "number": self.number,
            "date": self.date,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """So many targets stand so: "14/20 targets have been met". `listed` holds the spans of those named after it."""

    start: int
    end: int
    count: int
    of: int | None
    standing: Standing
    listed: tuple[tuple[int, int], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The form of the reading guide, with `listed` where the text names the targets."""
        entry: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "count": self.count,
            "of": self.of,
            "standing": self.standing.value,
        }
        if self.listed:
            entry["listed"] = [list(span) for span in self.listed]
        return entry


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A name, without title or honorific, and the position printed with it."""

    start: int
    end: int
    position_start: int
    position_end: int

    def to_json(self) -> dict[str, Any]:
        """The form of the reading guide."""
        return {
            "start": self.start,
            "end": self.end,
            "position_start": self.position_start,
            "position_end": self.position_end,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be done by a time: the time's words, the action's, and the body bound (empty span if none)."""

    start: int
    end: int
    action_start: int
    action_end: int
    body_start: int
    body_end: int
    period: str

    def to_json(self) -> dict[str, Any]:
        """Every field, as printed above."""
        return {
            "start": self.start,
            "end": self.end,
            "action_start": self.action_start,
            "action_end": self.action_end,
            "body_start": self.body_start,
            "body_end": self.body_end,
            "period": self.period,
        }


@dataclass(slots=True)
class Report:
    """Everything found in one text, each layer in text order.

    `warnings` tells, in words for the reader, why a text or a part of it was not read.
    """

    text: str
    lang: str
    digest: str
    figures: list[Figure] = field(default_factory=list)
    documents: list[DocumentMention] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def words(self, start: int, end: int) -> str:
        """The characters a span stands on."""
        return self.text[start:end]

    def names(self) -> Iterator[str]:
        """What each figure is said of, in the report's words."""
        return (self.text[figure.name_start : figure.name_end] for figure in self.figures)

    def to_json(self) -> dict[str, Any]:
        """One object with the text and the layers; `json.dumps` takes it as it is."""
        return {
            "lang": self.lang,
            "digest": self.digest,
            "text": self.text,
            "figures": [figure.to_json() for figure in self.figures],
            "documents": [mention.to_json() for mention in self.documents],
            "tallies": [tally.to_json() for tally in self.tallies],
            "people": [person.to_json() for person in self.people],
            "deadlines": [deadline.to_json() for deadline in self.deadlines],
            "warnings": list(self.warnings),
        }


def _plain(value: Decimal) -> int | float:
    """A whole number as int, so that a thousand billion is written without exponent and without error."""
    return int(value) if value == value.to_integral_value() else float(value)
