"""A method on files: the answer of the tables, whatever shape the files have; what cannot be taken is told by name."""

import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from plenum.assessing import panel_columns
from plenum.assessing.columns import OBSERVATIONS, TARGETS, Columns
from plenum.assessing.engine import judge
from plenum.assessing.engines import duck
from plenum.assessing.panel import assess_panel
from plenum.errors import Conflict, InvalidInput, NotFound

from . import cases

CASES = cases.read("methods/open_sdg.csv")[:12]
METHOD = "open_sdg"


def _tables() -> tuple[pa.Table, pa.Table]:
    observed, targets = [], []
    for number, case in enumerate(CASES, start=1):
        values = {case["base_year"]: case["base"], case["last_year"]: case["last"]}
        for place, (year, value) in enumerate(values.items()):
            if value:
                observed.append(cases.observation(number * 10 + place, number, year, value))
        due = int(case["due_year"])
        targets.append(cases.target(
            number, as_of=date(2026, 1, 1), direction=case["direction"],
            low=Decimal(case["figure"]) if case["figure"] else None,
            starts=date(due, 1, 1), ends=date(due, 12, 31), baseline_on=date(int(case["base_year"]), 12, 31),
        ))  # fmt: skip
    return cases.tables(observed, targets)


OBSERVED, ASKED = _tables()
EXPECTED = judge(OBSERVED, ASKED, METHOD)


def put(folder: Path, observed: pa.Table = OBSERVED, asked: pa.Table = ASKED) -> tuple[str, str]:
    """The two tables as files, and where they are."""
    pq.write_table(observed, folder / "observations.parquet")
    pq.write_table(asked, folder / "targets.parquet")
    return str(folder / "observations.parquet"), str(folder / "targets.parquet")


def assessed(folder: Path, observed: str, asked: str, **more: Any) -> pa.Table:
    out = folder / "standings.parquet"
    rows = assess_panel(observed, asked, out, method=METHOD, **more)
    found = pq.read_table(out).sort_by("target")
    assert found.num_rows == rows
    return found.cast(EXPECTED.schema)


def replaced(table: pa.Table, name: str, values: Any) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values)


def test_files_give_what_tables_give(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    found = assessed(tmp_path, *put(tmp_path), progress=lambda *told: seen.append(told))
    assert found.equals(EXPECTED)
    assert [stage for stage, *_ in seen] == ["checking"] * 4 + ["judging"]
    assert {path.name for path in tmp_path.iterdir()} == {
        "observations.parquet", "targets.parquet", "standings.parquet",
    }  # fmt: skip


def test_a_glob_and_a_folder_of_partitions_in_any_order(tmp_path: Path) -> None:
    shuffle = random.Random(5)
    mixed = OBSERVED.take(shuffle.sample(range(OBSERVED.num_rows), OBSERVED.num_rows))
    asked = put(tmp_path)[1]
    (tmp_path / "parts").mkdir()
    for number in range(3):
        pq.write_table(mixed.slice(number * 8, 8), tmp_path / "parts" / f"part-{number}.parquet")
    assert assessed(tmp_path, f"{tmp_path}/parts/part-*.parquet", asked).equals(EXPECTED)
    regions = pa.array([f"Vùng {number % 3}" for number in range(mixed.num_rows)])
    pq.write_to_dataset(
        mixed.append_column("region", regions), tmp_path / "folder", partition_cols=["region"]
    )
    assert assessed(tmp_path, str(tmp_path / "folder"), asked, replace=True).equals(EXPECTED)


def test_other_types_are_taken(tmp_path: Path) -> None:
    observed = OBSERVED
    observed = replaced(observed, "observation", observed["observation"].cast(pa.string()))
    observed = replaced(observed, "series", observed["series"].cast(pa.float64()))
    observed = replaced(observed, "value", observed["value"].cast(pa.float64()))
    observed = replaced(observed, "starts", observed["starts"].cast(pa.string()))
    observed = replaced(observed, "ends", observed["ends"].cast(pa.timestamp("us")))
    observed = replaced(observed, "status", observed["status"].dictionary_encode())
    asked = replaced(ASKED, "target", ASKED["target"].cast(pa.int16()))
    asked = replaced(asked, "low", ASKED["low"].cast(pa.decimal128(20, 4)))
    observed = observed.drop_columns(["corrects", "withdrawn", "precedence"])
    asked = asked.drop_columns(["part_of", "high", "baseline"])
    assert assessed(tmp_path, *put(tmp_path, observed, asked)).equals(EXPECTED)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    observed, asked = put(tmp_path)
    with pytest.raises(NotFound, match=r"no Parquet file at .*nowhere\.parquet"):
        assessed(tmp_path, str(tmp_path / "nowhere.parquet"), asked)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound, match="empty"):
        assessed(tmp_path, observed, str(tmp_path / "empty"))
    (tmp_path / "text.parquet").write_text("not Parquet at all")
    with pytest.raises(InvalidInput, match=r"text\.parquet cannot be read as Parquet"):
        assessed(tmp_path, str(tmp_path / "text.parquet"), asked)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    places = put(tmp_path, OBSERVED.drop_columns(["starts", "known_on", "corrects"]))
    with pytest.raises(InvalidInput, match=r"observations\.parquet lacks the columns starts, known_on\."):
        assessed(tmp_path, *places)


def _first(table: pa.Table, name: str, value: Any) -> pa.Table:
    values = table[name].to_pylist()
    return replaced(table, name, pa.array([value, *values[1:]], table.schema.field(name).type))


FAULTY = [
    (replaced(OBSERVED, "value", OBSERVED["value"].cast(pa.string())), ASKED,
     r"observations\.parquet: the column value is of type string; numbers are wanted"),
    (replaced(OBSERVED, "ends", OBSERVED["series"]), ASKED, "ends is of type int64; days are wanted"),
    (replaced(OBSERVED, "withdrawn", OBSERVED["series"]), ASKED, "withdrawn is of type int64; true or false"),
    (OBSERVED, replaced(ASKED, "kind", ASKED["series"]), r"targets\.parquet: the column kind is of type int64"),
    (_first(OBSERVED, "series", None), ASKED, r"observations\.parquet: series is empty in 1 rows"),
    (OBSERVED, _first(ASKED, "ends", None), r"targets\.parquet: ends is empty in 1 rows"),
    (_first(OBSERVED, "status", "final"), ASKED, "status holds final, which is none of actual, provisional"),
    (OBSERVED, _first(ASKED, "direction", "UP"), "direction holds UP, which is none of up, down, range"),
    (replaced(OBSERVED, "series", pa.array(["HN-01", *map(str, OBSERVED["series"].to_pylist()[1:])])), ASKED,
     "series holds HN-01 in 1 rows; whole numbers are wanted"),
    (replaced(OBSERVED, "series", pc.add(OBSERVED["series"].cast(pa.float64()), 0.5)), ASKED,
     "series holds .* whole numbers are wanted"),
    (replaced(OBSERVED, "known_on", pa.array(["31/12/2021"] * OBSERVED.num_rows)), ASKED,
     "known_on holds 31/12/2021 in [0-9]+ rows; days are wanted"),
    (replaced(OBSERVED, "value", pa.array([float("nan")] * OBSERVED.num_rows)), ASKED,
     r"value is no number below 10\^18 in [0-9]+ rows"),
    (_first(OBSERVED, "value", Decimal(10) ** 18), ASKED, r"value is no number below 10\^18 in 1 rows"),
    (OBSERVED, pa.concat_tables([ASKED, ASKED.slice(2, 1)]), "target 3 stands in several rows of one as_of"),
]  # fmt: skip


@pytest.mark.parametrize(("observed", "asked", "told"), FAULTY, ids=[told for *_, told in FAULTY])
def test_what_cannot_be_taken_is_named(
    tmp_path: Path, observed: pa.Table, asked: pa.Table, told: str
) -> None:
    with pytest.raises(InvalidInput, match=told):
        assessed(tmp_path, *put(tmp_path, observed, asked))
    assert {path.name for path in tmp_path.iterdir()} == {"observations.parquet", "targets.parquet"}


def test_unknown_methods_and_engines_are_told(tmp_path: Path) -> None:
    observed, asked = put(tmp_path)
    out = tmp_path / "standings.parquet"
    with pytest.raises(InvalidInput, match=r"astrology is no method. Known are: standing, pace"):
        assess_panel(observed, asked, out, method="astrology")
    with pytest.raises(InvalidInput, match=r"abacus is no engine. Known are: duckdb, sc, spark"):
        assess_panel(observed, asked, out, engine="abacus")
    with pytest.raises(InvalidInput, match=r"no folder .*elsewhere"):
        assess_panel(observed, asked, tmp_path / "elsewhere" / "standings.parquet")


def test_a_result_that_exists_stays_unless_replaced(tmp_path: Path) -> None:
    places = put(tmp_path)
    out = tmp_path / "standings.parquet"
    out.write_text("of yesterday")
    with pytest.raises(Conflict, match="exists"):
        assessed(tmp_path, *places)
    with pytest.raises(InvalidInput):
        assessed(tmp_path, places[1], places[1], replace=True)
    assert out.read_text() == "of yesterday"
    assert assessed(tmp_path, *places, replace=True).equals(EXPECTED)


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    many = 400_000
    series = pa.array(range(many), pa.int64())
    observed = pa.table({
        "observation": series, "series": series, "frequency": pa.array(["A"] * many),
        "starts": pa.array([date(2021, 1, 1)] * many), "ends": pa.array([date(2021, 12, 31)] * many),
        "value": pa.array([1.5] * many), "status": pa.array(["actual"] * many),
        "known_on": pa.array([datetime(2022, 1, 1)] * many),  # noqa: DTZ001
    })  # fmt: skip
    places = put(tmp_path, observed, ASKED)
    assert set(OBSERVATIONS.names) - set(observed.column_names) == {"corrects", "withdrawn", "precedence"}
    found = assessed(tmp_path, *places, memory=1)
    assert found.num_rows == ASKED.num_rows
    assert set(TARGETS.names) == set(ASKED.column_names)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (0.1, "0.1"), (1.25e-8, "0.000000013"), (-0.1234567895, "-0.12345679"), (0.0, "0"),
        (9007199.254740993, "9007199.254741"), (127530863049753.06, "127530863049753"), (1e17, "1e17"), (None, None),
    ],
)  # fmt: skip
def test_floats_are_rounded_to_what_they_carry(
    tmp_path: Path, given: float | None, taken: str | None
) -> None:
    table = pa.table({"value": pa.array([given], pa.float64())})
    query = panel_columns.conformed(
        ibis.table(ibis.Schema.from_pyarrow(table.schema), name="given"),
        Columns("given", tuple(column for column in OBSERVATIONS if column.name == "value")),
    )
    with duckdb.connect() as database:
        database.register("given", table)
        ((found,),) = database.execute(str(ibis.to_sql(query, dialect="duckdb"))).fetchall()
    assert found == (None if taken is None else Decimal(taken))


@pytest.mark.parametrize("method", ["pace", METHOD])
def test_what_does_not_fit_is_judged_in_slices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    # Compound targets have to stay with their parts.
    asked = ASKED.to_pylist()
    for row in asked[:3]:
        row |= {"part_of": 100}
    asked.append(asked[0] | {"target": 100, "part_of": None, "series": None, "kind": "compound"})
    places = put(tmp_path, OBSERVED, pa.Table.from_pylist(asked, schema=ASKED.schema))
    whole, sliced = tmp_path / "whole.parquet", tmp_path / "sliced.parquet"
    assess_panel(*places, whole, method=method)
    copy, tried = duck.DuckEngine._copy, []

    def once_too_much(self: duck.DuckEngine, text: str, out: Path) -> int:
        tried.append(out.name)
        if len(tried) == 1:
            raise duckdb.OutOfMemoryException("Out of Memory Error: for the test")
        return copy(self, text, out)

    monkeypatch.setattr(duck.DuckEngine, "_copy", once_too_much)
    assert assess_panel(*places, sliced, method=method) == len(asked)
    assert len(tried) == 1 + 8 + 1
    tables = (pq.read_table(place).sort_by("target").to_pylist() for place in (sliced, whole))
    assert next(tables) == next(tables)
    assert {path.suffix for path in tmp_path.iterdir()} == {".parquet"}
