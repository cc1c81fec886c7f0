"""What a conference adopted: frozen, with what each verdict was judged on."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.assessing.verdicts import tally
from plenum.errors import NotFound
from plenum.ledger import queries
from plenum.units import Unit
from plenum.web.days import as_of
from plenum.web.wording import REASONS


@dataclass(frozen=True)
class Evidence:
    """The frozen judgement beside a verdict, as far as the page tells it."""

    standing: str
    reason: str | None
    last: Decimal | None
    last_observation: int | None
    last_ends: str | None
    last_status: str | None
    progress: float | None
    pace_so_far: float | None
    pace_needed: float | None
    pace_basis: str | None
    years_left: float | None


@dataclass(frozen=True)
class VerdictRow:
    """A verdict with its evidence in the target's unit."""

    verdict: Any
    unit: Unit | None
    evidence: Evidence

    @property
    def differs(self) -> bool:
        return bool(self.verdict.adopted != self.verdict.computed)


def evidence(frozen: dict[str, Any]) -> Evidence:
    """Read back what `Judgement.evidence` wrote.

    Verdicts outlive the program that wrote them: what it did not write, or said by a rule there is none of any more,
    is absent.
    """
    known: dict[str, Any] = {name: frozen.get(name) for name in Evidence.__dataclass_fields__}
    if known["reason"] not in REASONS:
        known["reason"] = None
    last = known.pop("last")
    return Evidence(last=None if last is None else Decimal(last), **known)


def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """One adoption, for whoever may read its body. Raises `NotFound` on a day before the conference."""
    found = queries.adoption_by_id(pk, by=request.user)
    day = as_of(request)
    if found.held_on > day:
        raise NotFound("This conference had not been held yet on {day}.", day=day.isoformat())
    verdicts = sorted(
        found.verdicts.all(), key=lambda verdict: (verdict.target.position, verdict.target.number)
    )
    rows = [
        VerdictRow(
            verdict,
            Unit.parse(verdict.target.indicator.unit) if verdict.target.indicator else None,
            evidence(verdict.evidence),
        )
        for verdict in verdicts
    ]
    told = {
        "adoption": found,
        "document": found.document,
        "rows": rows,
        "adopted": tally(verdict.adopted for verdict in verdicts),
        "computed": tally(verdict.computed for verdict in verdicts),
        "differing": sum(row.differs for row in rows),
    }
    return render(request, "web/review/adoption.html", told)
