"""The tables of the record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plenum.ledger.fields import ExactDecimalField
from plenum.ledger.vocabulary import (
    DateBasis,
    Direction,
    DocumentKind,
    Measurement,
    OverPlaces,
    OverTime,
    RelationKind,
    SourceKind,
    Standing,
    Status,
    TargetKind,
)
from plenum.organizations.models import Body, Named, Place, Term
from plenum.organizations.words import Words


class Entered(models.Model):
    """A row that says who entered it and when the record took it in.

    The day a thing became known (`known_on`) is a different day: the one it was published or reported.
    """

    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Document(models.Model):
    """An official document with a number, issuer and date. A resolution adopted for a term names the term."""

    code = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="documents", help_text="The issuer."
    )
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    number = models.CharField(
        max_length=60, blank=True, help_text="As printed, without 'No.'; empty where not known."
    )
    title_vi = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500)
    issued_on = models.DateField(null=True, blank=True)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="documents", null=True, blank=True)
    url = models.URLField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-issued_on", "code")

    @property
    def title(self) -> Words:
        return Words(self.title_vi, self.title_en)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip() + f": {self.title_en or self.title_vi}"


class Provision(models.Model):
    """One numbered point of a document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="provisions")
    number = models.CharField(max_length=30)
    position = models.PositiveIntegerField()
    text_vi = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ("document", "position")
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="provision_number_once_per_document"),
        )

    @property
    def text(self) -> Words:
        return Words(self.text_vi, self.text_en)

    def __str__(self) -> str:
        return f"{self.document.code}/{self.number}"


class DocumentRelation(models.Model):
    """`document` implements, amends, replaces or cites `of`, or one provision of it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=10, choices=RelationKind.choices)
    of = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="relations_to_it")
    provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="relations_to_it", null=True, blank=True
    )
    source_url = models.URLField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["document", "kind", "of", "provision"], name="document_relation_to_a_provision_once"
            ),
            models.UniqueConstraint(
                fields=["document", "kind", "of"],
                condition=Q(provision__isnull=True),
                name="document_relation_to_the_whole_once",
            ),
            models.CheckConstraint(condition=~Q(document=F("of")), name="document_not_related_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.document.code} {self.kind} {self.of.code}"


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


class Adoption(Entered):
    """A conference's adoption of verdicts on a resolution's targets: what was true of it, for good."""

    append_only = True

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="adoptions")
    conference_vi = models.CharField(max_length=300)
    conference_en = models.CharField(max_length=300)
    held_on = models.DateField()
    data_day = models.DateField(help_text="What was known by this day was judged.")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="adoptions", null=True, blank=True
    )
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        ordering = ("-held_on", "-id")

    @property
    def conference(self) -> Words:
        return Words(self.conference_vi, self.conference_en)

    @property
    def note(self) -> Words:
        return Words(self.note_vi, self.note_en)

    def __str__(self) -> str:
        return f"{self.conference_en or self.conference_vi}, {self.held_on:%Y-%m-%d}"


class Verdict(models.Model):
    """The standing a body adopted for one target at one conference, beside the one computed that day."""

    append_only = True

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="verdicts")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="verdicts")
    computed = models.CharField(max_length=16, choices=Standing.choices)
    adopted = models.CharField(max_length=16, choices=Standing.choices)
    reason = models.TextField(blank=True, help_text="Why the adopted standing differs from the computed one.")
    evidence = models.JSONField(
        help_text="The judgement as computed, frozen: last value, pace, its observations."
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["adoption", "target"], name="verdict_once_per_conference"),
        )

    def __str__(self) -> str:
        return f"{self.target_id}: {self.adopted}"


class AnnouncedTally(models.Model):
    """A count of targets by standing as a conference announced it, whether or not it named the targets."""

    append_only = True

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="tallies")
    standing = models.CharField(max_length=16, choices=Standing.choices)
    count = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    horizon_vi = models.CharField(max_length=200, blank=True)
    horizon_en = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "announced tallies"
        constraints = (
            models.CheckConstraint(
                condition=Q(count__lte=F("of")), name="tally_counts_no_more_than_there_are"
            ),
        )

    @property
    def horizon(self) -> Words:
        return Words(self.horizon_vi, self.horizon_en)

    def __str__(self) -> str:
        return f"{self.count}/{self.of} {self.standing}"


class Review(Entered):
    """A draft of what a conference will adopt. Once adopted it points at the adoption and is done with."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reviews")
    conference_vi = models.CharField(max_length=300)
    conference_en = models.CharField(max_length=300)
    held_on = models.DateField()
    data_day = models.DateField()
    adoption = models.OneToOneField(
        Adoption, on_delete=models.PROTECT, related_name="review", null=True, blank=True
    )

    class Meta:
        ordering = ("-held_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(data_day__lte=F("held_on")), name="review_judges_what_is_known_by_then"
            ),
        )

    @property
    def conference(self) -> Words:
        return Words(self.conference_vi, self.conference_en)

    def __str__(self) -> str:
        return f"{self.conference_en or self.conference_vi}, {self.held_on:%Y-%m-%d}"


class ReviewLine(models.Model):
    """In a draft review: a standing that is to differ from the computed one, and why."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="lines")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="+")
    adopted = models.CharField(max_length=16, choices=Standing.choices)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["review", "target"], name="review_line_once_per_target"),
        )

    def __str__(self) -> str:
        return f"{self.target_id}: {self.adopted}"
