"""`plenum import` and `plenum export`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plenum.accounts.models import AuditEntry
from plenum.ledger.models import Observation
from tests.cast import Cast
from tests.cli.conftest import Said

HEADER = "indicator,place,period,value,unit,status,source_url,source_title_en,published_on\n"
TAIL = "bn VND,actual,https://an-binh.example/yearbook/2023,Yearbook 2023,2024-01-15\n"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.csv"
    file.write_text(f"{HEADER}revenue,an-binh,2023,133.5,{TAIL}")
    return file


def test_rows_come_in(cast: Cast, run: Callable[..., Said], rows: Path) -> None:
    before = Observation.objects.count()
    said = run("import", rows, "--language", "en", "--by", "bob")
    assert said.code == 0, said.err
    assert "1 rows imported" in said.out
    assert Observation.objects.count() == before + 1
    assert AuditEntry.objects.latest("id").by == cast.bob


def test_a_dry_run_writes_nothing(cast: Cast, run: Callable[..., Said], rows: Path) -> None:
    before = Observation.objects.count()
    said = run("import", rows, "--dry-run")
    assert said.code == 0
    assert "would be imported" in said.out
    assert Observation.objects.count() == before


def test_faults_are_told_by_row_and_column(cast: Cast, run: Callable[..., Said], tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f"{HEADER}revenue,an-binh,2023,1.234,{TAIL}wealth,an-binh,2023,2,{TAIL}")
    before = Observation.objects.count()
    said = run("import", file)
    assert said.code == 2
    assert said.out == ""
    assert "Row 2, column D (value)" in said.err
    assert "Row 3, column A (indicator)" in said.err
    assert "Traceback" not in said.err
    assert Observation.objects.count() == before


def test_the_roles_of_the_account_apply(cast: Cast, run: Callable[..., Said], rows: Path) -> None:
    assert run("import", rows, "--by", "hoa").code != 0
    assert run("import", rows, "--by", "nobody").code == 2


def test_no_such_file_or_format(cast: Cast, run: Callable[..., Said], rows: Path, tmp_path: Path) -> None:
    assert run("import", tmp_path / "none.csv").code == 2
    assert run("import", rows, "--format", "people").code == 2
    assert run("import", rows, "--language", "fr").code == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("format_name", ["observations", "targets"])
def test_an_export_is_written_whole(
    cast: Cast, run: Callable[..., Said], tmp_path: Path, ending: str, format_name: str
) -> None:
    out = tmp_path / f"out.{ending}"
    said = run("export", "an-binh", "--out", out, "--format", format_name)
    assert said.code == 0, said.err
    assert " rows." in said.out
    assert list(tmp_path.iterdir()) == [out]
    again = run("export", "an-binh", "--out", out)
    assert again.code == 2
    assert "--replace" in again.err
    assert run("export", "an-binh", "--out", out, "--replace").code == 0


def test_what_cannot_be_exported_leaves_nothing(cast: Cast, run: Callable[..., Said], tmp_path: Path) -> None:
    assert run("export", "an-binh", "--out", tmp_path / "out.pdf").code == 2
    assert run("export", "atlantis", "--out", tmp_path / "out.csv").code == 2
    assert run("export", "an-binh", "--out", tmp_path / "out.csv", "--format", "people").code == 2
    assert list(tmp_path.iterdir()) == []
