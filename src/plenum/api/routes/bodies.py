"""Bodies, and how the resolutions of their terms stand."""

from django.http import HttpRequest
from ninja import Router

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import bodies_where, require
from plenum.api.days import AsOf, day
from plenum.api.forms.organizations import (
    Attention,
    BodyForm,
    BodyPage,
    BodySummaryForm,
    body_form,
    ref,
)
from plenum.api.problems import REFUSALS
from plenum.ledger.queries import current_resolution, home, resolution_of, scoreboard
from plenum.ledger.queries.scoreboard import BodySummary
from plenum.organizations.queries import body_by_code, term_on
from plenum.reporting.open_data import ScoreboardForm, counts_form, scoreboard_form
from plenum.reporting.open_data.form import names
from plenum.reporting.open_data.scoreboard import announced_form

router = Router(tags=["Bodies"])


@router.get("/home", response={200: list[BodySummaryForm], **REFUSALS}, url_name="home")
def home_page(request: HttpRequest, as_of: AsOf = None) -> list[BodySummaryForm]:
    """The bodies with a resolution, how its targets stand, and the targets in trouble, the worst first."""
    return [_summary(one) for one in home(day(as_of), by=request.user)]


@router.get("/bodies", response={200: list[BodyForm], **REFUSALS}, url_name="bodies")
def bodies(request: HttpRequest) -> list[BodyForm]:
    """The bodies you may read."""
    return [
        body_form(body)
        for body in bodies_where(request.user, Permission.VIEW).select_related("place").order_by("code")
    ]


@router.get("/bodies/{code}", response={200: BodyPage, **REFUSALS}, url_name="body")
def body(request: HttpRequest, code: str, as_of: AsOf = None) -> BodyPage:
    """A body with its term and the resolution it is judged by."""
    on, found = day(as_of), body_by_code(code)
    require(request.user, Permission.VIEW, found)
    term, resolution = term_on(found, on), current_resolution(found, on)
    return BodyPage(
        **dict(body_form(found)),
        as_of=on,
        term=term.years if term else None,
        resolution=resolution.code if resolution else None,
    )


@router.get(
    "/bodies/{code}/scoreboard", response={200: ScoreboardForm, **REFUSALS}, url_name="body-scoreboard"
)
def body_scoreboard(request: HttpRequest, code: str, as_of: AsOf = None) -> ScoreboardForm:
    """Every target of the body's resolution in force with its standing: what `plenum assess --json` prints."""
    on = day(as_of)
    return scoreboard_form(scoreboard(resolution_of(code, on, by=request.user), on, by=request.user))


def _summary(summary: BodySummary) -> BodySummaryForm:
    board = summary.scoreboard
    if board is None:
        return BodySummaryForm(
            body=ref(summary.body), resolution=None, computed=None, adopted=None, announced=[], attention=[]
        )
    return BodySummaryForm(
        body=ref(summary.body),
        resolution=board.document.code,
        computed=counts_form(board.tally),
        adopted=counts_form(board.adopted_tally) if board.adopted_tally else None,
        announced=[announced_form(one) for one in board.announced],
        attention=[
            Attention(
                number=row.target.number, **names(row.target.name), standing=str(row.judgement.standing)
            )
            for row in board.attention
        ],
    )
