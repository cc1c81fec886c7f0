"""Worked out in named steps, a chance and a quantile are what the distribution says in one expression."""

import ibis
import pyarrow as pa
import pytest

from plenum.assessing.prediction.calibration import shipped
from plenum.assessing.prediction.chances import with_chance, with_places, with_quantiles
from plenum.assessing.prediction.distribution import Distribution, foreseen
from plenum.assessing.prediction.pooled import outlook
from plenum.assessing.prediction.summaries import spread_out, summaries

from .running import compiled, run

SERIES = {
    "log": ([80.0, 84, 85, 91, 96], None, None),
    "logit": ([60.0, 66, 64, 70, 75], 0.0, 100.0),
    "additive": ([-3.0, -1, 2, 1, 4], None, None),
}
FIGURES = [(None, 95.0), (70.0, None), (65.0, 80.0), (-4.0, 3.0), (-1.0, None), (99.0, 101.0), (None, None)]
HORIZON = 2.0


def _asked() -> list[dict[str, object]]:
    return [
        {"key": number, "series": name, "direction": direction, "asked_low": low, "asked_high": high}
        for number, (name, direction, (low, high)) in enumerate(
            (name, direction, ends)
            for name in SERIES
            for direction in ("up", "down", "range")
            for ends in FIGURES
        )
    ]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    asked = _asked()
    values = pa.Table.from_pylist(
        [
            {"key": one["key"], "year": 2015 + place, "value": value}
            for one in asked
            for place, value in enumerate(SERIES[str(one["series"])][0])
        ]
    )
    bounds = [SERIES[str(one["series"])][1:] for one in asked]
    figures = pa.table(
        {
            "key": pa.array([one["key"] for one in asked], pa.int64()),
            "direction": [one["direction"] for one in asked],
            "lower": pa.array([low for low, _ in bounds], pa.float64()),
            "upper": pa.array([high for _, high in bounds], pa.float64()),
            **{
                name: pa.array([one[name] for one in asked], pa.float64())
                for name in ("asked_low", "asked_high")
            },
        }
    )
    numbers = ibis.table({"key": "int64", "year": "int64", "value": "float64"}, name="numbers")
    t = ibis.table(ibis.Schema.from_pyarrow(figures.schema), name="figures")
    t = summaries(t.left_join(spread_out(numbers, ["key"]), "key").drop("key_right"))
    t = foreseen(outlook(t, shipped()), ibis.literal(HORIZON), "day")
    t = with_quantiles(with_chance(with_places(t), "day"), "day", {"median": 0.5, "ninth": 0.9})
    day = Distribution.of(t, "day")
    near = ibis.cases(
        (t.direction == "down", ibis.coalesce(t.asked_high, t.asked_low)),
        else_=ibis.coalesce(t.asked_low, t.asked_high),
    )
    t = t.select(
        *("key", "link", "median", "ninth", "day_chance"),
        said=ibis.cases(
            (t.direction == "up", day.at_least(near)),
            (t.direction == "down", day.below(near)),
            (t.asked_low.isnull() & t.asked_high.isnull(), ibis.null("float64")),
            else_=day.between(t.asked_low, t.asked_high),
        ),
        half=day.quantile(0.5),
        nine=day.quantile(0.9),
    )
    return run(compiled(t.order_by("key")), numbers=values, figures=figures)


def test_every_link_is_met(rows: list[dict[str, object]]) -> None:
    assert {row["link"] for row in rows} == set(SERIES)


def test_the_chance_is_that_of_the_distribution(rows: list[dict[str, object]]) -> None:
    for row, asked in zip(rows, _asked(), strict=True):
        if row["said"] is None:
            assert row["day_chance"] is None, asked
        else:
            assert row["day_chance"] == pytest.approx(row["said"], rel=1e-12, abs=1e-15), asked


def test_the_quantiles_are_those_of_the_distribution(rows: list[dict[str, object]]) -> None:
    for row in rows:
        assert (row["median"], row["ninth"]) == (row["half"], row["nine"])
