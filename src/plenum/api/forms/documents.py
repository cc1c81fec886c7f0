"""Documents with their provisions and relations; drafts of reviews and what conferences adopted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plenum.api.forms.organizations import ref
from plenum.ledger.queries.documents import DocumentPage, ProvisionRow
from plenum.ledger.queries.reviews import DraftRow, ReviewPage
from plenum.ledger.vocabulary import Standing
from plenum.reporting.open_data.form import Form, Ref
from plenum.reporting.open_data.scoreboard import (
    AdoptionRef,
    AnnouncedForm,
    SourceRef,
    StandingCounts,
    adoption_ref,
    announced_form,
    counts_form,
    source_ref,
)

if TYPE_CHECKING:
    from plenum.ledger.models import Adoption, Document, DocumentRelation, Review


class DocumentRef(Form):
    """A document by its code; ask for it at /api/documents/{code}."""

    code: str
    kind: str
    number: str
    title: str
    title_vi: str
    title_en: str
    issued_on: date | None


class DocumentForm(DocumentRef):
    """An official document."""

    body: Ref
    term: str | None
    url: str


class ListedDocument(DocumentForm):
    """A document in the list."""

    provisions: int
    targets: int


class RelationForm(Form):
    """`document` implements, amends, replaces or cites `of`, or its provision of this number."""

    document: DocumentRef
    kind: str
    of: DocumentRef
    provision: str | None
    source_url: str


class ProvisionForm(Form):
    """A numbered point, the numbers of its targets and the documents that implement it."""

    number: str
    text_vi: str
    text_en: str
    targets: list[str]
    implemented_by: list[DocumentRef]


class DocumentPageForm(DocumentForm):
    """A document with everything that hangs on it, as of the day."""

    as_of: date
    provisions: list[ProvisionForm]
    uncovered: list[str]
    other_targets: list[str]
    relations: list[RelationForm]
    relations_to_it: list[RelationForm]


class VerdictLine(Form):
    """What a conference adopted for one target."""

    target: str
    name: str
    name_vi: str
    name_en: str
    adopted: Standing
    computed: Standing
    reason: str


class ListedAdoption(AdoptionRef):
    """An adoption in the list."""

    document: str
    body: Ref


class AdoptionForm(ListedAdoption):
    """What a conference adopted, for good."""

    source: SourceRef | None
    announced: list[AnnouncedForm]
    verdicts: list[VerdictLine]


class ReviewRef(Form):
    """A draft of what a conference will adopt."""

    id: int
    document: str
    conference_vi: str
    conference_en: str
    held_on: date
    data_day: date


class DraftLine(VerdictLine):
    """A target in a draft: `adopted` is what will be adopted; `overridden` says it is not the computed one."""

    overridden: bool


class ReviewForm(ReviewRef):
    """A draft with every target as computed on its data day."""

    adoption: int | None
    tally: StandingCounts
    may_adopt: bool
    lines: list[DraftLine]


def document_ref(document: Document) -> DocumentRef:
    return DocumentRef(
        code=document.code,
        kind=document.kind,
        number=document.number,
        title=str(document.title),
        title_vi=document.title.said_in("vi"),
        title_en=document.title.said_in("en"),
        issued_on=document.issued_on,
    )


def document_form(document: Document) -> DocumentForm:
    return DocumentForm(
        **dict(document_ref(document)),
        body=ref(document.body),
        term=document.term.years if document.term else None,
        url=document.url,
    )


def _relation(relation: DocumentRelation) -> RelationForm:
    return RelationForm(
        document=document_ref(relation.document),
        kind=relation.kind,
        of=document_ref(relation.of),
        provision=relation.provision.number if relation.provision else None,
        source_url=relation.source_url,
    )


def _provision(row: ProvisionRow) -> ProvisionForm:
    return ProvisionForm(
        number=row.provision.number,
        text_vi=row.provision.text.said_in("vi"),
        text_en=row.provision.text.said_in("en"),
        targets=[target.number for target in row.targets],
        implemented_by=[document_ref(relation.document) for relation in row.implemented_by],
    )


def document_page_form(page: DocumentPage, as_of: date) -> DocumentPageForm:
    return DocumentPageForm(
        **dict(document_form(page.document)),
        as_of=as_of,
        provisions=[_provision(row) for row in page.provisions],
        uncovered=[row.provision.number for row in page.uncovered],
        other_targets=[target.number for target in page.loose_targets],
        relations=[_relation(one) for one in page.relations],
        relations_to_it=[_relation(one) for one in page.relations_to_it],
    )


def listed_adoption(adoption: Adoption) -> ListedAdoption:
    return ListedAdoption(
        **dict(adoption_ref(adoption)), document=adoption.document.code, body=ref(adoption.document.body)
    )


def adoption_form(adoption: Adoption) -> AdoptionForm:
    verdicts = sorted(adoption.verdicts.all(), key=lambda verdict: verdict.target.position)
    return AdoptionForm(
        **dict(listed_adoption(adoption)),
        source=source_ref(adoption.source) if adoption.source else None,
        announced=[announced_form(one) for one in adoption.tallies.all()],
        verdicts=[
            VerdictLine(
                target=verdict.target.number,
                name=str(verdict.target.name),
                name_vi=verdict.target.name.said_in("vi"),
                name_en=verdict.target.name.said_in("en"),
                adopted=Standing(verdict.adopted),
                computed=Standing(verdict.computed),
                reason=verdict.reason,
            )
            for verdict in verdicts
        ],
    )


def review_ref(review: Review) -> ReviewRef:
    return ReviewRef(
        id=review.pk,
        document=review.document.code,
        conference_vi=review.conference.said_in("vi"),
        conference_en=review.conference.said_in("en"),
        held_on=review.held_on,
        data_day=review.data_day,
    )


def _draft_line(draft: DraftRow) -> DraftLine:
    target = draft.row.target
    return DraftLine(
        target=target.number,
        name=str(target.name),
        name_vi=target.name.said_in("vi"),
        name_en=target.name.said_in("en"),
        adopted=Standing(draft.adopted),
        computed=Standing(draft.row.judgement.standing),
        reason=draft.line.reason if draft.line else "",
        overridden=draft.line is not None,
    )


def review_form(page: ReviewPage) -> ReviewForm:
    return ReviewForm(
        **dict(review_ref(page.review)),
        adoption=page.review.adoption_id,
        tally=counts_form(page.tally),
        may_adopt=page.may_adopt,
        lines=[_draft_line(draft) for draft in page.rows],
    )
