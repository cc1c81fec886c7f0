"""Indicators that follow from others: quotients, sums and growths, in order, and never in a circle."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.scenarios.links import Link, LinkKind, circle, in_order
from plenum.assessing.scenarios.terms import Assumption, Basis, Measure
from plenum.errors import InvalidInput

from .worlds import RATE, plain, world

D = Decimal
PER_HEAD = Link(LinkKind.QUOTIENT, 3, (1, 2))
TOTAL = Link(LinkKind.SUM, 3, (1, 2))


def test_per_head_follows_product_and_people() -> None:
    """By hand: 200 over 10 is 20 a head; 5 % more product and 1 % more people a year make 20 * (1.05 / 1.01)^3."""
    seen = world({1: "2021:190 2022:200", 2: "2021:9.9 2022:10", 3: "2022:20"}, links=[PER_HEAD])
    future = seen.future([Assumption(1, Measure.GROWTH, D(5)), Assumption(2, Measure.GROWTH, D(1))])
    assert future.paths[3].basis is Basis.DERIVED
    assert plain(future.paths[3].ahead) == {2023: "20.7921", 2024: "21.6155", 2025: "22.4716"}


def test_the_proportion_of_the_last_common_year_is_kept() -> None:
    """The record says 21 where the identity gives 20: the projection keeps to 1.05 times the identity."""
    seen = world({1: "2021:200 2022:200", 2: "2022:10", 3: "2022:21"}, links=[PER_HEAD])
    assert plain(seen.future().paths[3].ahead) == {2023: "21", 2024: "21", 2025: "21"}


def test_an_input_known_later_moves_what_follows_from_it() -> None:
    seen = world({1: "2021:200 2022:240", 2: "2021:10 2022:10", 3: "2021:20"}, links=[PER_HEAD])
    path = seen.future([Assumption(1, Measure.GROWTH, D(0)), Assumption(2, Measure.GROWTH, D(0))]).paths[3]
    assert plain(path.ahead) == {2022: "24", 2023: "24", 2024: "24", 2025: "24"}


def test_units_that_cannot_be_compared_need_a_common_year() -> None:
    dollars = Link(LinkKind.QUOTIENT, 3, (1, 2), factor=None)
    apart = world({1: "2022:200", 2: "2022:10", 3: "2021:7"}, links=[dollars])
    assert apart.future().paths[3].basis is Basis.UNCHANGED
    together = world({1: "2021:200 2022:220", 2: "2021:10 2022:10", 3: "2021:7"}, links=[dollars])
    assert plain(together.future().paths[3].ahead)[2022] == "7.7"


def test_without_a_value_of_its_own_the_units_decide() -> None:
    thousands = Link(LinkKind.QUOTIENT, 3, (1, 2), factor=D(1000))
    seen = world({1: "2022:200", 2: "2022:10", 3: ""}, links=[thousands])
    assert plain(dict(seen.future().paths[3].values)) == {2023: "20000", 2024: "20000", 2025: "20000"}


def test_a_growth_rate_follows_its_level() -> None:
    growth = Link(LinkKind.GROWTH, 2, (1,))
    seen = world({1: "2021:100 2022:110", 2: "2022:10"}, {2: RATE}, links=[growth])
    future = seen.future([Assumption(1, Measure.GROWTH, D(8)), Assumption(1, Measure.SHOCK, D(-5), 2024)])
    assert plain(future.paths[2].ahead) == {2023: "8", 2024: "3", 2025: "8"}


def test_what_is_assumed_of_itself_goes_before_its_link() -> None:
    seen = world({1: "2022:200", 2: "2022:10", 3: "2022:20"}, links=[PER_HEAD])
    future = seen.future([Assumption(3, Measure.GROWTH, D(10))])
    assert (future.paths[3].basis, plain(future.paths[3].ahead)[2023]) == (Basis.ASSUMED, "22")


def test_links_build_on_links_whatever_their_order() -> None:
    links = [Link(LinkKind.QUOTIENT, 4, (3, 5)), TOTAL]
    values = {1: "2022:60", 2: "2022:40", 3: "2022:100", 4: "2022:10", 5: "2022:10"}
    for given_links in (links, links[::-1]):
        future = world(values, links=given_links).future([Assumption(1, Measure.GROWTH, D(50))])
        assert plain(future.paths[4].ahead)[2023] == "13"


def test_a_circle_is_refused_with_its_names() -> None:
    with pytest.raises(InvalidInput, match="1 → 2 → 3 → 1"):
        in_order(
            [Link(LinkKind.SUM, 1, (2, 4)), Link(LinkKind.SUM, 2, (3, 4)), Link(LinkKind.SUM, 3, (1, 4))]
        )
    assert circle({"a": ["b", "c"], "b": ["c"]}) is None
    assert circle({"a": ["a"]}) == ["a", "a"]


amounts = st.decimals(min_value=1, max_value=10_000, places=2)
growths = st.decimals(min_value=-30, max_value=40, places=1)


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(amounts, min_size=2, max_size=5), moves=st.lists(growths, min_size=5, max_size=5))
def test_totals_add_up_in_every_future(parts: list[Decimal], moves: list[Decimal]) -> None:
    """Where the record adds up in its last year, every year of every future does, to the ledger's last digit."""
    total = len(parts) + 1
    values = {number: f"2022:{value}" for number, value in enumerate(parts, start=1)}
    values[total] = f"2022:{sum(parts)}"
    link = Link(LinkKind.SUM, total, tuple(range(1, total)))
    future = world(values, links=[link]).future(
        [
            Assumption(number, Measure.GROWTH, move)
            for number, move in zip(range(1, total), moves, strict=False)
        ]
    )
    for year in (2023, 2024, 2025):
        together = sum(future.paths[number].values[year] for number in range(1, total))
        assert abs(future.paths[total].values[year] - together) <= D("0.000000001")
