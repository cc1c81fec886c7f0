"""Scenarios: what a body assumes of indicators, and which indicators follow from others."""

from django.db import models
from django.db.models import F, Q

from plenum.ledger.fields import ExactDecimalField
from plenum.ledger.models.documents import Document
from plenum.ledger.models.entered import Entered
from plenum.ledger.models.measures import Indicator
from plenum.ledger.vocabulary import AssumptionMeasure, Course, LinkKind
from plenum.organizations.models import Body, Place
from plenum.organizations.words import Words


class Lasting(Entered):
    """A row that holds from a day on until it is ended, so that a past day shows what held then. Never deleted."""

    known_on = models.DateField(help_text="The first day it holds.")
    ended_on = models.DateField(null=True, blank=True, help_text="The first day it no longer holds.")

    class Meta:
        abstract = True


class Scenario(Lasting):
    """A named set of assumptions for the targets of a document, or of all documents of a body.

    Its assumptions never change: an edit makes a new version that replaces this one, which is ended.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="scenarios")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="scenarios", null=True, blank=True
    )
    name_vi = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    course = models.CharField(
        max_length=4, choices=Course.choices, default=Course.BASE, help_text="Of what is not assumed."
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        ordering = ("known_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("known_on")),
                name="scenario_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(name_vi="", name_en=""), name="scenario_has_a_name"),
        )

    @property
    def name(self) -> Words:
        return Words(self.name_vi, self.name_en)

    @property
    def note(self) -> Words:
        return Words(self.note_vi, self.note_en)

    def __str__(self) -> str:
        return self.name_en or self.name_vi


class Assumption(models.Model):
    """How a scenario says an indicator moves in a place: every year, or in `year` only. A shock has a year."""

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="assumptions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="assumptions")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=8, choices=AssumptionMeasure.choices)
    amount = ExactDecimalField(help_text="In % or points a year, or in the indicator's unit, by its measure.")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    catches_up = models.BooleanField(
        default=False, help_text="Of a shock: made good by the end of the year after."
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["scenario", "indicator", "place", "year"],
                condition=~Q(measure=AssumptionMeasure.SHOCK),
                name="assumption_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["scenario", "indicator", "place"],
                condition=~Q(measure=AssumptionMeasure.SHOCK) & Q(year__isnull=True),
                name="assumption_once_for_every_year",
            ),
            models.CheckConstraint(
                condition=~Q(measure=AssumptionMeasure.SHOCK, year__isnull=True),
                name="assumption_of_a_shock_has_a_year",
            ),
            models.CheckConstraint(
                condition=Q(catches_up=False) | Q(measure=AssumptionMeasure.SHOCK),
                name="assumption_made_good_is_a_shock",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.measure} {self.amount} {self.year or ''}".rstrip()


class IndicatorLink(Lasting):
    """`derived` follows from its inputs, in every place that has them all."""

    kind = models.CharField(max_length=8, choices=LinkKind.choices)
    derived = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ("derived__code", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["derived"], condition=Q(ended_on__isnull=True), name="indicator_follows_one_link"
            ),
        )

    def __str__(self) -> str:
        return f"{self.derived.code}: {self.kind}"


class LinkInput(models.Model):
    """What an indicator follows from, in order: of a quotient first what is divided, then by what."""

    link = models.ForeignKey(IndicatorLink, on_delete=models.PROTECT, related_name="inputs")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("link", "position")
        constraints = (
            models.UniqueConstraint(fields=["link", "position"], name="link_input_position_once"),
            models.UniqueConstraint(fields=["link", "indicator"], name="link_input_once"),
        )

    def __str__(self) -> str:
        return f"{self.link_id} {self.position}: {self.indicator_id}"
