"""The rule of precedence, line by line, and what it tells of the values that lost."""

from datetime import date
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing import precedence
from plenum.assessing.columns import OBSERVATIONS, TARGETS

from . import cases

CASES = cases.read("precedence.csv")


def run(
    expression: Any, observed: list[dict[str, Any]], targets: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    tables = cases.tables(observed, targets)
    with duckdb.connect() as connection:
        for name, table in zip(("observations", "targets"), tables, strict=True):
            connection.register(name, table)
        result: pa.Table = connection.sql(ibis.to_sql(expression, dialect="duckdb")).to_arrow_table()
    rows: list[dict[str, Any]] = result.to_pylist()
    return rows


def rows_of(text: str) -> list[dict[str, Any]]:
    rows = []
    for part in text.split("; "):
        number, status, known, rank, *link = part.split()
        row = cases.observation(int(number), 0, "2021", number, status=status, precedence=int(rank))
        row["known_on"] = date.fromisoformat(known)
        if link:
            row["corrects"] = int(link[1])
            row["withdrawn"] = link[0] == "withdraws"
            row["value"] = None if row["withdrawn"] else row["value"]
        rows.append(row)
    return rows


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    observed = rows_of(case["rows"])
    targets = [cases.target(0, as_of=date.fromisoformat(case["as_of"]))]
    tables = OBSERVATIONS.table(), TARGETS.table()
    current = run(precedence.current(*tables), observed, targets)
    assert [str(row["observation"]) for row in current] == case["wins"].split()

    ranking = sorted(run(precedence.ranking(*tables), observed, targets), key=lambda row: row["place"])
    told = [f"{row['observation']} {row['verdict']}" for row in ranking if row["verdict"] != precedence.WINS]
    assert sorted(told) == sorted(case["losers"].split("; ") if case["losers"] else [])
    winners = [str(row["observation"]) for row in ranking if row["verdict"] == precedence.WINS]
    assert winners == case["wins"].split()
    assert winners == [] or ranking[0]["verdict"] == precedence.WINS


def test_each_target_row_sees_its_own_day() -> None:
    observed = rows_of("1 estimate 2022-01-15 1; 2 actual 2022-06-01 1")
    targets = [cases.target(0, as_of=day) for day in (date(2021, 12, 31), date(2022, 3, 1), date(2022, 7, 1))]
    current = run(precedence.current(OBSERVATIONS.table(), TARGETS.table()), observed, targets)
    assert {row["as_of"]: row["observation"] for row in current} == {date(2022, 3, 1): 1, date(2022, 7, 1): 2}


def test_a_year_and_its_twelve_months_are_one_period() -> None:
    observed = [
        cases.observation(1, 0, "2021", "10", precedence=2),
        cases.observation(2, 0, "2021-01/2021-12", "11", precedence=1),
    ]
    current = run(precedence.current(OBSERVATIONS.table(), TARGETS.table()), observed, [cases.target(0)])
    assert [row["observation"] for row in current] == [2]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "2019",
                    "2020",
                    "2021",
                    "2070",
                    "2021-S1",
                    "2021-S2",
                    "2021-Q1",
                    "2021-01",
                    "2021-02",
                    "2021-01/2021-12",
                    "2020/2021",
                    "@2021-12-31",
                    "@2021-12-30",
                    "1971",
                ]
            ),
            st.sampled_from(["actual", "provisional", "estimate", "plan"]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_what_passes_unranked_is_what_ranking_picks(rows: list[tuple[str, str, int]]) -> None:
    observed = [
        cases.observation(number, 0, period, str(number), status=status, precedence=rank)
        for number, (period, status, rank) in enumerate(rows, start=1)
    ]
    tables = OBSERVATIONS.table(), TARGETS.table()
    targets = [cases.target(0, as_of=date(2080, 1, 1))]
    current = run(precedence.current(*tables), observed, targets)
    ranking = run(precedence.ranking(*tables), observed, targets)
    winners = {row["observation"] for row in ranking if row["verdict"] == precedence.WINS}
    assert {row["observation"] for row in current} == winners
    assert len(current) == len(winners)
