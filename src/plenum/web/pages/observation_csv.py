"""Values as CSV: one line for each observation, those not taken beside those taken."""

import csv
import io
from collections.abc import Iterable

from plenum.ledger.queries.observations import SeriesValue
from plenum.web.pages.scoreboard_csv import BYTE_ORDER_MARK, cell

COLUMNS = (
    "indicator",
    "place",
    "period",
    "starts",
    "ends",
    "value",
    "unit",
    "status",
    "taken",
    "known_on",
    "source_title_vi",
    "source_title_en",
    "source_url",
    "source_published_on",
    "observation",
)


def values_as_csv(values: Iterable[SeriesValue]) -> str:
    """The values of one or more series with their sources. `taken` is yes for the value that counts for its period.

    Numbers have a point and all their digits; a text a spreadsheet would run as a formula is kept from running.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for value in values:
        for one in (value.observation, *value.rivals):
            source = one.source
            line = (
                one.indicator.code,
                one.place.code,
                one.period,
                one.starts,
                one.ends,
                one.value,
                one.indicator.unit,
                one.status,
                "yes" if one is value.observation else "no",
                one.known_on,
                source.title_vi,
                source.title_en,
                source.url,
                source.published_on,
                one.pk,
            )
            lines.writerow([cell(field) for field in line])
    return BYTE_ORDER_MARK + written.getvalue()
