"""Indicators across places, the nation and time."""

from django.http import HttpRequest
from ninja import Router

from plenum.api.days import AsOf, day
from plenum.api.forms.indicators import (
    IndicatorPageForm,
    ListedIndicator,
    indicator_page_form,
    listed_indicator,
)
from plenum.api.problems import REFUSALS
from plenum.ledger.queries import indicator_by_code, indicator_list, indicator_page

router = Router(tags=["Indicators"])


@router.get("/indicators", response={200: list[ListedIndicator], **REFUSALS}, url_name="indicators")
def indicators(request: HttpRequest, as_of: AsOf = None) -> list[ListedIndicator]:
    """Every indicator, with how many values of it you may read."""
    return [listed_indicator(row) for row in indicator_list(day(as_of), by=request.user)]


@router.get("/indicators/{code}", response={200: IndicatorPageForm, **REFUSALS}, url_name="indicator")
def indicator(request: HttpRequest, code: str, as_of: AsOf = None) -> IndicatorPageForm:
    """An indicator across the places you may read, the nation's twin indicator beside it."""
    return indicator_page_form(indicator_page(indicator_by_code(code), day(as_of), by=request.user))
