"""A scoreboard as CSV: one line for each target and each part, the same columns in either language."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from plenum.ledger.exchange.cells import protected
from plenum.ledger.queries.scoreboard import Scoreboard, ScoreRow

BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet reads the Vietnamese letters in the wrong encoding."""

COLUMNS = (
    "number",
    "part_of",
    "group_vi",
    "group_en",
    "name_vi",
    "name_en",
    "place",
    "indicator",
    "kind",
    "direction",
    "period",
    "unit",
    "promised_low",
    "promised_high",
    "last",
    "last_period",
    "last_status",
    "last_known_on",
    "last_source",
    "measured",
    "progress",
    "pace_so_far",
    "pace_needed",
    "pace_basis",
    "standing",
    "reason",
    "pace_standing",
    "probability",
    "expected",
    "expected_low",
    "expected_high",
    "adopted",
    "adopted_reason",
    "adopted_at",
    "adopted_on",
    "as_of",
)


def cell(value: object) -> str:
    """A value as a cell: numbers with a point and all their digits, days as 2021-07-01, absence empty.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; a number never needs one.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return protected(str(value))


def board_as_csv(board: Scoreboard) -> str:
    """The whole board, parts below their wholes."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for row in board.rows:
        for line in _lines(board, row, ""):
            lines.writerow([cell(line[column]) for column in COLUMNS])
    return BYTE_ORDER_MARK + written.getvalue()


def _lines(board: Scoreboard, row: ScoreRow, part_of: str) -> Iterator[dict[str, object]]:
    target, judged, last, verdict = row.target, row.judgement, row.last, row.verdict
    yield {
        "number": target.number,
        "part_of": part_of,
        "group_vi": target.group_vi,
        "group_en": target.group_en,
        "name_vi": target.name_vi,
        "name_en": target.name_en,
        "place": target.place.code,
        "indicator": target.indicator.code if target.indicator else None,
        "kind": target.kind,
        "direction": target.direction,
        "period": target.period,
        "unit": row.unit,
        "promised_low": row.promise.low if row.promise else None,
        "promised_high": row.promise.high if row.promise else None,
        "last": last.value if last else None,
        "last_period": last.period if last else None,
        "last_status": last.status if last else None,
        "last_known_on": last.observation.known_on if last else None,
        "last_source": last.observation.source.url if last else None,
        "measured": judged.measured,
        "progress": judged.progress,
        "pace_so_far": judged.pace_so_far,
        "pace_needed": judged.pace_needed,
        "pace_basis": judged.pace_basis,
        "standing": judged.standing,
        "reason": judged.reason,
        "pace_standing": judged.pace_standing,
        "probability": judged.probability,
        "expected": judged.expected,
        "expected_low": judged.expected_low,
        "expected_high": judged.expected_high,
        "adopted": verdict.adopted if verdict else None,
        "adopted_reason": verdict.reason if verdict else None,
        "adopted_at": board.adoption.conference if verdict and board.adoption else None,
        "adopted_on": board.adoption.held_on if verdict and board.adoption else None,
        "as_of": board.as_of,
    }
    for part in row.parts:
        yield from _lines(board, part, target.number)
