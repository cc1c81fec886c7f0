"""The closed lists of the record's words, as stored."""

from django.db import models


class DocumentKind(models.TextChoices):
    RESOLUTION = "resolution", "Resolution"
    CONCLUSION = "conclusion", "Conclusion"
    DIRECTIVE = "directive", "Directive"
    DECISION = "decision", "Decision"
    DECREE = "decree", "Decree"
    CIRCULAR = "circular", "Circular"
    LAW = "law", "Law"
    PLAN = "plan", "Plan"
    PROGRAMME = "programme", "Programme"
    SCHEME = "scheme", "Scheme"
    REGULATION = "regulation", "Regulation"
    REPORT = "report", "Report"
    NOTICE = "notice", "Notice"
    OTHER = "other", "Other"


class RelationKind(models.TextChoices):
    IMPLEMENTS = "implements", "implements"
    AMENDS = "amends", "amends"
    REPLACES = "replaces", "replaces"
    CITES = "cites", "cites"


class Direction(models.TextChoices):
    UP = "up", "The higher the better"
    DOWN = "down", "The lower the better"
    RANGE = "range", "Within a range"


class Measurement(models.TextChoices):
    """What kind of quantity an indicator is."""

    STOCK = "stock", "Stock"
    FLOW = "flow", "Flow"
    RATE = "rate", "Rate"
    SHARE = "share", "Share"
    COUNT = "count", "Count"


class OverTime(models.TextChoices):
    """How the values of short periods make the value of a longer one."""

    SUM = "sum", "Added up"
    LAST = "last", "The last one"
    MEAN = "mean", "Averaged"
    COMPOUND = "compound", "Compounded"


class OverPlaces(models.TextChoices):
    """How the values of parts of a territory make the value of the whole."""

    SUM = "sum", "Added up"
    NONE = "none", "Not from the parts"


class TargetKind(models.TextChoices):
    LEVEL = "level", "Level at a date"
    CUMULATIVE = "cumulative", "Total over the term"
    AVERAGE_GROWTH = "average_growth", "Average growth"
    EVERY_YEAR = "every_year", "Every year"
    RANGE = "range", "Within a range"
    CEILING = "ceiling", "At most"
    MILESTONE = "milestone", "Done by a date"
    COMPOUND = "compound", "Several parts"


class Status(models.TextChoices):
    """SDMX observation status, in the record's words."""

    ACTUAL = "actual", "Actual"
    PROVISIONAL = "provisional", "Provisional"
    ESTIMATE = "estimate", "Estimate"
    PLAN = "plan", "Plan"
    FORECAST = "forecast", "Forecast"


class SourceKind(models.TextChoices):
    DOCUMENT = "document", "Document"
    FORM = "form", "Form"
    FEED = "feed", "Feed"
    FILE = "file", "File"


class DateBasis(models.TextChoices):
    """How the day a source became known is known."""

    STATED = "stated", "Stated by the source or by who entered it"
    IN_ADDRESS = "in_address", "Read from the source's address"
    NOT_BEFORE = "not_before", "Not before the last period it reports"


class Standing(models.TextChoices):
    EXCEEDED = "exceeded", "Exceeded"
    MET = "met", "Met"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    MISSED = "missed", "Missed"
    NO_TARGET_VALUE = "no_target_value", "No target value"
    NO_OBSERVATION = "no_observation", "No observation"
    NOT_YET_DUE = "not_yet_due", "Not yet due"


class Course(models.TextChoices):
    """The course of what a scenario assumes nothing about."""

    BASE = "base", "As expected"
    HIGH = "high", "Well"
    LOW = "low", "Badly"


class AssumptionMeasure(models.TextChoices):
    """What the amount of an assumption says; see `plenum.assessing.scenarios.terms.Measure`."""

    GROWTH = "growth", "Growth in % a year"
    CHANGE = "change", "Change a year, in the unit"
    VALUE = "value", "The value itself"
    SHOCK = "shock", "Added in one year"


class LinkKind(models.TextChoices):
    """How an indicator follows from others; see `plenum.assessing.scenarios.links`."""

    QUOTIENT = "quotient", "One divided by another"
    SUM = "sum", "The sum of others"
    GROWTH = "growth", "The growth of another"
