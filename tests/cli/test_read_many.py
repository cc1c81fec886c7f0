"""`plenum read DIR --out figures.parquet`: many files by several processes, broken off and gone on with."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from plenum.cli.reports import findings, frames, parquet
from plenum.cli.reports.findings import Findings, find_files
from plenum.cli.reports.frames import SCHEMA, read_frame
from plenum.cli.reports.parquet import FigureStore
from plenum.errors import Conflict, InvalidInput
from tests.cli.conftest import Said
from tests.cli.reports import refused_in, some_reports
from tests.reading.loaders.files import packed

Run = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return some_reports(tmp_path / "reports")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "figures.parquet"


def told(out: Path) -> list[tuple[str, str]]:
    return [(row["file"], row["words"]) for row in pq.read_table(out).to_pylist()]


def test_parquet_holds_every_figure(run: Run, folder: Path, out: Path) -> None:
    said = run("read", folder, "--out", out)
    assert said.code == 1
    assert "3 figures" in said.out
    assert list(refused_in(said.err)) == ["scan.pdf"]
    assert told(out) == [
        ("a.txt", "45,600 billion VND"),
        ("a.txt", "13.5%"),
        ("below/b.txt", "2 billion USD"),
    ]
    assert pq.read_table(out)["value"][2].as_py() == 2_000_000_000
    assert pq.read_schema(out).equals(SCHEMA)
    assert not out.with_name("figures.parquet.parts").exists()


def test_what_was_read_is_passed_over(run: Run, folder: Path, out: Path) -> None:
    run("read", folder, "--out", out)
    (folder / "d.txt").write_text("In 2019, imports were 7 billion USD.", encoding="utf-8")
    said = run("read", folder, "--out", out)
    assert "4 figures. 3 files were in it already." in said.out
    assert run("read", folder, "--out", out, "--replace").out.endswith("4 figures.\n")


def test_the_file_is_what_one_run_would_have_given(run: Run, folder: Path, out: Path, tmp_path: Path) -> None:
    run("read", folder, "--out", out)
    (folder / "a.txt").rename(folder / "renamed.txt")
    (folder / "copy.txt").write_bytes((folder / "below" / "b.txt").read_bytes())
    (folder / "c.md").write_text("By now, 5 tonnes are measured in 2021.", encoding="utf-8")
    (folder / "z.zip").write_bytes(packed([("b.txt", b"In 2018, rice was 9 tonnes."), ("a.pdf", b"%PDF-")]))
    run("read", folder, "--out", out, "--jobs", 2)
    (folder / "z.zip").rename(folder / "y.zip")
    (folder / "scan.pdf").unlink()
    again, fresh = run("read", folder, "--out", out), tmp_path / "fresh.parquet"
    once = run("read", folder, "--out", fresh)
    assert out.read_bytes() == fresh.read_bytes()
    assert [name for name, _ in told(out)] == [
        "below/b.txt", "c.md", "copy.txt", "renamed.txt", "renamed.txt", "y.zip/b.txt",
    ]  # fmt: skip
    assert refused_in(again.err) == refused_in(once.err)
    assert list(refused_in(once.err)) == ["y.zip/a.pdf"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_rows_are_in_one_order_whatever_the_processes(
    run: Run, tmp_path: Path, out: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 7)
    reports = tmp_path / "many"
    reports.mkdir()
    for number in range(30):
        # The first take longest.
        text = (
            f"In 20{number:02}, exports were {number} billion USD. " + "Nothing else. " * (30 - number) * 200
        )
        (reports / f"{number}.txt").write_text(text, encoding="utf-8")
    assert run("read", reports, "--out", out, "--jobs", jobs).code == 0
    assert [name for name, _ in told(out)] == sorted(f"{number}.txt" for number in range(30))
    assert pq.ParquetFile(out).num_row_groups == 5
    assert "30 figures. 30 files were in it already." in run("read", reports, "--out", out).out


def killed(folder: Path, out: Path, notes: Path, jobs: int, at: str = "") -> subprocess.CompletedProcess[str]:
    """A run as a process of its own, which is killed, with its children, over the file `at`."""
    script = (
        "import os, sys\n"
        "from plenum.cli.reports import frames\n"
        "from tests.cli.dying import read_until_told\n"
        "if __name__ == '__main__':\n"
        "    os.environ['KILLS'] = str(os.getpid())\n"
        "    frames.read_frame = read_until_told\n"
        "    from plenum.cli import main\n"
        "    main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "read", str(folder), "--out", str(out), "--jobs", str(jobs)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"NOTES": str(notes), "DIES_AT": at},
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_goes_on_and_gives_the_same(
    run: Run, tmp_path: Path, out: Path, jobs: int
) -> None:
    reports = tmp_path / "many"
    reports.mkdir()
    for number in range(40):
        text = f"In 20{number:02}, exports were {number} billion USD, up {number}%.\n"
        (reports / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (reports / "20.txt").write_bytes(b"\x00\x01\x02 damaged")
    notes = tmp_path / "notes"
    first = killed(reports, out, notes, jobs, at="25.txt")
    assert first.returncode == -9
    assert not out.exists()
    before = notes.read_text().split()
    assert 0 < len(before) < 40
    second = killed(reports, out, notes, jobs)
    assert second.returncode == 1, second.stderr
    assert list(refused_in(second.stderr)) == ["20.txt"]
    times = Counter(notes.read_text().split())
    assert set(times) == {f"{number:02}.txt" for number in range(40)}
    # Only what a process had read and not yet handed over when it was killed is read again.
    assert sum(times.values()) <= 40 + (0 if jobs == 1 else 4 * jobs)
    if jobs == 1:
        assert set(times.values()) == {1}
    undisturbed = tmp_path / "undisturbed.parquet"
    run("read", reports, "--out", undisturbed)
    assert out.read_bytes() == undisturbed.read_bytes()


def test_a_journal_that_was_cut_off_keeps_what_came_before(run: Run, folder: Path, out: Path) -> None:
    with FigureStore(out) as store:
        for name in ("a.txt", "below/b.txt"):
            store.add(read_frame(folder / name, name, frozenset()))
    (journal,) = store.folder.glob("*.arrows")
    whole = journal.read_bytes()
    journal.write_bytes(whole[: len(whole) - 100])
    (store.folder / "000002.arrows").write_bytes(b"")
    (store.folder / "draft").write_bytes(b"PAR1")
    assert "3 figures. 1 files were in it already." in run("read", folder, "--out", out).out
    assert not store.folder.exists()


def test_a_journal_cut_off_anywhere_can_be_read(folder: Path, out: Path) -> None:
    names = ("a.txt", "below/b.txt", "c.md")
    frames_read = [read_frame(folder / name, name, frozenset()) for name in names]
    with FigureStore(out) as store:
        for frame in frames_read:
            store.add(frame)
    (journal,) = store.folder.glob("*.arrows")
    whole = journal.read_bytes()
    known = []
    for left in range(0, len(whole), len(whole) // 50):
        store.folder.mkdir(exist_ok=True)
        journal.write_bytes(whole[:left])
        with FigureStore(out, afresh=False) as store:
            known.append(len(store.known))
            for frame in frames_read:
                store.add(frame)
            assert store.finish().figures == 3
        out.unlink()
    assert known == sorted(known)
    assert known[0] == 0
    assert known[-1] >= 2


def test_put_together_twice_counts_once(run: Run, folder: Path, out: Path) -> None:
    with FigureStore(out) as store:
        store.add(read_frame(folder / "a.txt", "a.txt", frozenset()))
    (journal,) = store.folder.glob("*.arrows")
    kept = journal.read_bytes()
    run("read", folder, "--out", out)
    # The process died after the file was put together and before its journal was taken away.
    store.folder.mkdir()
    journal.write_bytes(kept)
    assert "3 figures. 3 files were in it already." in run("read", folder, "--out", out).out


def test_what_another_version_read_is_read_again(
    run: Run, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "version", lambda _: "0.0.1")
    run("read", folder, "--out", out)
    with FigureStore(out) as store:
        store.add(read_frame(folder / "scan.pdf", "scan.pdf", frozenset()))
    monkeypatch.undo()
    assert run("read", folder, "--out", out).out.endswith("3 figures.\n")
    assert not store.folder.exists()


def test_an_interrupted_run_says_how_to_go_on(
    run: Run, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = findings.read_file

    def interrupted(path: Path, name: str, known: frozenset[str] = frozenset()) -> Findings:
        if name == "c.md":
            raise KeyboardInterrupt
        return real(path, name, known)

    monkeypatch.setattr(frames, "read_file", interrupted)
    said = run("read", folder, "--out", out)
    assert said.code == 1
    assert "goes on from there" in said.err
    monkeypatch.undo()
    assert "3 figures. 2 files were in it already." in run("read", folder, "--out", out).out


def test_a_file_of_another_program_is_not_written_over(run: Run, folder: Path, out: Path) -> None:
    out.write_text("important", encoding="utf-8")
    assert "choose another name" in run("read", folder, "--out", out).err
    assert out.read_text(encoding="utf-8") == "important"
    with pytest.raises(InvalidInput):
        FigureStore(out)


def test_figures_of_another_folder_are_not_written_over(run: Run, folder: Path, out: Path) -> None:
    run("read", folder, "--out", out)
    kept = out.read_bytes()
    said = run("read", folder / "below", "--out", out)
    assert said.code == 2
    assert "holds the figures of other files" in said.err
    assert out.read_bytes() == kept
    assert run("read", folder / "below", "--out", out, "--replace").out.endswith("1 figures.\n")


def test_two_runs_at_once_are_refused(run: Run, folder: Path, out: Path) -> None:
    with FigureStore(out):
        with pytest.raises(Conflict, match="Another run"), FigureStore(out):
            pass
        assert "Another run is writing" in run("read", folder, "--out", out).err
    assert run("read", folder, "--out", out).out.endswith("3 figures.\n")


def test_a_name_that_is_not_in_utf_8_is_kept_apart(run: Run, folder: Path, out: Path) -> None:
    for byte in (b"\xff", b"\xfe"):
        name = os.fsdecode(b"report" + byte + b".txt")
        (folder / name).write_text(f"In 2021, exports were {byte[0]} tonnes.", encoding="utf-8")
    run("read", folder, "--out", out)
    assert [pair for pair in told(out) if pair[0].startswith("report")] == [
        ("report\\udcfe.txt", "254 tonnes"),
        ("report\\udcff.txt", "255 tonnes"),
    ]
    assert "5 files were in it already" in run("read", folder, "--out", out).out


def test_a_number_beyond_the_columns_is_left_empty(run: Run, tmp_path: Path, out: Path) -> None:
    (tmp_path / "r.txt").write_text(f"In 2021, exports were {'9' * 35} tonnes and rice 0.1234567891 tonnes.")
    run("read", tmp_path / "r.txt", "--out", out)
    values: list[Any] = pq.read_table(out)["value"].to_pylist()
    assert None in values or len(values) < 2


def test_a_process_that_dies_takes_no_other_file_along(folder: Path) -> None:
    files = [(one, one.name) for one in find_files(folder)]
    files.insert(1, (Path("/dev/null/die"), "dies"))
    script = (
        "from pathlib import Path\n"
        "from plenum.cli.reports import many\n"
        "from tests.cli.dying import read\n"
        "if __name__ == '__main__':\n"
        f"    files = [(Path(path), name) for path, name in {[(str(path), name) for path, name in files]!r}]\n"
        "    for one in many.Reading(read, many._died, 2).each(files):\n"
        "        print(one.name, [reason for _, reason in one.refused])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert sorted(told) == ["a.txt", "b.txt", "c.md", "dies", "scan.pdf"]
    assert "process that read the file died" in told["dies"]
