"""`plenum read`: without a database, every form, and folders with files that cannot be read."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.cli.reports import REPORT, refused_in, some_reports

Run = Callable[..., Said]

HOSTILE = (
    "<script>alert(1)</script> In 2021 the \"'><img src=x onerror=alert(2)> output was 5 tonnes & more, "
    "exports 3 tonnes.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return some_reports(tmp_path / "reports")


def test_a_report_is_a_table(run: Run, report: Path) -> None:
    said = run("read", report)
    assert said.code == 0
    assert "45,600 billion VND" in said.out
    assert "45,600,000,000,000" in said.out
    assert "14/20" in said.out


def test_json_is_what_the_reader_found(run: Run, report: Path) -> None:
    told = json.loads(run("read", report, "--json").out)
    assert told["file"] == "report.txt"
    assert told["text"] == REPORT
    figure = told["figures"][0]
    assert REPORT[figure["value_start"] : figure["value_end"]] == "45,600 billion VND"
    assert figure["page"] == 1


def test_csv_is_a_line_for_each_figure(run: Run, report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", report, "--csv").out.removeprefix("\ufeff"))))
    assert [(row["words"], row["value"], row["period"]) for row in rows] == [
        ("45,600 billion VND", "45600000000000", "2021-S1"),
        ("13.5%", "13.5", "2021-S1"),
    ]


def test_csv_runs_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "=1+1.txt"
    file.write_text(
        "In 2021, exports changed by +4.84% and =HYPERLINK(1) revenue fell by 3%.", encoding="utf-8"
    )
    rows = list(csv.DictReader(io.StringIO(run("read", file, "--csv").out.removeprefix("\ufeff"))))
    assert rows
    for row in rows:
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@")), (name, cell)
            assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit()
    assert rows[0]["file"] == "'=1+1.txt"


class Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_holds_no_script_and_all_the_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    page = Tags()
    page.feed(run("read", file, "--html").out)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form"}
    assert not any(
        name.startswith("on") or name in ("src", "srcdoc") for _, found in page.tags for name in found
    )
    assert HOSTILE.strip() in page.text
    marks = [found for tag, found in page.tags if tag == "mark" and "id" in found]
    anchors = {str(found.get("href")) for tag, found in page.tags if tag == "a"}
    assert anchors == {f"#{found['id']}" for found in marks}
    assert len(marks) == 2


def test_a_text_that_turns_round_is_shown_straight(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "turned.txt"
    file.write_text("In 2021 the output was \u202e5 tonnes\u202c.", encoding="utf-8")
    assert "\u202e" not in run("read", file, "--html").out
    assert "\u202e" not in run("read", file).out


def test_it_needs_no_django(report: Path) -> None:
    script = (
        "import sys; from plenum.cli.program import app\n"
        f"try: app(['read', {str(report)!r}, '--json'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'django' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_file_that_cannot_be_read_is_named_with_the_reason(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    said = run("read", file)
    assert said.code == 1
    assert refused_in(said.err) == {
        "old.docx": "This is a file of an old Office (.doc, .xls, .ppt). Open it in Word, "
        "Excel or LibreOffice and save it as .docx, .xlsx or PDF."
    }


def test_one_file_does_not_stop_the_others(run: Run, folder: Path) -> None:
    said = run("read", folder)
    assert said.code == 1
    assert [line.split(" (")[0] for line in said.out.splitlines()] == ["a.txt", "below/b.txt", "c.md"]
    assert "Reading: 4 of 4" in said.err
    assert "Not read: 1." in said.err
    assert list(refused_in(said.err)) == ["scan.pdf"]


def test_of_very_many_that_cannot_be_read_the_first_are_told(run: Run, tmp_path: Path) -> None:
    for number in range(103):
        (tmp_path / f"{number:03}.txt").touch()
    said = run("read", tmp_path)
    assert "Not read: 103." in said.err
    assert list(refused_in(said.err)) == [f"{number:03}.txt" for number in range(100)]
    assert "… and 3 more." in said.err


def test_processes_give_the_same_in_the_same_order(run: Run, folder: Path) -> None:
    assert run("read", folder, "--csv", "--jobs", 2).out == run("read", folder, "--csv").out


@pytest.mark.parametrize("ending", ["json", "csv", "html"])
def test_out_is_written_whole_or_not_at_all(run: Run, report: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("read", report, "--out", out).code == 0
    assert "45,600 billion VND" in out.read_text(encoding="utf-8")
    said = run("read", report, "--out", out)
    assert said.code == 2
    assert "--replace" in said.err
    assert run("read", report, "--out", out, "--replace").code == 0
    assert not list(tmp_path.glob(".*draft"))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--json", "--csv"], "Choose one"),
        (["--out", "figures.doc"], "should end in"),
        (["--out", "figures.parquet", "--csv"], "ends in .parquet"),
        (["--jobs", "0"], "jobs"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, report: Path, arguments: list[str], why: str) -> None:
    said = run("read", report, *arguments)
    assert said.code == 2
    assert why in said.err


def test_nothing_to_read_is_told(run: Run, tmp_path: Path) -> None:
    assert "holds no report" in run("read", tmp_path).err
    assert "no file" in run("read", tmp_path / "nowhere.txt").err
