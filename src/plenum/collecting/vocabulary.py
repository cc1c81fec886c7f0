"""The closed lists of the desk's words, as stored."""

from django.db import models

from plenum.ledger.vocabulary import Status
from plenum.reading.figures import Role


class ReportState(models.TextChoices):
    RECEIVED = "received", "Received"
    READING = "reading", "Being read"
    READ = "read", "Read"
    FAILED = "failed", "Not readable"


class DecisionKind(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"
    UNDONE = "undone", "Undone"


class FigureState(models.TextChoices):
    """Where a proposed figure stands; what the last decision on it makes of it."""

    WAITING = "waiting", "Waiting"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


STATE_AFTER: dict[str | None, FigureState] = {
    None: FigureState.WAITING,
    DecisionKind.UNDONE: FigureState.WAITING,
    DecisionKind.CONFIRMED: FigureState.CONFIRMED,
    DecisionKind.REJECTED: FigureState.REJECTED,
}
"""By the kind of the last decision; None where there is none."""


class Reason(models.TextChoices):
    """Why an indicator is proposed for a figure."""

    ALIAS = "alias", "Confirmed for these words before"
    SAME_NAME = "same_name", "Has this name"
    CLOSE_NAME = "close_name", "Has a name close to this"
    IN_CONTEXT = "in_context", "Has a name made of words of the sentence"


class Stand(models.TextChoices):
    """What the ledger says of a proposed value."""

    NEW = "new", "Not in the record yet"
    AGREES = "agrees", "In the record already"
    ROUNDED = "rounded", "In the record, more exactly"
    DIFFERS = "differs", "The record has another value"
    SLIP = "slip", "The record's value is a thousand times larger or smaller"


CONTRADICTING = frozenset({Stand.DIFFERS, Stand.SLIP})

STATUS_OF_ROLE: dict[str, Status] = {
    Role.ACTUAL: Status.ACTUAL,
    Role.ESTIMATE: Status.ESTIMATE,
    Role.TARGET: Status.PLAN,
    Role.FORECAST: Status.FORECAST,
}
"""The observation's status that a figure's role proposes."""
