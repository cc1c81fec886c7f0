"""`plenum read --engine`: the same reader on a Spark Connect server gives what it gives here."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from plenum.cli.reports import spark
from plenum.cli.reports.spark import name_of, read_rows
from tests.cli.conftest import Said
from tests.cli.reports import REPORT, refused_in, some_reports
from tests.reading.loaders.files import lines, packed, pdf

Run = Callable[..., Said]


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    """The address of a Spark Connect server of our own, Sail, which ends with the tests."""
    told = "pysail is not installed: reading on a cluster is NOT tested (extra spark)."
    try:
        from pysail.spark import SparkConnectServer
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    host, port = server.listening_address
    yield f"sc://{host}:{port}"
    server.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = some_reports(tmp_path / "các báo cáo")
    (found / "Năm 2021 & %41.TXT").write_text("In 2021, rice was 9 tonnes, maize 3 tonnes.", encoding="utf-8")
    (found / "page.pdf").write_bytes(pdf([lines(40, 800, ["Xuất khẩu năm 2021 đạt 11,8 tỷ USD, tăng 5%."])]))
    (found / "below" / "z.zip").write_bytes(packed([("b.txt", REPORT.encode()), ("a.pdf", b"%PDF-")]))
    return found


@pytest.fixture
def here(run: Run, folder: Path, tmp_path: Path) -> tuple[Said, bytes]:
    """What is said and written without a cluster."""
    out = tmp_path / "here.parquet"
    return run("read", folder, "--out", out), out.read_bytes()


def test_a_folder_gives_the_same_as_here(
    run: Run, engine: str, folder: Path, tmp_path: Path, here: tuple[Said, bytes]
) -> None:
    out = tmp_path / "there.parquet"
    said = run("read", folder, "--out", out, "--engine", engine)
    assert said.code == here[0].code == 1
    assert out.read_bytes() == here[1]
    assert refused_in(said.err) == refused_in(here[0].err)
    assert len(refused_in(said.err)) == 2


def test_it_goes_on_where_a_run_here_was(
    run: Run, engine: str, folder: Path, tmp_path: Path, here: tuple[Said, bytes]
) -> None:
    out = tmp_path / "here.parquet"
    (folder / "new.txt").write_text("In 2019, imports were 7 billion USD.", encoding="utf-8")
    said = run("read", folder, "--out", out, "--engine", engine.replace("sc:", "spark:"))
    assert "5 files were in it already." in said.out
    fresh = tmp_path / "fresh.parquet"
    run("read", folder, "--out", fresh)
    assert out.read_bytes() == fresh.read_bytes()


@pytest.mark.parametrize(("path", "content"), [("path", "content"), ("id", "text"), ("File", "Text")])
def test_a_parquet_of_texts_gives_the_same_as_the_files(
    run: Run, engine: str, tmp_path: Path, path: str, content: str
) -> None:
    texts = {
        f"{number}.txt": f"In 20{number}, exports were {number} billion USD." for number in range(10, 40)
    }
    folder, table = tmp_path / "texts", tmp_path / "texts.parquet"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    values: list[Any] = [*texts.values()]
    if content == "content":
        values = [text.encode() for text in values]
    pq.write_table(
        pa.table({path: list(texts), "other": range(30), content: values}), table, row_group_size=7
    )
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    run("read", folder, "--out", here)
    assert run("read", table, "--out", there, "--engine", engine).code == 0
    assert there.read_bytes() == here.read_bytes()


def test_a_long_report_stays_whole_and_in_order(run: Run, engine: str, tmp_path: Path) -> None:
    folder, here, there = tmp_path / "long", tmp_path / "here.parquet", tmp_path / "there.parquet"
    folder.mkdir()
    for number in range(4):
        text = "".join(f"Rice: {year} tonnes in {number}.\n" for year in range(60)) * 40
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    run("read", folder, "--out", here, "--jobs", 2)
    run("read", folder, "--out", there, "--engine", engine)
    assert there.read_bytes() == here.read_bytes()
    assert pq.read_metadata(here).num_rows > 8192, "more than a batch of the server"


def test_the_cluster_can_write_itself(
    run: Run, engine: str, folder: Path, tmp_path: Path, here: tuple[Said, bytes]
) -> None:
    out = tmp_path / "written"
    said = run("read", folder.as_uri(), "--out", f"{out.as_uri()}/figures.parquet", "--engine", engine)
    assert said.code == 1, said.err
    assert refused_in(said.err) == refused_in(here[0].err)
    columns = pq.read_schema(tmp_path / "here.parquet").names
    rows = pq.read_table(out / "figures.parquet" / "kind=figure").sort_by(
        [("source", "ascending"), ("ordinal", "ascending")]
    )
    assert rows.select(columns).to_pylist() == pq.read_table(tmp_path / "here.parquet").to_pylist()
    again = run("read", folder.as_uri(), "--out", f"{out.as_uri()}/figures.parquet", "--engine", engine)
    assert again.code == 1
    assert "exist" in again.err


def test_a_file_beyond_the_limit_is_not_fetched(
    run: Run, engine: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "LARGEST_FILE", 1000)
    (folder / "large.txt").write_text("In 2021, rice was 9 tonnes. " * 100)
    said = run("read", folder, "--out", tmp_path / "there.parquet", "--engine", engine)
    assert "Nothing of it was read" in refused_in(said.err)["large.txt"]


def test_a_text_that_comes_twice_counts_once(run: Run, engine: str, tmp_path: Path) -> None:
    text = "In 2021, rice was 9 tonnes, maize 3 tonnes."
    pq.write_table(pa.table({"id": ["a", "b", "a"], "text": [text] * 3}), tmp_path / "t.parquet")
    said = run("read", tmp_path / "t.parquet", "--out", tmp_path / "o.parquet", "--engine", engine)
    assert "4 figures" in said.out, said.err


def test_two_texts_of_one_name_are_refused(run: Run, engine: str, tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["a", "a"], "text": ["1 tonne.", "2 tonnes."]}), tmp_path / "t.parquet")
    said = run("read", tmp_path / "t.parquet", "--out", tmp_path / "o.parquet", "--engine", engine)
    assert said.code == 2
    assert "Two texts are named a" in said.err


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["--engine", "ftp://x"], 2, "is no Spark Connect server"),
        (["--engine", "sc://127.0.0.1:CLOSED"], 1, "does not answer"),
        (["--engine", "ENGINE"], 2, "reads into Parquet"),
        (["--engine", "ENGINE", "--json"], 2, "reads into Parquet"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, engine: str, folder: Path, tmp_path: Path, arguments: list[str], code: int, why: str
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        arguments = [
            one.replace("ENGINE", engine).replace("CLOSED", str(closed.getsockname()[1])) for one in arguments
        ]
        if "ENGINE" not in arguments and "Parquet" not in why:
            arguments += ["--out", str(tmp_path / "o.parquet")]
        said = run("read", folder, *arguments)
    assert said.code == code
    assert why in said.err


def test_what_the_cluster_does_not_find_is_told(run: Run, engine: str, tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere", tmp_path / "nowhere.parquet"):
        said = run("read", place, "--out", tmp_path / "o.parquet", "--engine", engine)
        assert said.code == 2, said.err
        assert "finds no report at" in said.err


def test_a_parquet_without_texts_is_told(run: Run, engine: str, tmp_path: Path) -> None:
    pq.write_table(pa.table({"number": [1]}), tmp_path / "t.parquet")
    said = run("read", tmp_path / "t.parquet", "--out", tmp_path / "o.parquet", "--engine", engine)
    assert said.code == 2
    assert "it has number" in said.err


def test_another_version_on_the_workers_reads_nothing() -> None:
    with pytest.raises(RuntimeError, match=r"0\.0\.0 is wanted"):
        list(read_rows("", frozenset(), "0.0.0", [pa.record_batch({"path": ["a"], "content": [b"a"]})]))


@pytest.mark.parametrize("path", ["/a/r/b/c.txt", "a/r/b/c.txt", "file:/a/r/b/c.txt", "file:///a/r/b/c.txt"])
@pytest.mark.parametrize("root", ["/a/r", "/a/r/", "file:///a/r"])
def test_a_name_counts_from_the_folder(path: str, root: str) -> None:
    assert name_of(path, root) == "b/c.txt"
    assert name_of("s3a://bucket/a/b.txt", "s3://bucket/a") == "b.txt"
    assert name_of("file:/a/r/x.txt", "/a/r/x.txt") == "x.txt"
    assert name_of("any:thing", "") == "any:thing"


def test_a_cluster_is_not_written_to_without_one(run: Run, folder: Path) -> None:
    said = run("read", folder, "--out", "s3a://bucket/figures.parquet")
    assert said.code == 2
    assert "name one with --engine" in said.err
