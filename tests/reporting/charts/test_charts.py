"""The table of charts, and its page in the reference."""

from pathlib import Path

import pytest

from plenum.reporting.charts import CHARTS

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_is_told_in_the_reference_with_an_example(name: str) -> None:
    page = (REFERENCE / "charts.md").read_text()
    assert f"## `{name}`" in page
    assert f"charts/{name}.svg" in page
    assert (REFERENCE / "charts" / f"{name}.svg").read_text().startswith("<svg ")
