"""A resolution's scoreboard: every target with its standing as of a day, beside what the last conference adopted."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may, require
from plenum.ledger import queries
from plenum.ledger.queries.scoreboard import NEEDS_ATTENTION, Scoreboard, adopted_beside_computed
from plenum.ledger.vocabulary import Standing
from plenum.web.days import as_of, today
from plenum.web.pages.scoreboard_csv import board_as_csv

WITHOUT_FIGURES = (Standing.NO_TARGET_VALUE, Standing.NO_OBSERVATION)
"""The computed standings which say that figures are lacking, not how the target stands."""


@dataclass(frozen=True)
class Agreement:
    """How far the computed standings bear out what the last conference adopted.

    `pairs` holds (adopted, computed, how many targets), in the order of the standings. `hard` of the targets were
    adopted as at risk or worse; of these the computation finds `found` so too and lacks figures for `unknown`.
    """

    pairs: tuple[tuple[str, str, int], ...]
    same: int
    adopted: int
    hard: int
    found: int
    unknown: int


def agreement(board: Scoreboard) -> Agreement | None:
    """The computed standings of a board beside the adopted ones; None where no verdict was adopted by then."""
    counts = adopted_beside_computed(board)
    if not counts:
        return None
    order = list(Standing.values)
    pairs = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), order.index(item[0][1])))
    hard = dict.fromkeys(order, 0)
    for (adopted, computed), number in counts.items():
        if adopted in NEEDS_ATTENTION:
            hard[computed] += number
    return Agreement(
        pairs=tuple((adopted, computed, number) for (adopted, computed), number in pairs),
        same=sum(number for (adopted, computed), number in counts.items() if adopted == computed),
        adopted=sum(counts.values()),
        hard=sum(hard.values()),
        found=sum(hard[computed] for computed in NEEDS_ATTENTION),
        unknown=sum(hard[computed] for computed in WITHOUT_FIGURES),
    )


@dataclass(frozen=True)
class DayLink:
    """A day worth going to: today, or that of a conference (then with its name)."""

    day: date
    adoption: object | None
    here: bool
    is_today: bool = False


def days_that_matter(board: Scoreboard) -> tuple[DayLink, ...]:
    """Today and the days of the conferences held by the board's day, the latest first.

    A later conference is not named: on the board's day it had not become known.
    """
    now = today()
    links = [DayLink(now, None, board.as_of == now, is_today=True)]
    links += [DayLink(one.held_on, one, board.as_of == one.held_on) for one in board.adoptions]
    return tuple(links)


def scoreboard(request: HttpRequest, code: str) -> HttpResponse:
    """The board of the document with this code, as known on the day asked for."""
    document = queries.document_by_code(code, by=request.user)
    board = queries.scoreboard(document, as_of(request), by=request.user)
    told = {
        "board": board,
        "document": document,
        "agreement": agreement(board),
        "days": days_that_matter(board),
        "today": today(),
        "may_prepare": may(request.user, Permission.PREPARE_REVIEW, document.body),
        "may_export": may(request.user, Permission.EXPORT, document.body),
    }
    return render(request, "web/scoreboard.html", told)


def scoreboard_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same board as a CSV file."""
    document = queries.document_by_code(code, by=request.user)
    require(request.user, Permission.EXPORT, document.body)
    day = as_of(request)
    board = queries.scoreboard(document, day, by=request.user)
    response = HttpResponse(board_as_csv(board), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{document.code}-{day.isoformat()}.csv"'
    return response
