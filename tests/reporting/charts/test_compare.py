"""Comparing places: lines, panels, an index."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.ledger import queries
from plenum.ledger.actions import record_observation
from plenum.ledger.models import Indicator
from plenum.ledger.queries.indicators import IndicatorPage
from plenum.ledger.vocabulary import Status
from plenum.organizations.actions import put_place
from plenum.organizations.models import Place
from plenum.organizations.words import Words
from plenum.periods import Period
from plenum.reporting.charts import compare, small_multiples
from plenum.reporting.charts.compare import compare_data
from plenum.reporting.charts.look import MOST_LINES, Look
from plenum.reporting.charts.small_multiples import small_multiples_data
from tests.cast import Cast

from .schema import check

DAY = date(2023, 6, 30)


def put(cast: Cast, indicator: Indicator, place: Place, figures: dict[int, str]) -> None:
    for year, value in figures.items():
        record_observation(
            indicator, place, Period.parse(str(year)), Decimal(value), status=Status.ACTUAL, source=cast.source,
            known_on=date(year + 1, 1, 20), by=cast.operator,
        )  # fmt: skip


@pytest.fixture
def page(cast: Cast) -> IndicatorPage:
    put(cast, cast.growth, cast.nation, {2021: "3", 2022: "8"})
    put(cast, cast.growth, cast.elsewhere, {2020: "2", 2021: "4", 2022: "6"})
    return queries.indicator_page(cast.growth, DAY, by=cast.operator)


def test_every_place_has_a_line_and_the_nation_its_own_look(page: IndicatorPage) -> None:
    data = compare_data(page, "en")
    assert data is not None
    assert [(line.name, line.is_national) for line in data.lines] == [
        ("An Binh", False),
        ("Ha Thanh", False),
        ("Dai Nam", True),
    ]
    styles = compare.line_styles(data.lines, Look("en"))
    assert styles[2][0] == Look("en").colours.ink
    assert len({str(dash) for _, dash, _ in styles}) == len({shape for *_, shape in styles}) == 3
    assert "Ha Thanh: 2020: 2%, 2022: 6%" in data.told


def test_places_and_years_can_be_chosen(page: IndicatorPage) -> None:
    data = compare_data(page, "en", places=["ha-thanh"], since=2021)
    assert data is not None
    assert [[point.value for point in line.points] for line in data.lines] == [[4, 6]]
    assert compare_data(page, "en", places=["nowhere"]) is None
    assert compare_data(page, "en", since=2030) is None


def test_an_index_starts_where_all_have_a_value(page: IndicatorPage) -> None:
    data = compare_data(page, "en", indexed=True)
    assert data is not None
    assert data.axis_title == "2021 = 100"
    values = {line.name: [point.value for point in line.points] for line in data.lines}
    assert values["Ha Thanh"] == [100, 150]
    assert values["Dai Nam"] == [100, Decimal("266.7")]


def test_more_places_than_lines_are_named_not_drawn(cast: Cast) -> None:
    for number in range(MOST_LINES + 1):
        place = put_place(
            f"place-{number}", Words(f"Nơi {number}", f"Place {number}"), "province", within=cast.nation
        )
        put(cast, cast.growth, place, {2021: "1", 2022: str(number)})
    data = compare_data(queries.indicator_page(cast.growth, DAY, by=cast.operator), "en")
    assert data is not None
    assert len(data.lines) == MOST_LINES
    assert len(data.left_out) == 2
    assert "2 more places are in the table" in data.subheading


def test_what_is_known_later_is_not_drawn(cast: Cast, page: IndicatorPage) -> None:
    early = queries.indicator_page(cast.growth, date(2022, 6, 30), by=cast.operator)
    data = compare_data(early, "en")
    assert data is not None
    assert max(point.on.year for line in data.lines for point in line.points) == 2021


def test_amounts_of_the_nation_do_not_press_the_panels_flat(cast: Cast) -> None:
    put(cast, cast.revenue, cast.nation, {2021: "9000", 2022: "9999"})
    found = small_multiples_data(queries.indicator_page(cast.revenue, DAY, by=cast.operator), "en")
    assert found is not None
    assert [line.name for line in found.lines] == ["An Binh"]


def test_panels_need_a_place(cast: Cast) -> None:
    put(cast, cast.growth, cast.nation, {2019: "7"})
    page = queries.indicator_page(cast.growth, date(2020, 6, 30), by=cast.operator)
    assert small_multiples_data(page, "en") is None


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_charts_are_valid_specifications(page: IndicatorPage, theme: str, size: str) -> None:
    look = Look("vi", theme, size)
    pairs: list[tuple[Any, Any]] = [
        (compare, compare_data(page, "vi")),
        (small_multiples, small_multiples_data(page, "vi")),
    ]
    for module, data in pairs:
        specification = module.draw(data, look)
        check(specification)
        assert specification["description"]
        assert "An Bình" in json.dumps(specification, ensure_ascii=False)
