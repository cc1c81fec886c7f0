"""The tables of the reading desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plenum.collecting.vocabulary import DecisionKind, Reason, ReportState
from plenum.ledger.fields import ExactDecimalField
from plenum.ledger.models import Indicator, Observation, Source
from plenum.ledger.vocabulary import Status
from plenum.organizations.models import Body, Place


class KeptFile(models.Model):
    """A report's file as it came, once for all bodies that received it. In the database, so that it is in every
    backup and is kept or not together with its report."""

    append_only = True

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the file, in hex.")
    size = models.PositiveIntegerField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:12]


class Report(models.Model):
    """A report a body received, and how far reading it has come."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="reports",
        null=True,
        blank=True,
        help_text="What its figures are about where the words name no other place.",
    )
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="reports")
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=12, help_text="word, workbook, pdf, page or text.")
    language = models.CharField(max_length=2, blank=True, help_text="vi or en, once it is read.")
    dated_on = models.DateField(null=True, blank=True, help_text="The report's own date.")
    state = models.CharField(
        max_length=8, choices=ReportState.choices, default=ReportState.RECEIVED, db_index=True
    )
    progress = models.PositiveSmallIntegerField(default=0, help_text="0 to 100.")
    attempts = models.PositiveSmallIntegerField(default=0)
    alive_at = models.DateTimeField(
        null=True, blank=True, help_text="When who reads it last gave a sign of life."
    )
    failure = models.JSONField(
        null=True, blank=True, help_text="The error that ended reading, as it was made."
    )
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    source = models.OneToOneField(
        Source,
        on_delete=models.PROTECT,
        related_name="report",
        null=True,
        blank=True,
        help_text="What its observations cite, once one is confirmed.",
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["body", "digest"], name="report_received_once_by_a_body"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="report_progress_is_a_percentage"),
        )

    def __str__(self) -> str:
        return self.title or self.file_name


class ReportText(models.Model):
    """What reading a report gave besides its figures. Spans count the characters of `text`."""

    append_only = True

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="text", primary_key=True)
    text = models.TextField()
    folded = models.TextField(help_text="The text in small letters without accents, character for character.")
    page_starts = models.JSONField(default=list, help_text="Where each page after the first begins.")
    notes = models.JSONField(default=list, help_text="What of the file was not read, and why.")
    documents = models.JSONField(default=list)
    tallies = models.JSONField(default=list)
    people = models.JSONField(default=list)
    deadlines = models.JSONField(default=list)
    doubts = models.JSONField(default=list, help_text="What the checks within the report found.")

    def __str__(self) -> str:
        return f"Text of report {self.report_id}"


class ProposedFigure(models.Model):
    """A figure as it was read. Never changed; what was decided of it stands in its decisions."""

    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures", db_index=False)
    position = models.PositiveIntegerField(help_text="Its place in the report, counted from 1.")
    value_start = models.PositiveIntegerField()
    value_end = models.PositiveIntegerField()
    name_start = models.PositiveIntegerField()
    name_end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    words = models.TextField(help_text="The characters of the value.")
    name = models.TextField(blank=True, help_text="What is measured, in the report's words.")
    phrase = models.CharField(max_length=300, blank=True, help_text="The name as aliases know it.")
    value = ExactDecimalField(help_text="Scale words multiplied out, as the reader gives it.")
    value_high = ExactDecimalField(null=True, help_text="The upper end of a range.")
    unit = models.CharField(max_length=60, help_text="The reader's unit: VND, %, tonne, or a singular noun.")
    printed = models.CharField(max_length=80, blank=True, db_index=True, help_text="The number as printed.")
    measure = models.CharField(max_length=10)
    bound = models.CharField(max_length=8)
    role = models.CharField(max_length=10)
    period = models.CharField(max_length=21, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", null=True, help_text="The place the words name."
    )
    status = models.CharField(max_length=12, choices=Status.choices)

    class Meta:
        ordering = ("report", "position")
        constraints = (
            models.UniqueConstraint(fields=["report", "position"], name="figure_position_once_per_report"),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


class Candidate(models.Model):
    """An indicator a figure may be about, as far as names tell. Made anew when the desk learns a name."""

    figure = models.ForeignKey(ProposedFigure, on_delete=models.CASCADE, related_name="candidates")
    rank = models.PositiveSmallIntegerField(help_text="1 is the best.")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(help_text="0 to 100.")
    reason = models.CharField(max_length=12, choices=Reason.choices)

    class Meta:
        ordering = ("figure", "rank")
        constraints = (models.UniqueConstraint(fields=["figure", "rank"], name="candidate_rank_once"),)

    def __str__(self) -> str:
        return f"{self.figure_id} {self.rank}: {self.indicator_id}"


class Decision(models.Model):
    """What someone decided of a proposed figure. The last one holds; an undoing takes back the one before it."""

    append_only = True

    figure = models.ForeignKey(
        ProposedFigure, on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    kind = models.CharField(max_length=9, choices=DecisionKind.choices)
    observation = models.ForeignKey(
        Observation,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        help_text="What the confirmation made, or, of an undoing, the row that withdraws it.",
    )
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, related_name="undone_by", null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["figure", "id"], name="decisions_of_a_figure"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.UNDONE, undoes__isnull=False)
                | (~Q(kind=DecisionKind.UNDONE) & Q(undoes__isnull=True)),
                name="decision_undone_names_what_it_undoes",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.CONFIRMED) | Q(observation__isnull=False),
                name="decision_confirmed_has_an_observation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.figure_id} {self.kind}"


class Alias(models.Model):
    """What a body's reports call an indicator, learned from a confirmation; it holds until that one is undone."""

    append_only = True

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="aliases", db_index=False)
    phrase = models.CharField(max_length=300, help_text="In small letters, without accents and fillers.")
    measure = models.CharField(max_length=10)
    unit = models.CharField(max_length=60, help_text="The reader's unit.")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="aliases")
    taught_by = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="taught")

    class Meta:
        verbose_name_plural = "aliases"
        indexes = (models.Index(fields=["body", "phrase"], name="alias_of_a_body"),)

    def __str__(self) -> str:
        return f"{self.phrase}: {self.indicator_id}"
