"""What a body promised, and what that is as each source states it."""

from django.db import models
from django.db.models import F, Q

from plenum.ledger.fields import ExactDecimalField
from plenum.ledger.models.documents import Document, Provision
from plenum.ledger.models.entered import Entered
from plenum.ledger.models.measures import Indicator, Source
from plenum.ledger.vocabulary import Direction, TargetKind
from plenum.organizations.models import Body, Place
from plenum.organizations.words import Words


class Target(Entered):
    """A provision's promise on an indicator for a body and a period; what it promises stands in its values."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="targets")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="targets")
    provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="targets", null=True, blank=True
    )
    number = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    group_vi = models.CharField(max_length=200, blank=True)
    group_en = models.CharField(max_length=200, blank=True)
    name_vi = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="targets", null=True, blank=True
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="targets")
    kind = models.CharField(max_length=16, choices=TargetKind.choices)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.UP)
    period = models.CharField(max_length=21)
    starts = models.DateField()
    ends = models.DateField(help_text="The due day.")
    known_on = models.DateField()
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="targets", null=True, blank=True
    )
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ("document", "position")
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="target_number_once_per_document"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="target_period_in_order"),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.COMPOUND) | Q(indicator__isnull=True),
                name="target_of_parts_has_no_indicator",
            ),
        )

    @property
    def name(self) -> Words:
        return Words(self.name_vi, self.name_en)

    @property
    def group(self) -> Words:
        return Words(self.group_vi, self.group_en)

    @property
    def note(self) -> Words:
        return Words(self.note_vi, self.note_en)

    def __str__(self) -> str:
        return f"{self.number}. {self.name_en or self.name_vi}"


class TargetValue(Entered):
    """What a target promises, as one source states it. Sources may disagree: all are kept."""

    append_only = True

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="values")
    low = ExactDecimalField(null=True, help_text="The value to reach, or the lower end of a range.")
    high = ExactDecimalField(null=True, help_text="The upper end of a range, or the ceiling.")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="target_values")
    known_on = models.DateField()
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="corrections", null=True, blank=True
    )
    withdrawn = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn=True, low__isnull=True, high__isnull=True, corrects__isnull=False)
                | Q(withdrawn=False, low__isnull=False)
                | Q(withdrawn=False, high__isnull=False),
                name="target_value_has_a_value_unless_withdrawn",
            ),
        )

    def __str__(self) -> str:
        return f"{self.target_id}: {self.low}..{self.high}"
