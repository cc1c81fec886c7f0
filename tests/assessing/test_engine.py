"""The engine: both ways of running give one answer, from any thread, on any order of rows."""

import os
import random
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from plenum.assessing import engine
from plenum.assessing.columns import STANDINGS
from plenum.assessing.methods import METHODS

from . import cases

CASES = cases.read("standings.csv")


@pytest.fixture(scope="module")
def many() -> tuple[pa.Table, pa.Table]:
    observed = [
        row for number, case in enumerate(CASES) for row in cases.observations(number, case["observations"])
    ]
    return cases.tables(observed, [cases.target_of(number, case) for number, case in enumerate(CASES)])


def test_the_result_has_the_columns_promised(many: tuple[pa.Table, pa.Table]) -> None:
    assert engine.judge(*many).schema.equals(STANDINGS.arrow)


def test_prepared_and_planned_agree(many: tuple[pa.Table, pa.Table], monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = engine.judge(*many)
    monkeypatch.setattr(engine, "PAGE_ROWS", 0)
    planned = engine.judge(*many)
    exact = [
        name
        for name, kind in zip(prepared.schema.names, prepared.schema.types, strict=True)
        if kind != "double"
    ]
    assert planned.select(exact).equals(prepared.select(exact))
    for name in set(prepared.column_names) - set(exact):
        assert planned[name].to_pylist() == pytest.approx(prepared[name].to_pylist(), rel=1e-12)


def test_shuffled_rows_give_the_same_answer(many: tuple[pa.Table, pa.Table]) -> None:
    observed, targets = many
    shuffle = random.Random(7)
    mixed = [
        table.take(shuffle.sample(range(table.num_rows), table.num_rows)) for table in (observed, targets)
    ]
    before, after = engine.judge(observed, targets), engine.judge(*mixed)
    assert after.select(["standing", "reason", "measured", "last_observation"]).equals(
        before.select(["standing", "reason", "measured", "last_observation"])
    )


def test_nothing_remains_of_the_call_before(many: tuple[pa.Table, pa.Table]) -> None:
    observed, targets = many
    engine.judge(observed, targets)
    assert set(engine.judge(observed.slice(0, 0), targets)["observations_used"].to_pylist()) == {0}
    assert engine.judge(observed, targets.slice(0, 0)).num_rows == 0


def test_the_same_question_is_answered_once(
    many: tuple[pa.Table, pa.Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    observed, targets = many
    asked: list[str] = []
    judge_few = engine._judge_few

    def counted(given: dict[str, pa.Table], method: str) -> pa.Table:
        asked.append(method)
        return judge_few(given, method)

    monkeypatch.setattr(engine, "_judge_few", counted)
    engine._answered.cache_clear()
    first, second = engine.judge(observed, targets), engine.judge(observed, targets)
    assert first.equals(second)
    assert asked == ["whole_years", "standing"]
    engine.judge(observed.slice(0, observed.num_rows - 1), targets)
    engine.judge(observed, targets, method="pace")
    assert asked == ["whole_years", "standing", "whole_years", "standing", "pace"]


def test_many_threads_at_once(many: tuple[pa.Table, pa.Table]) -> None:
    expected = engine.judge(*many)

    def asked_anew(_: int) -> pa.Table:
        engine._answered.cache_clear()
        return engine.judge(*many)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(asked_anew, range(8)))
    assert all(result.equals(expected) for result in results)


def test_an_unknown_method_is_named(many: tuple[pa.Table, pa.Table]) -> None:
    with pytest.raises(KeyError, match="astrology"):
        engine.judge(*many, method="astrology")


def test_one_target_on_many_days_in_one_query() -> None:
    days = [date(year, 3, 1) for year in (2021, 2022, 2023, 2026)]
    observed = list(
        cases.observations(1, "2020:100 2021:110!2022-02-01 2022:99!2023-02-01 2025:120!2026-02-01")
    )
    rows = engine.judge_rows(
        *cases.tables(observed, [cases.target(1, low=Decimal("161.051"), as_of=day) for day in days])
    )
    assert [row.as_of for row in rows] == days
    assert [row.reason for row in rows] == [
        "one_observation", "pace_enough", "unlikely", "due_value_short",
    ]  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_plain_sql(method: str) -> None:
    text = engine.sql(method)
    assert text.lstrip().startswith(("SELECT", "WITH"))


def test_a_prepared_database_serves_one_after_the_other_whatever_their_thread(
    many: tuple[pa.Table, pa.Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_idle", defaultdict(deque))
    engine.prepare()

    def asked_anew(_: int) -> None:
        engine._answered.cache_clear()
        engine.judge(*many)

    for number in range(3):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asked_anew, number).result()
    assert {process: len(idle) for process, idle in engine._idle.items()} == {os.getpid(): 1}


def test_one_in_which_something_went_wrong_is_not_used_again(
    many: tuple[pa.Table, pa.Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_idle", defaultdict(deque))
    engine.prepare()
    with pytest.raises(ZeroDivisionError), engine._small():
        raise ZeroDivisionError
    assert not engine._idle[os.getpid()]
