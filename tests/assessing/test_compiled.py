"""What is compiled is kept under a name that changes with everything it depends on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import pytest

from plenum.assessing import compiled


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    before = compiled._folder
    yield
    compiled.keep_in(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    compiled.keep_in(tmp_path / "kept")
    return tmp_path / "kept"


def _expression() -> Any:
    t = ibis.table({"a": "int64"}, name="t")
    return t.mutate(b=t.a + 1)


def _never() -> Any:
    raise AssertionError("it was compiled again")


def test_it_is_compiled_once_and_read_back(folder: Path) -> None:
    first = compiled.compiled("one", "duckdb", _expression)
    assert compiled.compiled("one", "duckdb", _never) == first
    assert [path.suffix for path in folder.iterdir()] == [".sql"]


def test_another_name_or_dialect_is_another_query(folder: Path) -> None:
    compiled.compiled("one", "duckdb", _expression)
    compiled.compiled("two", "duckdb", _expression)
    compiled.compiled("one", "pyspark", _expression)
    assert len(list(folder.iterdir())) == 3


def test_a_change_in_the_room_makes_what_was_kept_worthless(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.compiled("one", "duckdb", _expression)
    monkeypatch.setattr(compiled, "_room", lambda: b"changed")
    with pytest.raises(AssertionError, match="compiled again"):
        compiled.compiled("one", "duckdb", _never)


def test_a_folder_that_cannot_be_written_to_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    compiled.keep_in(tmp_path / "file")
    first = compiled.compiled("one", "duckdb", _expression)
    assert compiled.compiled("one", "duckdb", _expression) == first


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    compiled.keep_in(None)
    compiled.compiled("one", "duckdb", _expression)
    assert list(tmp_path.iterdir()) == []
