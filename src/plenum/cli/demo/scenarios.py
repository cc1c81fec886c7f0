"""The demonstration's scenarios: what Hanoi could have asked itself at its conference of 14 June 2023.

The links are identities of the national accounts and of the budget; the amounts are examples, not anybody's forecast,
and say so in their notes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plenum.ledger.actions import Assumed, ScenarioDraft, link_indicators, put_scenario
from plenum.ledger.vocabulary import AssumptionMeasure, Course, LinkKind
from plenum.organizations.words import Words

if TYPE_CHECKING:
    from plenum.accounts.models import User
    from plenum.ledger.models import Document, Indicator

CONFERENCE = date(2023, 6, 14)
LINKED_FROM = date(2020, 12, 31)

LINKS = (
    (LinkKind.QUOTIENT, "grdp_per_capita_vnd", ("grdp_current", "population")),
    (LinkKind.QUOTIENT, "grdp_per_capita_usd", ("grdp_current", "population")),
    (LinkKind.SUM, "budget_revenue_total", ("budget_revenue_domestic", "budget_revenue_customs")),
)

EXAMPLE = Words(
    "Ví dụ của bản trình diễn, không phải dự báo của cơ quan nào.",
    "An example of the demonstration, not anybody's forecast.",
)

Line = tuple[str, AssumptionMeasure, str, int | None, bool]


def _every_year(code: str, measure: AssumptionMeasure, amount: str) -> Line:
    return (code, measure, amount, None, False)


PEOPLE = _every_year("population", AssumptionMeasure.GROWTH, "1.4")

SCENARIOS: tuple[tuple[Words, Course, tuple[Line, ...]], ...] = (
    (
        Words("Tăng trưởng thấp", "Low growth"),
        Course.LOW,
        (
            _every_year("grdp_growth", AssumptionMeasure.VALUE, "5.5"),
            _every_year("grdp_current", AssumptionMeasure.GROWTH, "7"),
            PEOPLE,
        ),
    ),
    (
        Words("Tăng 7% như kế hoạch năm 2023", "7% a year, as planned for 2023"),
        Course.BASE,
        (
            _every_year("grdp_growth", AssumptionMeasure.VALUE, "7"),
            _every_year("grdp_current", AssumptionMeasure.GROWTH, "10"),
            PEOPLE,
        ),
    ),
    (
        Words("Tăng trưởng cao", "High growth"),
        Course.HIGH,
        (
            _every_year("grdp_growth", AssumptionMeasure.VALUE, "9"),
            _every_year("grdp_current", AssumptionMeasure.GROWTH, "13.5"),
            PEOPLE,
        ),
    ),
    (
        Words("Cú sốc năm 2024", "A shock in 2024"),
        Course.BASE,
        (
            ("grdp_growth", AssumptionMeasure.SHOCK, "-4", 2024, True),
            ("grdp_current", AssumptionMeasure.SHOCK, "-6", 2024, False),
            PEOPLE,
        ),
    ),
)


def put_scenarios(documents: dict[str, Document], indicators: dict[str, Indicator], by: User) -> None:
    """Link the indicators that follow from others, and keep the scenarios of Hanoi's resolution."""
    for kind, derived, inputs in LINKS:
        link_indicators(
            kind, indicators[derived], [indicators[code] for code in inputs], by=by, known_on=LINKED_FROM
        )
    resolution = documents["hanoi-congress-17"]
    for name, course, lines in SCENARIOS:
        assumptions = [
            Assumed(indicators[code], measure, Decimal(amount), year, catches_up)
            for code, measure, amount, year, catches_up in lines
        ]
        put_scenario(
            resolution.body,
            resolution,
            ScenarioDraft(name, assumptions, course, EXAMPLE),
            by=by,
            known_on=CONFERENCE,
        )
