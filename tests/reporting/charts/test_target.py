"""The chart of a target, from the record to the specification."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.ledger import queries
from plenum.ledger.actions import TargetDraft, record_observation, set_target, state_target_value
from plenum.ledger.models import Target
from plenum.ledger.vocabulary import Status, TargetKind
from plenum.organizations.words import Words
from plenum.periods import Period
from plenum.reporting.charts import target as chart
from plenum.reporting.charts.look import Look
from plenum.reporting.charts.target_data import TargetChart, target_data
from tests.cast import Cast

from .schema import check

DAY = date(2023, 6, 30)


def data(cast: Cast, number: str, day: date = DAY, language: str = "en") -> TargetChart | None:
    found = queries.target_by_number(cast.resolution.code, number, by=cast.hoa)
    return target_data(queries.target_page(found, day, by=cast.hoa), language)


def drawn(cast: Cast, number: str, look: Look | None = None, day: date = DAY) -> dict[str, Any]:
    look = look or Look("en")
    found = data(cast, number, day, look.language)
    assert found is not None
    return chart.draw(found, look)


def texts(specification: dict[str, Any]) -> str:
    return json.dumps(specification, ensure_ascii=False)


def put_target(cast: Cast, number: str, kind: TargetKind, period: str, **facts: Any) -> Target:
    low, high = facts.pop("low", None), facts.pop("high", None)
    draft = TargetDraft(
        number=number, position=50, name=Words("Thử", "Trial"), kind=kind, period=Period.parse(period),
        known_on=date(2020, 10, 20), source=cast.source, **facts,
    )  # fmt: skip
    target = set_target(cast.resolution, draft, by=cast.dung)
    state_target_value(
        target, low=low, high=high, source=cast.source, known_on=date(2020, 10, 20), by=cast.dung
    )
    return target


def test_a_level_has_a_way_from_its_baseline_and_a_way_still_to_go(cast: Cast) -> None:
    found = data(cast, "1")
    assert found is not None
    assert found.baseline == (date(2020, 12, 31), Decimal(100))
    assert found.path == ((date(2020, 12, 31), Decimal(100)), (date(2025, 12, 31), Decimal(160)))
    assert found.needed == ((date(2022, 12, 31), Decimal(121)), (date(2025, 12, 31), Decimal(160)))
    assert found.needed_words == "still needed: 9.8% a year"
    assert found.goal is not None
    assert (found.goal.low, found.goal.high, found.goal.due) == (Decimal(160), None, date(2025, 12, 31))
    assert "2021: 110 billion VND" in found.told
    assert "To be reached by 2025-12-31: 160 billion VND" in found.told


def test_nothing_that_became_known_later_is_drawn(cast: Cast) -> None:
    found = data(cast, "1", date(2022, 6, 30))
    assert found is not None
    assert [point.value for point in found.series.points] == [100, 110]
    assert "121" not in texts(chart.draw(found, Look("en")))


def test_an_average_lies_across_its_years(cast: Cast) -> None:
    found = data(cast, "2")
    assert found is not None
    assert found.path == ()
    assert found.baseline is None
    assert [on for on, _ in found.so_far] == [date(2020, 12, 31), date(2022, 12, 31)]
    assert len({value for _, value in found.so_far}) == 1
    assert {value for _, value in found.needed} != set()
    assert found.goal is not None
    assert found.goal.values == (Decimal("7.5"), Decimal(8))


def test_what_falls_is_good_below_its_figure(cast: Cast) -> None:
    found = data(cast, "3")
    assert found is not None
    assert found.goal is not None
    assert (found.goal.low, found.goal.high) == (None, Decimal(1))


def test_a_total_runs_up_to_its_figure(cast: Cast) -> None:
    put_target(cast, "9", TargetKind.CUMULATIVE, "2021/2025", indicator=cast.revenue, low=Decimal(700))
    found = data(cast, "9")
    assert found is not None
    assert [point.value for point in found.series.points] == [110, 231]
    assert found.path == ((date(2020, 12, 31), Decimal(0)), (date(2025, 12, 31), Decimal(700)))
    assert found.axis_title == "total so far, billion VND"


def test_a_total_with_a_year_missing_is_not_summed_on_the_chart(cast: Cast) -> None:
    put_target(cast, "9", TargetKind.CUMULATIVE, "2019/2025", indicator=cast.revenue, low=Decimal(700))
    found = data(cast, "9")
    assert found is not None
    page = queries.target_page(cast.resolution.targets.get(number="9"), DAY, by=cast.hoa)
    assert [point.value for point in found.series.points][-1:] == (
        [page.row.judgement.measured] if page.row.judgement.measured is not None else []
    )


def test_growth_of_a_level_is_a_curve_from_its_baseline(cast: Cast) -> None:
    put_target(cast, "9", TargetKind.AVERAGE_GROWTH, "2021/2025", indicator=cast.revenue, low=Decimal(10))
    found = data(cast, "9")
    assert found is not None
    assert found.goal is None
    assert [round(value) for _, value in found.path] == [100, 110, 121, 133, 146, 161]


@pytest.mark.parametrize("number", ["4", "5"])
def test_without_an_indicator_there_is_nothing_to_draw(cast: Cast, number: str) -> None:
    assert data(cast, number) is None


def test_plans_are_no_part_of_the_line(cast: Cast) -> None:
    record_observation(
        cast.revenue, cast.province, Period.parse("2023"), Decimal(150),
        status=Status.PLAN, source=cast.source, known_on=date(2023, 1, 20), by=cast.bob,
    )  # fmt: skip
    found = data(cast, "1")
    assert found is not None
    assert [point.value for point in found.plans] == [150]
    assert 150 not in [point.value for point in found.series.points]
    assert '"plan"' in texts(chart.draw(found, Look("en")))


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_look_is_a_valid_specification(cast: Cast, language: str, theme: str, size: str) -> None:
    specification = drawn(cast, "1", Look(language, theme, size))
    check(specification)
    assert specification["description"]


def test_statuses_differ_by_shape_and_lines_by_dash(cast: Cast) -> None:
    found = data(cast, "1")
    assert found is not None
    estimate = replace(found.series.points[-1], status="estimate")
    found = replace(found, series=replace(found.series, points=(*found.series.points[:-1], estimate)))
    written = texts(chart.draw(found, Look("en")))
    assert '"domain": ["actual", "estimate"], "range": ["circle", "square"]' in written
    assert '"range": [[2, 3], [7, 4]]' in written


def test_numbers_are_written_in_the_readers_language(cast: Cast) -> None:
    vi, en = drawn(cast, "3", Look("vi")), drawn(cast, "3", Look("en"))
    assert '"label": "4,2"' in texts(vi)
    assert '"label": "4.2"' in texts(en)
    assert vi["usermeta"]["embedOptions"]["formatLocale"]["decimal"] == ","
    assert "đến hạn 31/12/2025" in texts(vi) or "hạn 31/12/2025" in texts(vi)
