"""An observation: its source, who entered it, what it corrects, what disagrees with it, and what uses it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may_for_place
from plenum.collecting.queries import origin_of
from plenum.ledger import queries
from plenum.ledger.queries.observations import PROMISES, ObservationPage
from plenum.ledger.vocabulary import Status
from plenum.web.days import as_of, day_asked
from plenum.web.pages.reports_desk import at_figure

FINALITY = (Status.ACTUAL, Status.PROVISIONAL, Status.ESTIMATE)

PRECEDENCE: tuple[tuple[Callable[..., object], Promise], ...] = (
    (
        lambda one: FINALITY.index(one.status) if one.status in FINALITY else len(FINALITY),
        _("its status is more final: actual goes before provisional, provisional before estimate"),
    ),
    (lambda one: one.source.precedence, _("its source has precedence: the lower number goes first")),
    (lambda one: -one.known_on.toordinal(), _("it became known later")),
    (lambda one: -one.pk, _("it was entered later")),
)
"""The rule of precedence, in its order: what is compared (less goes first), and the words where it decides."""


def why_taken(page: ObservationPage) -> Promise | None:
    """Which line of the rule put the value taken before the others; None where nothing competes."""
    taken = page.taken
    others = [one for one in (page.observation, *page.rivals) if taken is not None and one.pk != taken.pk]
    if taken is None or not others:
        return None
    for measure, words in PRECEDENCE:
        rest = [other for other in others if measure(other) == measure(taken)]
        if not rest:
            return words
        others = rest
    return None


def observation(request: HttpRequest, pk: int) -> HttpResponse:
    """The observation with this number, as known on the day asked for."""
    page = queries.observation_page(pk, as_of(request), by=request.user)
    one = page.observation
    is_last = page.chain[-1].pk == one.pk
    origin = origin_of(one, by=request.user)
    told = {
        "page": page,
        "observation": one,
        "indicator": one.indicator,
        "is_plan": one.status in PROMISES,
        "is_corrected": not is_last,
        "why_taken": why_taken(page),
        "origin": origin,
        "origin_address": at_figure(origin.figure) if origin else "",
        "disagrees": any(rival.value != one.value for rival in page.rivals),
        "may_correct": is_last
        and not one.withdrawn
        and day_asked(request) is None
        and request.user.is_authenticated
        and may_for_place(request.user, Permission.CORRECT_OBSERVATIONS, one.place),
    }
    return render(request, "web/observation.html", told)
