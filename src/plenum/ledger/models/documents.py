"""Official documents, their numbered points, and how one relates to another."""

from django.db import models
from django.db.models import F, Q

from plenum.ledger.vocabulary import DocumentKind, RelationKind
from plenum.organizations.models import Body, Term
from plenum.organizations.words import Words


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
