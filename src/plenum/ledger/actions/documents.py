"""Writing documents, their provisions and how they relate."""

from datetime import date
from typing import Any

from django.db import transaction

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions.writing import audit_put, told
from plenum.ledger.models import Document, DocumentRelation, Provision
from plenum.ledger.vocabulary import DocumentKind, RelationKind
from plenum.organizations.models import Body, Term
from plenum.organizations.words import NOTHING_SAID, Words

_TOLD = ("code", "body", "kind", "number", "title_vi", "title_en", "issued_on", "term", "url")
_TOLD_OF_PROVISION = ("document", "number", "position", "text_vi", "text_en")


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
    """Register a document, or bring the one with this code to these facts. Raises `Forbidden`, `InvalidInput`,
    and `Conflict` where it would pass to another body with its targets.
    """
    require(by, Permission.KEEP_DOCUMENTS, body)
    if term is not None and term.body_id != body.pk:
        raise InvalidInput("The term {term} is not one of {body}'s.", term=str(term), body=str(body))
    known = (
        Document.objects.select_for_update(of=("self",))
        .select_related("body", "term")
        .filter(code=code)
        .first()
    )
    if known is not None:
        require(by, Permission.KEEP_DOCUMENTS, known.body)
        if known.body_id != body.pk and known.targets.exists():
            raise Conflict(
                "{code} sets targets for {body}; register a document of another body under another code.",
                code=code,
                body=str(known.body),
            )
    before = None if known is None else told(known, _TOLD)
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
    document, _ = Document.objects.update_or_create(code=code, defaults=facts)
    after = told(document, _TOLD)
    audit_put(("register_document", "change_document"), document, before, after, by=by, body=body)
    return document


@transaction.atomic
def put_provision(
    document: Document, number: str, *, position: int, by: User, text: Words = NOTHING_SAID
) -> Provision:
    """Register a numbered point of a document, or bring it to this text. Raises `Forbidden`."""
    require(by, Permission.KEEP_DOCUMENTS, document.body)
    known = document.provisions.select_for_update(of=("self",)).filter(number=number).first()
    before = None if known is None else told(known, _TOLD_OF_PROVISION)
    provision, _ = Provision.objects.update_or_create(
        document=document,
        number=number,
        defaults={"position": position, "text_vi": text.vi, "text_en": text.en},
    )
    after = told(provision, _TOLD_OF_PROVISION)
    audit_put(("register_provision", "change_provision"), provision, before, after, by=by, body=document.body)
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
    """Say that `document` implements, amends, replaces or cites `of`, or one provision of it.

    Where that was said already nothing happens. Raises `Forbidden`, `InvalidInput`.
    """
    require(by, Permission.KEEP_DOCUMENTS, document.body)
    if document.pk == of.pk:
        raise InvalidInput("{code} cannot be related to itself.", code=document.code)
    if provision is not None and provision.document_id != of.pk:
        raise InvalidInput(
            "{provision} is not a provision of {code}.", provision=str(provision), code=of.code
        )
    relation, made = DocumentRelation.objects.get_or_create(
        document=document, kind=kind, of=of, provision=provision, defaults={"source_url": source_url}
    )
    if made:
        after = told(relation, ("document", "kind", "of", "provision", "source_url"))
        record_audit("relate_documents", relation, by=by, body=document.body, after=after)
    return relation
