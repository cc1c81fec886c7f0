"""Scenarios of a resolution: what becomes of its targets, what it takes for more to be met, and writing one."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may, require
from plenum.errors import Conflict, InvalidInput
from plenum.ledger import actions, queries
from plenum.ledger.queries.scenarios import (
    Line,
    ScenarioBoard,
    Stage,
    scenario_board,
    scenario_by_id,
    stage,
    what_it_takes,
)
from plenum.ledger.vocabulary import Course
from plenum.web.days import as_of, day_asked
from plenum.web.pages.scenario_forms import ScenarioForm, filled_in
from plenum.web.pages.scoreboard_csv import BYTE_ORDER_MARK, cell
from plenum.web.signed_in import signed_in


@dataclass(frozen=True)
class Asked:
    """One target that is not met as expected, and what it would take; `chosen` is part of the cheapest set."""

    row: Any
    candidate: Any
    needs: tuple[tuple[Any, Any], ...]
    chosen: bool


@dataclass(frozen=True)
class Reached:
    """The answer to the reverse question, for the page."""

    answer: Any
    asked: tuple[Asked, ...]
    hindered: dict[str, list[Asked]]
    """By what stands in the way."""


def reach_asked(request: HttpRequest) -> int | None:
    """The number of targets in the address. Raises `InvalidInput` for no number."""
    text = request.GET.get("reach", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        raise InvalidInput("“{text}” is not a number of targets.", text=text[:20])
    return int(text)


def reached(staged: Stage, wanted: int) -> Reached:
    """What it takes for `wanted` targets to be met, with the rows the page tells it of."""
    answer = what_it_takes(staged, wanted)
    rows = {row.target.pk: row for row in staged.board.rows}
    parts = {part.target.pk: part for row in staged.board.rows for part in row.parts}
    asked = [
        Asked(
            rows[one.target],
            one,
            tuple((need, parts.get(need.target) or rows[need.target]) for need in one.needs),
            one.target in answer.chosen,
        )
        for one in answer.candidates
    ]
    hindered: dict[str, list[Asked]] = {}
    for one in asked:
        if one.candidate.hindrance is not None:
            hindered.setdefault(one.candidate.hindrance.value, []).append(one)
    return Reached(answer, tuple(one for one in asked if one.candidate.hindrance is None), hindered)


def _suggested(board: ScenarioBoard) -> int:
    """The number the form offers: the most a conference has announced to be met, else one more than now."""
    now, total = board.tally.fulfilled, board.tally.total
    announced = [
        one.count for one in board.stage.board.announced if one.standing == "met" and one.of == total
    ]
    return min(max([now + 1, *announced]), total)


def scenarios(request: HttpRequest, code: str) -> HttpResponse:
    """Every target of a document under every scenario, and the answer to `?reach=14`."""
    document = queries.document_by_code(code, by=request.user)
    board = scenario_board(document, as_of(request), by=request.user)
    wanted = reach_asked(request)
    told: dict[str, Any] = {
        "document": document,
        "board": board,
        "stage": board.stage,
        "wanted": wanted if wanted is not None else _suggested(board),
        "reached": None if wanted is None else reached(board.stage, wanted),
        "may_keep": day_asked(request) is None
        and may(request.user, Permission.KEEP_SCENARIOS, document.body),
        "may_export": may(request.user, Permission.EXPORT, document.body),
    }
    return render(request, "web/scenarios/board.html", told)


COLUMNS = (
    "number",
    "part_of",
    "name_vi",
    "name_en",
    "unit",
    "scenario",
    "standing",
    "reason",
    "measured",
    "basis",
)


def scenarios_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a CSV file: a line for each target, part and scenario; `now` is the standing on the day."""
    document = queries.document_by_code(code, by=request.user)
    require(request.user, Permission.EXPORT, document.body)
    day = as_of(request)
    board = scenario_board(document, day, by=request.user)
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for line in board.lines:
        for row in _csv_lines(board, line, ""):
            lines.writerow([cell(value) for value in row])
    response = HttpResponse(BYTE_ORDER_MARK + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{document.code}-scenarios-{day.isoformat()}.csv"'
    )
    return response


def _csv_lines(board: ScenarioBoard, line: Line, part_of: str) -> list[list[Any]]:
    target, judged = line.row.target, line.row.judgement
    head = [target.number, part_of, target.name_vi, target.name_en, line.row.unit]
    found = [[*head, "now", judged.standing, judged.reason, judged.measured, None]]
    for column, one in zip(board.columns, line.outcomes, strict=True):
        name = column.key if column.scenario is None else str(column.scenario)
        found.append([*head, name, one.standing, one.reason, one.measured, one.basis])
    for part in line.parts:
        found += _csv_lines(board, part, target.number)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_new(request: HttpRequest, code: str) -> HttpResponse:
    """Write a scenario for the document with this code."""
    document = queries.document_by_code(code, by=request.user)
    require(signed_in(request), Permission.KEEP_SCENARIOS, document.body)
    staged = stage(document, as_of(request), by=request.user)
    form = ScenarioForm(request.POST or None, stage=staged, initial={"course": Course.BASE})
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.put_scenario(document.body, document, form.draft, by=signed_in(request))
        except (InvalidInput, Conflict) as error:
            form.add_error(None, error.said_in(_))
        else:
            messages.success(request, _("The scenario “%(name)s” is kept.") % {"name": kept.name})
            return redirect("scenarios", document.code)
    return render(request, "web/scenarios/write.html", {"form": form, "document": document, "stage": staged})


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a scenario: a new version takes its place."""
    found = scenario_by_id(pk, by=request.user)
    require(signed_in(request), Permission.KEEP_SCENARIOS, found.body)
    document = found.document or queries.resolution_of(found.body.code, as_of(request), by=request.user)
    staged = stage(document, as_of(request), by=request.user)
    first, lines = filled_in(staged, found)
    form = ScenarioForm(request.POST or None, stage=staged, initial=first, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.change_scenario(found, form.draft, by=signed_in(request))
        except (InvalidInput, Conflict) as error:
            form.add_error(None, error.said_in(_))
        else:
            messages.success(request, _("The scenario “%(name)s” is changed.") % {"name": kept.name})
            return redirect("scenarios", document.code)
    told = {"form": form, "document": document, "stage": staged, "scenario": found}
    return render(request, "web/scenarios/write.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to end a scenario, and end it."""
    found = scenario_by_id(pk, by=request.user)
    require(signed_in(request), Permission.KEEP_SCENARIOS, found.body)
    document = found.document or queries.resolution_of(found.body.code, as_of(request), by=request.user)
    if request.method == "POST":
        actions.end_scenario(found, by=signed_in(request))
        messages.success(request, _("The scenario is ended. Past days still show it."))
        return redirect("scenarios", document.code)
    return render(request, "web/scenarios/end.html", {"scenario": found, "document": document})
