"""Years made of their halves, quarters or months: what they are, as known on which day, and that judging sees them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.assessing import engine
from plenum.assessing.panel import assess_panel

from . import cases

QUARTERS = "2021-Q1:10!2021-04-15 2021-Q2:11!2021-07-15 2021-Q3:12!2021-10-15 2021-Q4:13!2022-01-15"
MONTHS = " ".join(f"2021-{month:02}:{month}" for month in range(1, 13))


def last(observed: list[dict[str, Any]], as_of: str = "2022-12-31", over_time: str = "sum") -> dict[str, Any]:
    """What a level due in 2025 is judged on."""
    target = cases.target(1, series=1, as_of=date.fromisoformat(as_of), over_time=over_time)
    (row,) = engine.judge(*cases.tables(observed, [target])).to_pylist()
    return row


def read(text: str) -> list[dict[str, Any]]:
    return list(cases.observations(1, text))


@pytest.mark.parametrize(
    ("text", "over_time", "value"),
    [
        (QUARTERS, "sum", "46"),
        (QUARTERS, "mean", "11.5"),
        (QUARTERS, "last", "13"),
        (QUARTERS, "compound", None),
        ("2021-S1:20 2021-S2:30", "sum", "50"),
        ("2021-S1:20 2021-S2:30", "mean", "25"),
        (MONTHS, "sum", "78"),
        (MONTHS, "mean", "6.5"),
        (MONTHS, "last", "12"),
        ("2021-Q1:10 2021-Q2:11 2021-Q3:12", "sum", None),
        ("2021-S1:20 2021-Q3:12 2021-Q4:13", "sum", None),
        ("2021-Q1:10 2021-Q2:11 2021-Q3:12 2021-Q4:13l", "sum", None),
        # A year that is reported goes first where it is as final, and gives way where it is not.
        (f"{QUARTERS} 2021:47", "sum", "47"),
        (f"{QUARTERS} 2021:47e", "sum", "46"),
    ],
)
def test_what_a_year_is_made_of(text: str, over_time: str, value: str | None) -> None:
    row = last(read(text), over_time=over_time)
    assert row["last"] == (None if value is None else Decimal(value))
    if value is not None:
        assert (row["last_starts"], row["last_ends"]) == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(("letter", "status"), [("", "actual"), ("p", "provisional"), ("e", "estimate")])
def test_a_year_is_as_final_as_the_least_final_of_its_parts(letter: str, status: str) -> None:
    row = last(read(QUARTERS.replace("2021-Q2:11", f"2021-Q2:11{letter}")))
    assert (row["last"], row["last_status"]) == (Decimal(46), status)


def test_it_is_known_when_its_last_part_is_and_leads_to_the_newest() -> None:
    observed = read(QUARTERS)
    assert last(observed, "2022-01-14")["last"] is None
    row = last(observed, "2022-01-15")
    assert (row["last"], row["last_observation"]) == (Decimal(46), 1004)


def test_corrections_and_withdrawals_of_a_part() -> None:
    observed = read(QUARTERS)
    second = {"series": 1, "period": "2021-Q2"}
    observed += [
        cases.observation(2001, **second, value="15", corrects=1002, known_on=date(2022, 3, 1)),
        cases.observation(2002, **second, value=None, corrects=2001, withdrawn=True, known_on=date(2022, 4, 1)),
        cases.observation(2003, **second, value="11", known_on=date(2022, 5, 1)),
        cases.observation(2004, series=1, period="2021-Q3", value="99", status="plan", known_on=date(2022, 6, 1)),
    ]  # fmt: skip
    seen = {
        day: (row["last"], row["last_observation"])
        for day in ("2022-02-28", "2022-03-01", "2022-04-01", "2022-05-01", "2022-06-02")
        for row in [last(observed, day)]
    }
    assert seen == {
        "2022-02-28": (Decimal(46), 1004),
        "2022-03-01": (Decimal(50), 2001),
        "2022-04-01": (None, None),
        "2022-05-01": (Decimal(46), 2003),
        "2022-06-02": (Decimal(46), 2003),
    }


def test_a_rival_that_is_withdrawn_brings_the_old_year_back() -> None:
    observed = read(QUARTERS.replace("2021-Q1:10", "2021-Q1:10p"))
    first = {"series": 1, "period": "2021-Q1"}
    observed += [
        cases.observation(2001, **first, value="20", known_on=date(2022, 3, 1)),
        cases.observation(2002, **first, value=None, corrects=2001, withdrawn=True, known_on=date(2022, 4, 1)),
    ]  # fmt: skip
    assert [
        (row["last"], row["last_status"])
        for day in ("2022-02-28", "2022-03-31", "2022-04-01")
        for row in [last(observed, day)]
    ] == [(Decimal(46), "provisional"), (Decimal(56), "actual"), (Decimal(46), "provisional")]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(-50, 50), st.integers(0, 40), st.booleans()),
        max_size=14,
    ),
    st.integers(0, 45),
    st.randoms(use_true_random=False),
)
def test_as_known_on_any_day_in_any_order(
    told: list[tuple[int, int, int, bool]], day: int, order: Any
) -> None:
    """Each entry corrects or withdraws the one before it of its quarter; what counts is the last known."""
    observed: list[dict[str, Any]] = []
    newest: dict[int, dict[str, Any]] = {}
    counts: dict[int, Decimal | None] = {}
    for number, (quarter, value, known, withdraws) in enumerate(sorted(told, key=lambda one: one[2]), 1):
        before = newest.get(quarter)
        if withdraws and before is None:
            continue
        row = cases.observation(
            number, 1, f"2021-Q{quarter}", None if withdraws else str(value),
            corrects=before and before["observation"], withdrawn=withdraws,
            known_on=date(2022, 1, 1).replace(month=1 + known // 28, day=1 + known % 28),
        )  # fmt: skip
        observed.append(row)
        newest[quarter] = row
        if known <= day:
            counts[quarter] = row["value"]
    order.shuffle(observed)
    whole = len(counts) == 4 and None not in counts.values()
    as_of = date(2022, 1, 1).replace(month=1 + day // 28, day=1 + day % 28)
    row = last(observed, as_of.isoformat())
    assert row["last"] == (sum(counts.values()) if whole else None)  # type: ignore[arg-type]


def test_every_method_sees_them_and_files_name_them_below_zero(tmp_path: Path) -> None:
    text = " ".join(f"{year}-S1:{year - 2000} {year}-S2:{year - 1999}" for year in range(2012, 2022))
    yearly = " ".join(f"{year}:{2 * year - 3999}" for year in range(2012, 2022))
    target = cases.target(
        1, series=1, as_of=date(2022, 6, 30), low=Decimal(60), ends=date(2025, 12, 31), over_time="sum"
    )
    for method in ("standing", "pace", "probability", "published", "fan"):
        of_parts = engine.judge(*cases.tables(read(text), [target]), method).to_pylist()
        of_years = engine.judge(*cases.tables(read(yearly), [target]), method).to_pylist()
        for row in (*of_parts, *of_years):
            for name in ("last_observation", "baseline_observation"):
                row.pop(name, None)
        assert of_parts == of_years, method
    observed, asked = cases.tables(read(text), [target])
    pq.write_table(observed, tmp_path / "observations.parquet")
    pq.write_table(asked, tmp_path / "targets.parquet")
    out = tmp_path / "out.parquet"
    assert assess_panel(str(tmp_path / "observations.parquet"), str(tmp_path / "targets.parquet"), out) == 1
    (row,) = pq.read_table(out).to_pylist()
    assert row["last"] == Decimal(43)
    assert row["last_observation"] < 0
