"""What conferences adopted, and the drafts of what one will adopt."""

from django.http import HttpRequest
from ninja import Router

from plenum.api.days import AsOf, day
from plenum.api.forms.documents import (
    AdoptionForm,
    ListedAdoption,
    ReviewForm,
    ReviewRef,
    adoption_form,
    listed_adoption,
    review_form,
    review_ref,
)
from plenum.api.problems import REFUSALS
from plenum.ledger.queries import adoption_by_id, document_by_code, open_reviews, review_by_id, review_page
from plenum.ledger.queries.listing import adoption_list

router = Router(tags=["Conferences"])


@router.get("/adoptions", response={200: list[ListedAdoption], **REFUSALS}, url_name="adoptions")
def adoptions(request: HttpRequest, as_of: AsOf = None, document: str | None = None) -> list[ListedAdoption]:
    """What conferences held by the day adopted, the latest first."""
    return [listed_adoption(one) for one in adoption_list(day(as_of), by=request.user, document=document)]


@router.get("/adoptions/{int:pk}", response={200: AdoptionForm, **REFUSALS}, url_name="adoption")
def adoption(request: HttpRequest, pk: int) -> AdoptionForm:
    """What a conference adopted: the verdicts, and the counts it announced."""
    return adoption_form(adoption_by_id(pk, by=request.user))


@router.get("/documents/{code}/reviews", response={200: list[ReviewRef], **REFUSALS}, url_name="reviews")
def reviews(request: HttpRequest, code: str) -> list[ReviewRef]:
    """The open drafts of a resolution's next review; none for someone who may not prepare one."""
    document = document_by_code(code, by=request.user)
    return [review_ref(one) for one in open_reviews(document, by=request.user)]


@router.get("/reviews/{int:pk}", response={200: ReviewForm, **REFUSALS}, url_name="review")
def review(request: HttpRequest, pk: int) -> ReviewForm:
    """A draft: every target as computed on its data day, and as it is to be adopted."""
    return review_form(review_page(review_by_id(pk, by=request.user), by=request.user))
