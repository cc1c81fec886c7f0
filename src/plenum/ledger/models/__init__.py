"""The tables of the record."""

from plenum.ledger.models.documents import Document, DocumentRelation, Provision
from plenum.ledger.models.entered import Entered
from plenum.ledger.models.measures import Indicator, Observation, Source
from plenum.ledger.models.reviews import Adoption, AnnouncedTally, Review, ReviewLine, Verdict
from plenum.ledger.models.scenarios import Assumption, IndicatorLink, LinkInput, Scenario
from plenum.ledger.models.targets import Target, TargetValue

__all__ = [
    "Adoption",
    "AnnouncedTally",
    "Assumption",
    "Document",
    "DocumentRelation",
    "Entered",
    "Indicator",
    "IndicatorLink",
    "LinkInput",
    "Observation",
    "Provision",
    "Review",
    "ReviewLine",
    "Scenario",
    "Source",
    "Target",
    "TargetValue",
    "Verdict",
]
