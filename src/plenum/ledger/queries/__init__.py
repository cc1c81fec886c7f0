"""The only readers of the ledger, as known on a day.

Each that takes `by` checks that the reader may see what it returns; the others take what such a one returned.
"""

from plenum.ledger.queries.documents import document_list, document_page, uncovered_provisions
from plenum.ledger.queries.indicators import indicator_by_code, indicator_list, indicator_page
from plenum.ledger.queries.observations import disagreements, observation_by_id, observation_page
from plenum.ledger.queries.reviews import adoption_by_id, open_reviews, review_by_id, review_page
from plenum.ledger.queries.scoreboard import (
    current_resolution,
    document_by_code,
    home,
    resolution_of,
    scoreboard,
)
from plenum.ledger.queries.targets import target_by_number, target_page
from plenum.ledger.queries.track_record import track_record

__all__ = [
    "adoption_by_id",
    "current_resolution",
    "disagreements",
    "document_by_code",
    "document_list",
    "document_page",
    "home",
    "indicator_by_code",
    "indicator_list",
    "indicator_page",
    "observation_by_id",
    "observation_page",
    "open_reviews",
    "resolution_of",
    "review_by_id",
    "review_page",
    "scoreboard",
    "target_by_number",
    "target_page",
    "track_record",
    "uncovered_provisions",
]
