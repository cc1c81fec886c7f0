"""What a place's figures were before it existed, as known on which day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from plenum.assessing import engine
from plenum.assessing.columns import OBSERVATIONS
from plenum.assessing.predecessors import HEIRS

from . import cases

BEGINS = date(2025, 7, 1)
HEIR, WHOLE, HALF = 9, 1, 2
"""A new place of all of one and three tenths of another."""


def made(
    observed: list[dict[str, Any]], shares: tuple[str, ...] = ("1", "0.3"), begins: date = BEGINS
) -> list[dict[str, Any]]:
    links = [
        {"series": HEIR, "predecessor": number, "share": Decimal(share), "begins": begins}
        for number, share in enumerate(shares, 1)
    ]
    table = pa.Table.from_pylist(observed, schema=OBSERVATIONS.arrow)
    found = engine.of_predecessors(table, pa.Table.from_pylist(links, schema=HEIRS.to_pyarrow())).to_pylist()
    return sorted(found, key=lambda row: (row["starts"], row["known_on"]))


def read(first: str, second: str) -> list[dict[str, Any]]:
    return [*cases.observations(WHOLE, first), *cases.observations(HALF, second)]


def test_shares_of_each_period_all_predecessors_have() -> None:
    found = made(read("2022:100 2023:110 2023-S1:50 2024:120 2025:130", "2022:10 2023:20p 2024:30l 2025:40"))
    assert [(row["series"], row["starts"], row["value"], row["status"], row["made_of"]) for row in found] == [
        (HEIR, date(2022, 1, 1), Decimal(103), "actual", 2001),
        (HEIR, date(2023, 1, 1), Decimal(116), "provisional", 2002),
    ]
    assert all(row["observation"] < 0 for row in found)


def test_a_state_on_a_day_before_the_new_place_began() -> None:
    (row,) = made(read("@2025-06-30:5", "@2025-06-30:10"))
    assert (row["frequency"], row["value"]) == ("D", Decimal(8))
    assert made(read("@2025-07-01:5", "@2025-07-01:10")) == []


def test_corrections_and_withdrawals_of_a_predecessor_are_known_when_they_are() -> None:
    observed = read("2022:100!2023-01-15", "2022:10!2023-02-15")
    observed += [
        cases.observation(3001, HALF, "2022", "20", corrects=2001, known_on=date(2023, 6, 1)),
        cases.observation(3002, WHOLE, "2022", None, corrects=1001, withdrawn=True, known_on=date(2023, 7, 1)),
    ]  # fmt: skip
    found = made(observed)
    assert [(row["known_on"], row["value"], row["withdrawn"]) for row in found] == [
        (date(2023, 2, 15), Decimal(103), False),
        (date(2023, 6, 1), Decimal(106), False),
        (date(2023, 7, 1), None, True),
    ]
    assert [row["corrects"] for row in found] == [None, *(row["observation"] for row in found[:-1])]


@pytest.mark.parametrize("shares", [("1",), ("0.25",)])
def test_a_split_gives_each_its_share(shares: tuple[str, ...]) -> None:
    (row,) = made(list(cases.observations(WHOLE, "2022:100")), shares)
    assert row["value"] == 100 * Decimal(shares[0])


def test_where_nothing_is_known_there_is_nothing() -> None:
    assert made([]) == []
    assert made(list(cases.observations(WHOLE, "2022:100"))) == []
