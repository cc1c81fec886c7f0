"""Entering observations: a new one, a correction, a withdrawal. The last two are shown again before they are kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import places_where, require_for_place
from plenum.errors import Conflict, Forbidden, InvalidInput
from plenum.ledger import actions, queries
from plenum.ledger.vocabulary import DateBasis, SourceKind, Status
from plenum.organizations.queries import place_by_code
from plenum.organizations.words import Words
from plenum.web.days import today
from plenum.web.pages.observation_forms import CorrectForm, RecordForm, WithdrawForm
from plenum.web.signed_in import signed_in
from plenum.web.templatetags.plenum_format import language, number, unit_label

if TYPE_CHECKING:  # only to name what the actions take and give
    from plenum.accounts.models import User
    from plenum.ledger.models import Observation, Source


def _in_language(text: str) -> Words:
    """What a reader typed, kept as said in the language they read in."""
    return Words(text, "") if language() == "vi" else Words("", text)


def _source(told: dict[str, Any], by: "User") -> "Source":
    return actions.register_source(
        SourceKind(told["source_kind"]),
        published_on=told["published_on"],
        url=told["source_url"],
        title=_in_language(told["source_title"]),
        date_basis=DateBasis(told["date_basis"]),
        by=by,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, code: str) -> HttpResponse:
    """A new observation of the indicator `code`; `?place=` and `?period=` fill the form in."""
    indicator = queries.indicator_by_code(code)
    by = signed_in(request)
    places = [
        (place.code, place.name.said_in(language()))
        for place in places_where(by, Permission.RECORD_OBSERVATIONS)
    ]
    if not places:
        raise Forbidden("You may not record observations for any place. Ask your administrator for a role.")
    given = {name: request.GET[name] for name in ("place", "period") if name in request.GET}
    form = RecordForm(
        request.POST or None,
        initial={"published_on": today(), **given},
        places=sorted(places, key=lambda place: place[1].casefold()),
        unit_words=unit_label(indicator.unit),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():  # a source nothing came from is not kept
                observation = actions.record_observation(
                    indicator,
                    place_by_code(told["place"]),
                    told["period"],
                    form.number,
                    status=Status(told["status"]),
                    source=_source(told, by),
                    note=told["note"],
                    by=by,
                )
        except (InvalidInput, Conflict) as error:
            form.add_error("value" if isinstance(error, InvalidInput) else None, error.said_in(_))
        else:
            messages.success(request, _("The value is recorded."))
            return redirect("observation", observation.pk)
    told = {"form": form, "indicator": indicator}
    return render(request, "web/observation_record.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A value in place of the observation `pk`."""
    by = signed_in(request)
    old = queries.observation_by_id(pk, by=by)
    require_for_place(by, Permission.CORRECT_OBSERVATIONS, old.place)
    form = CorrectForm(
        request.POST or None,
        initial={
            "value": number(old.value) if old.value is not None else "",
            "status": old.status,
            "known_on": today(),
        },
        unit_words=unit_label(old.indicator.unit),
    )

    def keep() -> "Observation":
        told = form.cleaned_data
        return actions.correct_observation(
            old,
            form.number,
            source=old.source if told["same_source"] else _source(told, by),
            known_on=told["known_on"],
            note=told["reason"],
            status=Status(told["status"]),
            by=by,
        )

    told = {"old": old, "title": _("Correct a value"), "kept": _("The correction is recorded.")}
    return _confirmed(request, form, keep, told)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the observation `pk` was wrong."""
    by = signed_in(request)
    old = queries.observation_by_id(pk, by=by)
    require_for_place(by, Permission.CORRECT_OBSERVATIONS, old.place)
    form = WithdrawForm(request.POST or None, initial={"known_on": today()})

    def keep() -> "Observation":
        told = form.cleaned_data
        return actions.withdraw_observation(old, known_on=told["known_on"], note=told["reason"], by=by)

    told = {"old": old, "title": _("Withdraw a value"), "kept": _("The value is withdrawn.")}
    return _confirmed(request, form, keep, told)


def _confirmed(
    request: HttpRequest, form: forms.Form, keep: Callable[[], "Observation"], told: dict[str, Any]
) -> HttpResponse:
    """Show the form; once it is right, what it will do; once that is confirmed, do it and go to what was kept.

    Faults come back beside the fields with what was typed. The record does not forget, so nothing is kept by one
    slip of the hand.
    """
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid() and step in ("check", "keep"):
        try:
            with transaction.atomic():
                made = keep()
                # Tried first to see whether it would be taken.
                transaction.set_rollback(step == "check")
        except (InvalidInput, Conflict) as error:
            form.add_error(None, error.said_in(_))
        else:
            if step == "keep":
                messages.success(request, told["kept"])
                return redirect("observation", made.pk)
            typed = {name: value for name, value in request.POST.items() if name in form.fields}
            told |= {"form": form, "typed": typed, "answers": form.cleaned_data, "new": made}
            return render(request, "web/observation_confirm.html", told)
    told |= {"form": form}
    return render(request, "web/observation_correct.html", told, status=422 if form.errors else 200)
