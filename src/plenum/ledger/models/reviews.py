"""Draft reviews, and what conferences adopted for good."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plenum.ledger.models.documents import Document
from plenum.ledger.models.entered import Entered
from plenum.ledger.models.measures import Source
from plenum.ledger.models.targets import Target
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words


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
