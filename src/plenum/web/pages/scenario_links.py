"""Which indicators follow from others: the links in force, a form for a new one, and ending one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may, require
from plenum.errors import Conflict, InvalidInput
from plenum.ledger import actions
from plenum.ledger.queries import indicator_by_code
from plenum.ledger.queries.scenarios import indicators_to_link, link_by_id, links_in_force
from plenum.ledger.vocabulary import LinkKind
from plenum.web.days import as_of, day_asked
from plenum.web.scenario_words import LINK_KINDS
from plenum.web.signed_in import signed_in
from plenum.web.templatetags.plenum_format import language

INPUTS = 5
"""How many indicators the form lets one follow from."""


class LinkForm(forms.Form):
    """An indicator, how it follows, and from what, in order."""

    derived = forms.ChoiceField(label=gettext_lazy("Indicator that follows"))
    kind = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=lambda: list(LINK_KINDS.items()),
        help_text=gettext_lazy(
            "A quotient is the first divided by the second; a sum adds up all; a growth is that of the first."
        ),
    )

    def __init__(self, *args: Any, derived: list[Any], others: list[Any], **facts: Any) -> None:
        super().__init__(*args, **facts)
        field = self.fields["derived"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *_named(derived)]
        for place in range(1, INPUTS + 1):
            self.fields[f"input_{place}"] = forms.ChoiceField(
                label=_("Follows from, %(place)s") % {"place": place},
                choices=[("", "—"), *_named(others)],
                required=place == 1,
            )

    @property
    def inputs(self) -> list[str]:
        """The codes of what it follows from; only after the form was found valid."""
        told = [self.cleaned_data[f"input_{place}"] for place in range(1, INPUTS + 1)]
        return [code for code in told if code]


def _named(indicators: list[Any]) -> list[tuple[str, str]]:
    named = [(one.code, one.name.said_in(language())) for one in indicators]
    return sorted(named, key=lambda pair: pair[1].casefold())


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """The links in force on the day asked for; whoever keeps an indicator's definition may add one today."""
    day = as_of(request)
    form = None
    if request.user.is_authenticated and day_asked(request) is None:
        derived, others = indicators_to_link(by=request.user)
        if derived:
            form = LinkForm(request.POST or None, derived=derived, others=others)
    if request.method == "POST":
        by = signed_in(request)
        code = request.POST.get("derived", "")
        if code:
            require(by, Permission.KEEP_INDICATORS, indicator_by_code(code).keeper)
        if form is not None and form.is_valid():
            try:
                actions.link_indicators(
                    LinkKind(form.cleaned_data["kind"]),
                    indicator_by_code(form.cleaned_data["derived"]),
                    [indicator_by_code(one) for one in form.inputs],
                    by=by,
                )
            except (InvalidInput, Conflict) as error:
                form.add_error(None, error.said_in(_))
            else:
                messages.success(request, _("The indicator follows from the others now."))
                return redirect("indicator_links")
    rows = [
        (link, form is not None and may(request.user, Permission.KEEP_INDICATORS, link.derived.keeper))
        for link in links_in_force(day)
    ]
    return render(request, "web/scenarios/links.html", {"rows": rows, "form": form})


@require_POST
def link_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an indicator stand on its own again."""
    actions.end_link(link_by_id(pk), by=signed_in(request))
    messages.success(request, _("The indicator stands on its own again. Past days still show the link."))
    return redirect("indicator_links")
