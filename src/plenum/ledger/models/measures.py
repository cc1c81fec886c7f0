"""What is measured, where a value came from, and the values."""

from django.db import models
from django.db.models import F, Q

from plenum.ledger.fields import ExactDecimalField
from plenum.ledger.models.documents import Document
from plenum.ledger.models.entered import Entered
from plenum.ledger.vocabulary import (
    DateBasis,
    Direction,
    Measurement,
    OverPlaces,
    OverTime,
    SourceKind,
    Status,
)
from plenum.organizations.models import Body, Named, Place
from plenum.organizations.words import Words


class Indicator(Named):
    """What is measured. Shared between bodies; `keeper` is the body that maintains the definition."""

    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="indicators_kept")
    unit = models.CharField(max_length=60, help_text="As plenum.units reads it: 'bn VND', '%', 'm tonnes'.")
    measurement = models.CharField(max_length=8, choices=Measurement.choices)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.UP)
    over_time = models.CharField(max_length=8, choices=OverTime.choices)
    over_places = models.CharField(max_length=8, choices=OverPlaces.choices, default=OverPlaces.NONE)
    lower_bound = ExactDecimalField(null=True, blank=True, help_text="The lowest value there can be.")
    upper_bound = ExactDecimalField(null=True, blank=True, help_text="The highest value there can be.")
    definition_vi = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    national_twin = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="local_twins",
        help_text="The indicator that measures the same for the nation (GDP growth for GRDP growth).",
    )

    class Meta:
        ordering = ("code",)

    @property
    def definition(self) -> Words:
        return Words(self.definition_vi, self.definition_en)


class Source(Entered):
    """A document, form, feed or file that something came from."""

    kind = models.CharField(max_length=10, choices=SourceKind.choices)
    title_vi = models.CharField(max_length=500, blank=True)
    title_en = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="sources", null=True, blank=True
    )
    published_on = models.DateField(help_text="The day it became known.")
    date_basis = models.CharField(max_length=10, choices=DateBasis.choices, default=DateBasis.STATED)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file or text, in hex.")
    precedence = models.PositiveSmallIntegerField(
        default=50, help_text="Where sources disagree the lower number is taken: 10 the statistics office."
    )

    class Meta:
        indexes = (models.Index(fields=["url"], name="source_by_url"),)

    @property
    def title(self) -> Words:
        return Words(self.title_vi, self.title_en)

    @property
    def label(self) -> str:
        """What to call the source where it has no title: its host and the end of its address, or its file."""
        if self.title_vi or self.title_en:
            return str(self.title)
        address = self.url.split("://", 1)[-1]
        return address if len(address) <= 80 else f"{address[:48]}…{address[-30:]}"

    def __str__(self) -> str:
        return self.label or f"{self.kind} {self.pk}"


class Observation(Entered):
    """One value of an indicator for a place and a period. Never changed: a correction is a new row."""

    append_only = True

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", db_index=False
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="observations", db_index=False)
    period = models.CharField(
        max_length=21, help_text="As plenum.periods writes it: 2023, 2021-S1, @2023-05-31."
    )
    frequency = models.CharField(max_length=1)
    starts = models.DateField()
    ends = models.DateField()
    value = ExactDecimalField(null=True, help_text="In the indicator's unit; empty only where withdrawn.")
    status = models.CharField(max_length=12, choices=Status.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="observations")
    known_on = models.DateField(help_text="The day the value became known.")
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="corrections", null=True, blank=True, db_index=False
    )
    withdrawn = models.BooleanField(default=False, help_text="Says only that the row it corrects is wrong.")
    note = models.TextField(blank=True)
    words = models.TextField(blank=True, help_text="The characters of the source the value stands on.")

    class Meta:
        indexes = (
            models.Index(fields=["indicator", "place", "starts"], name="observation_of_a_series"),
            models.Index(
                fields=["corrects"], name="observation_corrections", condition=Q(corrects__isnull=False)
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn=True, value__isnull=True, corrects__isnull=False)
                | Q(withdrawn=False, value__isnull=False),
                name="observation_has_a_value_unless_withdrawn",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="observation_period_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.place_id} {self.period}: {self.value}"
