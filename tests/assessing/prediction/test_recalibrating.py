"""Refitting: reviews drawn from a panel, a file that is read back, a worse one refused, faults told."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from plenum.assessing.prediction import fitting, reviews
from plenum.assessing.prediction.calibration import read, shipped, write
from plenum.assessing.prediction.recalibrating import Refitted, recalibrated
from plenum.assessing.prediction.scoring import scores
from plenum.errors import Conflict, InvalidInput


def _panel(path: Path, families: int) -> Path:
    """Random walks in logarithms: for each of so many indicators seven series of fourteen years."""
    draw = np.random.default_rng(5)
    rows = [
        {
            "series_id": f"{family}-{series}",
            "indicator": f"indicator {family}",
            "year": 2000 + year,
            "value": value,
        }
        for family in range(families)
        for series in range(7)
        for year, value in enumerate(100 * np.exp(np.cumsum(draw.normal(0.02, 0.05, 14))))
    ]
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_constants_are_refitted_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "STEPS", 2)
    monkeypatch.setattr("plenum.assessing.prediction.recalibrating.STEPS", 2)
    panel = reviews.read_panel(_panel(tmp_path / "panel.parquet", fitting.FOLDS))
    cases = reviews.simulated(panel, seed=1)
    heard: list[tuple[int, int]] = []
    found = recalibrated(
        cases, panel, shipped(), {"panel": "panel.parquet"}, lambda *step: heard.append(step)
    )
    assert heard[-1][0] == heard[-1][1]
    assert found.calibration.fitted_on["families"] == fitting.FOLDS
    assert found.scores["reviews"] == found.present["reviews"] == len(cases)
    write(found.calibration, tmp_path / "calibration.json")
    kept = read(tmp_path / "calibration.json")
    assert kept.constants == found.calibration.constants
    assert kept.scores["brier"] == found.scores["brier"]


def test_the_same_seed_draws_the_same_reviews(tmp_path: Path) -> None:
    panel = reviews.read_panel(_panel(tmp_path / "panel.parquet", 2))
    first, again, other = (reviews.simulated(panel, seed=seed) for seed in (1, 1, 2))
    assert first.asked.equals(again.asked)
    assert not first.asked.equals(other.asked)


def test_too_few_families_are_refused(tmp_path: Path) -> None:
    panel = reviews.read_panel(_panel(tmp_path / "panel.parquet", fitting.FOLDS - 1))
    with pytest.raises(InvalidInput, match="families"):
        recalibrated(reviews.simulated(panel, seed=1), panel, shipped(), {})


def test_a_worse_one_is_refused() -> None:
    better, worse = {"brier": 0.15}, {"brier": 0.16}
    Refitted(shipped(), better, worse).refuse_if_worse()
    for found in (worse, better):
        with pytest.raises(Conflict, match="no better"):
            Refitted(shipped(), found, better).refuse_if_worse()


def test_a_file_of_other_columns_is_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"year": [2020]}), tmp_path / "other.parquet")
    with pytest.raises(InvalidInput, match="series_id"):
        reviews.read_panel(tmp_path / "other.parquet")


def test_scores_by_hand() -> None:
    met, p = np.array([1.0, 0.0, 1.0, 0.0, 0.0]), np.array([0.9, 0.7, 0.4, 0.4, 0.1])
    found = scores(met, p)
    assert found["brier"] == pytest.approx(0.206)
    assert found["auc"] == pytest.approx(0.75)
    # Bins of a tenth: 0.9 met, 0.7 and 0.1 not, of the two at 0.4 one.
    assert found["ece"] == pytest.approx((0.1 + 0.7 + 0.2 + 0.1) / 5)
