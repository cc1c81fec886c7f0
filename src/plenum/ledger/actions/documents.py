"""Writing documents, their provisions and how they relate."""

from datetime import date
from typing import Any

from django.db import transaction

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.errors import InvalidInput
from plenum.ledger.models import Document, DocumentRelation, Provision
from plenum.ledger.vocabulary import DocumentKind, RelationKind
from plenum.organizations.models import Body, Term
from plenum.organizations.words import NOTHING_SAID, Words


@transaction.atomic
def put_document(
    code: str,
    *,
    body: Body,
    kind: DocumentKind,
    title: Words,
    by: User,
    number: str = "",
    issued_on: date | None = None,
    term: Term | None = None,
    url: str = "",
) -> Document:
    """Register a document, or bring the one with this code to these facts. Raises `Forbidden`, `InvalidInput`."""
    require(by, Permission.KEEP_DOCUMENTS, body)
    if term is not None and term.body_id != body.pk:
        raise InvalidInput(f"The term {term} is not one of {body}'s.")
    known = Document.objects.filter(code=code).first()
    if known is not None:
        require(by, Permission.KEEP_DOCUMENTS, known.body)
    facts: dict[str, Any] = {
        "body": body,
        "kind": kind,
        "number": number,
        "title_vi": title.vi,
        "title_en": title.en,
        "issued_on": issued_on,
        "term": term,
        "url": url,
    }
    document, made = Document.objects.update_or_create(code=code, defaults=facts)
    record_audit(
        "register_document" if made else "change_document",
        document,
        by=by,
        body=body,
        before=None if known is None else _facts(known),
        after=_facts(document),
    )
    return document


def _facts(document: Document) -> dict[str, Any]:
    return {
        "code": document.code,
        "kind": str(document.kind),
        "number": document.number,
        "title_vi": document.title_vi,
        "title_en": document.title_en,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "url": document.url,
    }


@transaction.atomic
def put_provision(
    document: Document, number: str, *, position: int, by: User, text: Words = NOTHING_SAID
) -> Provision:
    """Register a numbered point of a document, or bring it to this text."""
    require(by, Permission.KEEP_DOCUMENTS, document.body)
    known = document.provisions.filter(number=number).first()
    provision, made = Provision.objects.update_or_create(
        document=document,
        number=number,
        defaults={"position": position, "text_vi": text.vi, "text_en": text.en},
    )
    record_audit(
        "register_provision" if made else "change_provision",
        provision,
        by=by,
        body=document.body,
        before=None if known is None else {"text_vi": known.text_vi, "text_en": known.text_en},
        after={"document": document.code, "number": number, "text_vi": text.vi, "text_en": text.en},
    )
    return provision


@transaction.atomic
def relate_documents(
    document: Document,
    kind: RelationKind,
    of: Document,
    *,
    by: User,
    provision: Provision | None = None,
    source_url: str = "",
) -> DocumentRelation:
    """Say that `document` implements, amends, replaces or cites `of`, or one provision of it."""
    require(by, Permission.KEEP_DOCUMENTS, document.body)
    if document.pk == of.pk:
        raise InvalidInput(f"{document.code} cannot {kind.removesuffix('s')} itself.")
    if provision is not None and provision.document_id != of.pk:
        raise InvalidInput(f"{provision} is not a provision of {of.code}.")
    relation, made = DocumentRelation.objects.get_or_create(
        document=document, kind=kind, of=of, provision=provision, defaults={"source_url": source_url}
    )
    if made:
        record_audit(
            "relate_documents",
            relation,
            by=by,
            body=document.body,
            after={
                "document": document.code,
                "kind": str(kind),
                "of": of.code,
                "provision": provision.number if provision else None,
            },
        )
    return relation
