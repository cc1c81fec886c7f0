"""From a draft of what a conference will adopt to its adoption: prepare, override, discard, adopt."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.errors import Conflict, InvalidInput, NotFound
from plenum.ledger import actions, queries
from plenum.ledger.queries.reviews import DraftRow, ReviewPage
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words
from plenum.web.days import today
from plenum.web.pages.review_forms import OverrideForm, PrepareReviewForm
from plenum.web.signed_in import signed_in


@dataclass(frozen=True)
class EditableRow:
    """A target in the draft with the form that overrides it. `is_open` unfolds the form, `just_changed` focuses it."""

    draft: DraftRow
    form: OverrideForm
    is_open: bool = False
    just_changed: bool = False


def _editable(
    one: DraftRow, form: OverrideForm | None = None, *, is_open: bool = False, just_changed: bool = False
) -> EditableRow:
    if form is None:
        kept = {"adopted": one.line.adopted, "reason": one.line.reason} if one.line else None
        form = _override_form(one, initial=kept)
    return EditableRow(one, form, is_open, just_changed)


def _override_form(one: DraftRow, **facts: object) -> OverrideForm:
    # Twenty of these forms stand on one page: each field's id needs its target's.
    return OverrideForm(
        computed=one.row.judgement.standing, auto_id=f"target_{one.row.target.pk}_%s", **facts
    )


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Open a draft for a conference on the targets of the document with this code."""
    document = queries.document_by_code(code, by=request.user)
    require(signed_in(request), Permission.PREPARE_REVIEW, document.body)
    form = PrepareReviewForm(request.POST or None, initial={"held_on": today(), "data_day": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            review = actions.prepare_review(
                document,
                conference=Words(told["conference_vi"], told["conference_en"]),
                held_on=told["held_on"],
                data_day=told["data_day"],
                by=signed_in(request),
            )
        except (InvalidInput, Conflict) as error:
            form.add_error(None, error.said_in(_))
        else:
            messages.success(request, _("The draft is open. Look through the list, then adopt it."))
            return redirect("review", review.pk)
    told = {"form": form, "document": document, "drafts": queries.open_reviews(document, by=request.user)}
    return render(request, "web/review/prepare.html", told)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft: every target as computed on its data day and as it is to be adopted."""
    found = queries.review_by_id(pk, by=request.user)
    if found.adoption_id is not None:
        return redirect("adoption", found.adoption_id)
    page = queries.review_page(found, by=request.user)
    return _draft(request, page, [_editable(one) for one in page.rows])


def _draft(request: HttpRequest, page: ReviewPage, rows: Iterable[EditableRow]) -> HttpResponse:
    return render(request, "web/review/draft.html", {"rows": rows, **_running(page)})


def _running(page: ReviewPage) -> dict[str, object]:
    """What the line of counts above the list shows."""
    return {"page": page, "changed": sum(row.line is not None for row in page.rows)}


def _row_of(page: ReviewPage, target: int) -> DraftRow:
    for one in page.rows:
        if one.row.target.pk == target:
            return one
    raise NotFound("The review has no such target; go back and reload the page.")


@require_POST
def override(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Let one target stand otherwise than computed; a faulty form comes back with what was typed."""
    found = queries.review_by_id(pk, by=request.user)
    page = queries.review_page(found, by=request.user)
    one = _row_of(page, target)
    form = _override_form(one, data=request.POST)
    if form.is_valid():
        told = form.cleaned_data
        actions.override_standing(
            found, one.row.target, Standing(told["adopted"]), told["reason"], by=signed_in(request)
        )
        return _changed(request, pk, target)
    faulty = _editable(one, form, is_open=True)
    if getattr(request, "htmx", False):
        return render(request, "web/review/changed_row.html", {"one": faulty, **_running(page)})
    rows = [faulty if other is one else _editable(other) for other in page.rows]
    return _draft(request, page, rows)


@require_POST
def clear(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Let one target stand as computed again."""
    found = queries.review_by_id(pk, by=request.user)
    one = _row_of(queries.review_page(found, by=request.user), target)
    actions.clear_override(found, one.row.target, by=signed_in(request))
    return _changed(request, pk, target)


def _changed(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """The row as it is now, and the counts: alone for htmx, else on the whole page at the row's place."""
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('review', args=[pk])}#row-{target}")
    page = queries.review_page(queries.review_by_id(pk, by=request.user), by=request.user)
    one = _editable(_row_of(page, target), just_changed=True)
    return render(request, "web/review/changed_row.html", {"one": one, **_running(page)})


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to throw a draft away; on POST do."""
    found = queries.review_by_id(pk, by=request.user)
    if found.adoption_id is not None:
        return redirect("adoption", found.adoption_id)
    if request.method == "POST":
        code = found.document.code
        actions.discard_review(found, by=signed_in(request))
        messages.success(request, _("The draft was discarded. The audit trail keeps what it said."))
        return redirect("document", code)
    return render(request, "web/review/discard.html", {"review": found, "changed": found.lines.count()})


def digest(page: ReviewPage) -> str:
    """A mark of what a draft would adopt, so that nobody adopts what they have not looked at."""
    lines = (
        f"{row.row.target.pk} {row.row.judgement.standing} {row.adopted} {row.line.reason if row.line else ''}"
        for row in page.rows
    )
    return sha256("\n".join(lines).encode()).hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show once more what will be adopted for good; on POST adopt it, unless it has changed meanwhile."""
    found = queries.review_by_id(pk, by=request.user)
    if found.adoption_id is not None:
        return redirect("adoption", found.adoption_id)
    require(signed_in(request), Permission.ADOPT_VERDICTS, found.document.body)
    page = queries.review_page(found, by=request.user)
    seen = digest(page)
    has_changed = request.method == "POST" and request.POST.get("seen") != seen
    if request.method == "POST" and not has_changed:
        adoption = actions.adopt_review(found, by=signed_in(request))
        messages.success(request, _("The verdicts are adopted. They no longer change."))
        return redirect("adoption", adoption.pk)
    told = {"seen": seen, "has_changed": has_changed, **_running(page)}
    return render(request, "web/review/adopt.html", told)
