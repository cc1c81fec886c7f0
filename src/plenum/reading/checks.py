"""Checks across the figures of a report: what two of them say cannot both be so, or one cannot be so alone.

A doubt is shown to the clerk with the words of both sides; nothing is corrected. The thresholds are of printing
(rounding, slips of a digit or of a scale word), not of judgement.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from plenum.errors import PeriodError
from plenum.periods import Period
from plenum.reading.figures import Figure, Kind, Report, Role, Standing, Tally

Span = tuple[int, int]


class DoubtKind(StrEnum):
    """What makes a figure doubtful."""

    TWO_VALUES = "two_values"
    UNIT_SLIP = "unit_slip"
    PARTS = "parts"
    GROWTH = "growth"
    SHARE = "share"
    TALLIES = "tallies"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`spans` are the words that disagree, in text order, in the report's offsets; two unless one is absurd alone."""

    kind: DoubtKind
    message: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A value already on record, to hold a report against: the name in the report's language, and the unit as read."""

    name: str
    unit: str
    period: str
    value: Decimal
    source: str


CLOSE = Decimal("0.10")
"""Two values of one thing that differ by less than this share are one figure printed twice, and once wrongly; by
more they are more likely two things under one name."""
SLIP = Decimal(1000)
SLIP_TOLERANCE = Decimal("0.05")
ROUNDING = Decimal("0.005")
"""Parts may miss their total by this share of it."""
GROWTH_TOLERANCE = Decimal("0.6")
"""Percentage points by which a printed growth rate may differ from that of two rounded levels."""

_RESULTS = (Role.ACTUAL, Role.ESTIMATE)


def check(report: Report, known: Sequence[Known] = ()) -> list[Doubt]:
    """Every doubt about a report's figures and tallies, in text order; `known` holds it against the record too."""
    doubts: list[Doubt] = []
    for rule in RULES:
        doubts.extend(rule(report))
    doubts.extend(_against(report, known))
    return sorted(doubts, key=lambda doubt: doubt.spans)


def _span(figure: Figure) -> Span:
    return figure.value_start, figure.value_end


def _name(report: Report, figure: Figure) -> tuple[str, ...]:
    words = re.findall(r"\w+", report.text[figure.name_start : figure.name_end].lower())
    return tuple(word for word in words if word not in ("the", "total", "tổng", "of"))


def _same_thing(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """ "State budget revenue" and "budget revenue": the shorter name ends, or begins, the longer one."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 2 and shorter != longer:
        return False
    return bool(shorter) and (longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter)


def _comparable(first: Figure, second: Figure) -> bool:
    return (
        first.unit == second.unit
        and first.measure == second.measure
        and first.period == second.period != ""
        and first.role in _RESULTS
        and second.role in _RESULTS
        and first.value_high is None
        and second.value_high is None
        and first.measure in (Kind.LEVEL, Kind.GROWTH)
        and not _is_count(first)
    )


def _is_count(figure: Figure) -> bool:
    """Counts go by nouns that many things share ("projects"), so that two of them are seldom the same count."""
    return figure.unit.islower() and figure.unit not in ("tonne", "ha", "km", "km2", "m2", "m3")


def _in_one_sentence(report: Report, first: int, second: int) -> bool:
    """What one sentence lists side by side are several things, however alike their names."""
    return _SENTENCE_END.search(report.text, min(first, second), max(first, second)) is None


def _two_values(report: Report) -> Iterator[Doubt]:
    names = [_name(report, figure) for figure in report.figures]
    for one, other in _pairs(report, names):
        first, second = report.figures[one], report.figures[other]
        if first.value == second.value or not _comparable(first, second):
            continue
        if _in_one_sentence(report, first.value_end, second.value_start):
            continue
        low, high = sorted((abs(first.value), abs(second.value)))
        words = [report.words(*_span(first)), report.words(*_span(second))]
        name = report.words(first.name_start, first.name_end)
        if high - low <= high * CLOSE:
            message = (
                f"{name}: {words[0]} and {words[1]} are both given for {first.period}. Which one is right?"
            )
            yield Doubt(DoubtKind.TWO_VALUES, message, (_span(first), _span(second)))
        elif _slipped(low, high):
            message = f"{name}: {words[0]} and {words[1]} differ a thousand times. Is a scale word wrong?"
            yield Doubt(DoubtKind.UNIT_SLIP, message, (_span(first), _span(second)))


def _pairs(report: Report, names: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of figures under one name. Names meet by their first or last word, so that the cost stays linear in the
    number of figures with different names; of one name at most the first forty figures are compared."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, figure in enumerate(report.figures):
        for word in {*names[index][:1], *names[index][-1:]}:
            groups.setdefault((word, figure.unit, figure.period), []).append(index)
    seen: set[tuple[int, int]] = set()
    for members in groups.values():
        for pair in combinations(members[:40], 2):
            if pair not in seen and _same_thing(names[pair[0]], names[pair[1]]):
                seen.add(pair)
                yield pair


def _slipped(low: Decimal, high: Decimal) -> bool:
    if not low:
        return False
    return any(abs(high / low - factor) <= factor * SLIP_TOLERANCE for factor in (SLIP, SLIP * SLIP))


_OPENS_PARTS = re.compile(
    r"\b(?:of which|in which|including|comprising|comprised|consists? of|made up of)\b|trong đó|bao gồm|\bgồm\b",
    re.IGNORECASE,
)
_ALL_PARTS = re.compile(
    r"\b(?:comprising|comprised|consists? of|made up of)\b|bao gồm|\bgồm\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_])|\n")


def _parts(report: Report) -> Iterator[Doubt]:
    """Parts named after a total in its sentence: together no more than it, and as much where they are all of it."""
    figures = [
        figure for figure in report.figures if figure.measure is Kind.LEVEL and figure.value_high is None
    ]
    for index, total in enumerate(figures):
        end = _SENTENCE_END.search(report.text, total.value_end)
        stop = min(end.start() if end else len(report.text), total.value_end + 800)
        opening = _OPENS_PARTS.search(report.text, total.value_end, min(stop, total.value_end + 120))
        if opening is None or re.search(r"\d", report.text[total.value_end : opening.start()]):
            continue
        parts: list[Figure] = []
        for figure in figures[index + 1 :]:
            if figure.value_start >= stop or (
                parts and ";" in report.text[parts[-1].value_end : figure.value_start]
            ):
                break
            if figure.unit == total.unit and figure.value_start >= opening.end():
                parts.append(figure)
        if len(parts) < 2:
            continue
        sum_of_parts = sum((part.value for part in parts), Decimal(0))
        over = sum_of_parts > total.value * (1 + ROUNDING)
        under = bool(_ALL_PARTS.match(opening.group())) and sum_of_parts < total.value * (1 - ROUNDING)
        if over or under:
            message = (
                f"The parts of {report.words(*_span(total))} add up to {sum_of_parts:f} {total.unit}, "
                f"{'more' if over else 'less'} than their total of {total.value:f}."
            )
            yield Doubt(DoubtKind.PARTS, message, (_span(total), *(_span(part) for part in parts)))


def _growth(report: Report) -> Iterator[Doubt]:
    """A growth rate that two levels a year apart, under the same name, do not give."""
    levels: dict[tuple[tuple[str, ...], str, str], Figure] = {}
    for figure in report.figures:
        if figure.measure is Kind.LEVEL and figure.period and figure.unit != "%":
            levels.setdefault((_name(report, figure), figure.unit, figure.period), figure)
    units = {unit for _, unit, _ in levels}
    for figure in report.figures:
        if figure.measure is not Kind.GROWTH or not figure.period:
            continue
        try:
            before = Period.parse(figure.period).same_period_last_year().code
        except PeriodError:
            continue
        for unit in units:
            now = levels.get((_name(report, figure), unit, figure.period))
            then = levels.get((_name(report, figure), unit, before))
            if now is None or then is None or not then.value:
                continue
            computed = (now.value / then.value - 1) * 100
            if abs(computed - figure.value) > GROWTH_TOLERANCE:
                message = (
                    f"{report.words(*_span(figure))} is printed, but {report.words(*_span(now))} against "
                    f"{report.words(*_span(then))} a year before is {computed:.1f} %."
                )
                yield Doubt(DoubtKind.GROWTH, message, (_span(figure), _span(now), _span(then)))


def _share(report: Report) -> Iterator[Doubt]:
    for figure in report.figures:
        if figure.measure is Kind.LEVEL and figure.unit == "%" and figure.value > 100:
            message = (
                f"{report.words(*_span(figure))} is read as a share, and no part is more than its whole."
            )
            yield Doubt(DoubtKind.SHARE, message, (_span(figure),))


def _tallies(report: Report) -> Iterator[Doubt]:
    """Two counts of the same targets for the same standing: 9/20 and 14/20 likely to be met."""
    first: dict[tuple[int, Standing], Tally] = {}
    for tally in report.tallies:
        if tally.of is None or tally.standing is Standing.TOTAL:
            continue
        earlier = first.setdefault((tally.of, tally.standing), tally)
        if earlier.count != tally.count and not _in_one_sentence(report, earlier.end, tally.start):
            message = (
                f"{report.words(earlier.start, earlier.end)} and {report.words(tally.start, tally.end)} are both "
                f"counted as {tally.standing.value}."
            )
            yield Doubt(DoubtKind.TALLIES, message, ((earlier.start, earlier.end), (tally.start, tally.end)))


RULES: tuple[Callable[[Report], Iterator[Doubt]], ...] = (_two_values, _parts, _growth, _share, _tallies)


def _against(report: Report, known: Sequence[Known]) -> Iterator[Doubt]:
    """Results that the record holds otherwise, for the same name, unit and period."""
    on_record: dict[tuple[str, str], list[Known]] = {}
    for value in known:
        on_record.setdefault((value.unit, value.period), []).append(value)
    for figure in report.figures:
        if figure.measure is not Kind.LEVEL or figure.role not in _RESULTS or figure.value_high is not None:
            continue
        for value in on_record.get((figure.unit, figure.period), ()):
            name = tuple(re.findall(r"\w+", value.name.lower()))
            if figure.value != value.value and _same_thing(_name(report, figure), name):
                slip = _slipped(*sorted((abs(figure.value), abs(value.value))))
                message = (
                    f"{report.words(*_span(figure))} is read; {value.source} has {value.value:f} {value.unit} "
                    f"for {value.name}, {value.period}."
                )
                yield Doubt(DoubtKind.UNIT_SLIP if slip else DoubtKind.TWO_VALUES, message, (_span(figure),))
