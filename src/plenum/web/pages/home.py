"""The first page: the bodies, how their resolutions stand, and what needs attention."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.ledger import queries
from plenum.ledger.queries.observations import SeriesValue
from plenum.ledger.queries.scoreboard import BodySummary, ScoreRow
from plenum.web.days import as_of
from plenum.web.navigation import may_administer

ROWS_SHOWN = 5
"""Of the targets in trouble and of the disagreements, so many are listed for a body; the rest are counted."""


@dataclass(frozen=True)
class BodyCard:
    """What the page says of one body."""

    summary: BodySummary
    attention: tuple[ScoreRow, ...]
    attention_more: int
    disagreements: tuple[SeriesValue, ...]
    disagreements_more: int
    uncovered: int


def home(request: HttpRequest) -> HttpResponse:
    """The bodies the reader may see, as known on the day asked for."""
    day = as_of(request)
    cards = []
    for summary in queries.home(day, by=request.user):
        board, place = summary.scoreboard, summary.body.place
        attention = board.attention if board else ()
        disagreeing = queries.disagreements(place, day) if place else ()
        cards.append(
            BodyCard(
                summary=summary,
                attention=attention[:ROWS_SHOWN],
                attention_more=max(len(attention) - ROWS_SHOWN, 0),
                disagreements=disagreeing[:ROWS_SHOWN],
                disagreements_more=max(len(disagreeing) - ROWS_SHOWN, 0),
                uncovered=queries.uncovered_provisions(board.document, day).count() if board else 0,
            )
        )
    return render(request, "web/home.html", {"cards": cards, "may_administer": may_administer(request.user)})
