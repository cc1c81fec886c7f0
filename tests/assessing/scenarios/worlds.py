"""Small worlds for the tests of scenarios: series in the notation of `tests.assessing.cases`, seen in mid-2023."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from plenum.assessing.scenarios.expectation import expectation
from plenum.assessing.scenarios.futures import World
from plenum.assessing.scenarios.judging import Bench, last_year
from plenum.assessing.scenarios.knowledge import Knowledge, knowledge
from plenum.assessing.scenarios.links import Link
from plenum.assessing.scenarios.reaching import Question
from plenum.assessing.scenarios.terms import Series
from tests.assessing import cases

DAY = date(2023, 6, 30)

AMOUNT: dict[str, Any] = {"over_time": "sum", "relative": True}
SHARE: dict[str, Any] = {"over_time": "last", "relative": False}
RATE: dict[str, Any] = {"over_time": "compound", "relative": False}


def known(values: dict[int, str], kinds: dict[int, dict[str, Any]]) -> tuple[Knowledge, dict[int, Series]]:
    """What is known in mid-2023 of series given as "2020:100 2021:110"; an amount unless `kinds` says otherwise."""
    series = {number: Series(number, **{**AMOUNT, **kinds.get(number, {})}) for number in values}
    observed = [row for number, text in values.items() for row in cases.observations(number, text)]
    table, _ = cases.tables(observed, [])
    return knowledge(table, series.values(), DAY), series


def world(
    values: dict[int, str],
    kinds: dict[int, dict[str, Any]] | None = None,
    *,
    links: list[Link] | None = None,
    until: int = 2025,
    expecting: bool = False,
) -> World:
    """A world of these series. Without `expecting` what is not assumed goes on at the pace so far."""
    knows, series = known(values, kinds or {})
    expected = expectation(knows, series.values(), until) if expecting else {}
    return World(knows, series, until, links or [], expected)


def bench(of: World, targets: list[dict[str, Any]]) -> Bench:
    """The targets (rows of `cases.target`) in a world."""
    return Bench(of.knowledge, cases.tables([], targets)[1])


def question(
    values: dict[int, str],
    targets: list[dict[str, Any]],
    kinds: dict[int, dict[str, Any]] | None = None,
    **facts: Any,
) -> Question:
    """A world with its targets, and how they stand in mid-2023."""
    from plenum.assessing.engine import judge
    from plenum.assessing.standings import rows

    asked = cases.tables([], targets)[1]
    seen = world(values, kinds, until=last_year(asked), **facts)
    now = {one.target: one for one in rows(judge(seen.knowledge.observations, asked, "pace"))}
    return Question(seen, Bench(seen.knowledge, asked), now)


def plain(values: Mapping[int, Decimal], places: int = 4) -> dict[int, str]:
    """The values of a path, rounded, as text."""
    return {year: format(round(value, places).normalize(), "f") for year, value in values.items()}
