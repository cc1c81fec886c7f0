"""The fan chart, from the record to the specification."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.ledger import queries
from plenum.ledger.actions import Assumed, ScenarioDraft, put_scenario
from plenum.ledger.queries.scenarios import target_futures
from plenum.ledger.vocabulary import AssumptionMeasure
from plenum.organizations.words import Words
from plenum.reporting.charts import fan as chart
from plenum.reporting.charts.fan_data import MOST_SCENARIOS, FanChart, fan_data
from plenum.reporting.charts.look import Look
from tests.cast import Cast
from tests.ledger.actions.acts import kept_scenario

from .schema import check

DAY = date(2023, 6, 30)


def data(cast: Cast, number: str, day: date = DAY, language: str = "en") -> FanChart | None:
    found = queries.target_by_number(cast.resolution.code, number, by=cast.hoa)
    futures = target_futures(found, day, by=cast.hoa)
    page = queries.target_page(found, day, by=cast.hoa)
    return fan_data(futures, page, language, lambda: "needed")


def laid_out(cast: Cast, number: str, **facts: Any) -> FanChart:
    found = data(cast, number, **facts)
    assert found is not None
    return found


def test_the_fan_opens_from_the_last_known_value(cast: Cast) -> None:
    found = laid_out(cast, "1")
    assert [band.on.year for band in found.bands] == [2022, 2023, 2024, 2025]
    first, *later = found.bands
    assert first.low == first.high == Decimal(121)
    for band in later:
        assert band.low < band.lower < band.middle < band.upper < band.high
    assert found.expected is not None
    assert found.expected.spots[-1] == (date(2025, 12, 31), later[-1].middle)
    assert found.needed is not None
    assert float(found.needed.spots[-1][1]) == pytest.approx(160, abs=0.001)


def test_scenarios_are_lines_unless_they_say_nothing_of_it(cast: Cast) -> None:
    kept_scenario(cast)
    assert [line.name for line in laid_out(cast, "1").lines] == ["Slow growth"]
    assert laid_out(cast, "3").lines == ()
    told = laid_out(cast, "1").told
    assert "Slow growth, 2025: 140.1 billion VND" in told
    assert "80 of 100 outcomes in 2025 lie between" in told


def test_more_than_can_be_told_apart_are_counted(cast: Cast) -> None:
    for number in range(MOST_SCENARIOS + 2):
        assumed = [Assumed(cast.revenue, AssumptionMeasure.GROWTH, Decimal(number))]
        draft = ScenarioDraft(Words(f"Số {number}", f"Number {number}"), assumed)
        put_scenario(cast.committee, cast.resolution, draft, by=cast.dung, known_on=DAY)
    found = laid_out(cast, "1")
    assert (len(found.lines), found.left_out) == (MOST_SCENARIOS, 2)
    assert "2 more scenarios are in the table" in json.dumps(chart.draw(found, Look("en")))


def test_no_year_after_the_due_day_is_drawn(cast: Cast) -> None:
    found = replace(laid_out(cast, "2"))
    assert max(on for line in (found.expected,) if line for on, _ in line.spots) == date(2025, 12, 31)


def test_what_is_about_several_years_has_no_figure_among_the_yearly_values(cast: Cast) -> None:
    assert laid_out(cast, "1").goal is not None
    assert laid_out(cast, "2").goal is not None  # an average of growth rates lies across its years
    assert data(cast, "4") is None
    assert data(cast, "5") is None
    assert data(cast, "1", day=date(2020, 12, 31)) is None


@pytest.mark.parametrize("look", [Look("en"), Look("vi", "dark"), Look("vi", "light", "narrow")])
def test_the_specification_is_valid_in_every_look(cast: Cast, look: Look) -> None:
    kept_scenario(cast)
    for number in ("1", "2", "3"):
        specification = chart.draw(laid_out(cast, number, language=look.language), look)
        check(specification)
        written = json.dumps(specification, ensure_ascii=False)
        assert "strokeDash" in written
        assert '"shape"' in written
