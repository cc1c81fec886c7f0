"""Documents: the list, one document with its provisions and relations, and which provisions nothing implements."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.errors import NotFound
from plenum.ledger.models import Document, DocumentRelation, Provision, Target
from plenum.ledger.vocabulary import RelationKind

IMPLEMENTED_BY = ("programme", "plan", "scheme", "decision", "resolution")
"""Kinds of documents that carry a provision out; a report or notice that names it does not."""


@dataclass(frozen=True)
class ProvisionRow:
    """A provision with its targets and what implements it.

    `implemented_by` names only documents the reader may see; `is_implemented` counts the others too.
    """

    provision: Provision
    targets: tuple[Target, ...]
    implemented_by: tuple[DocumentRelation, ...]
    is_implemented: bool


@dataclass(frozen=True)
class DocumentPage:
    """One document as of a day."""

    document: Document
    provisions: tuple[ProvisionRow, ...]
    relations: tuple[DocumentRelation, ...]
    relations_to_it: tuple[DocumentRelation, ...]
    loose_targets: tuple[Target, ...]

    @property
    def uncovered(self) -> tuple[ProvisionRow, ...]:
        """The provisions which nothing in the record implements yet."""
        return tuple(row for row in self.provisions if not row.is_implemented)


def _issued_by(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}issued_on__isnull": True}) | Q(**{f"{prefix}issued_on__lte": day})


def document_list(as_of: date, *, by: Reader, body: str | None = None) -> QuerySet[Document]:
    """The documents `by` may read that were issued by a day, with counts of provisions and targets."""
    rows = Document.objects.filter(body__in=bodies_where(by, Permission.VIEW)).filter(_issued_by(as_of))
    if body is not None:
        rows = rows.filter(body__code=body)
    return rows.select_related("body", "term").annotate(
        number_of_provisions=Count("provisions", distinct=True),
        number_of_targets=Count(
            "targets",
            filter=Q(targets__part_of__isnull=True, targets__known_on__lte=as_of),
            distinct=True,
        ),
    )


def uncovered_provisions(document: Document, as_of: date) -> QuerySet[Provision]:
    """The provisions of a document with no implementing document issued by a day.

    Takes the document as one the reader was let see (`document_by_code`).
    """
    implementing = DocumentRelation.objects.filter(
        provision=OuterRef("pk"),
        kind=RelationKind.IMPLEMENTS,
        document__kind__in=IMPLEMENTED_BY,
    ).filter(_issued_by(as_of, "document__"))
    return document.provisions.filter(~Exists(implementing))


def document_page(document: Document, as_of: date, *, by: Reader) -> DocumentPage:
    """Raises `NotFound` where the document was not issued yet on `as_of`, `Forbidden`, `SignInRequired`."""
    require(by, Permission.VIEW, document.body)
    if document.issued_on is not None and document.issued_on > as_of:
        raise NotFound("{code} was not issued yet on {day}.", code=document.code, day=as_of.isoformat())
    targets = list(
        document.targets.filter(known_on__lte=as_of, part_of__isnull=True).select_related(
            "indicator", "provision"
        )
    )
    readable = bodies_where(by, Permission.VIEW)
    related = document.relations_to_it.filter(_issued_by(as_of, "document__"), document__body__in=readable)
    to_it = list(related.select_related("document__body", "provision"))
    uncovered = set(uncovered_provisions(document, as_of).values_list("pk", flat=True))
    rows = tuple(
        ProvisionRow(
            provision=provision,
            targets=tuple(one for one in targets if one.provision_id == provision.pk),
            implemented_by=tuple(
                relation
                for relation in to_it
                if relation.provision_id == provision.pk
                and relation.kind == RelationKind.IMPLEMENTS
                and relation.document.kind in IMPLEMENTED_BY
            ),
            is_implemented=provision.pk not in uncovered,
        )
        for provision in document.provisions.all()
    )
    return DocumentPage(
        document=document,
        provisions=rows,
        relations=tuple(
            document.relations.filter(_issued_by(as_of, "of__"), of__body__in=readable).select_related(
                "of__body", "provision"
            )
        ),
        relations_to_it=tuple(to_it),
        loose_targets=tuple(one for one in targets if one.provision_id is None),
    )
