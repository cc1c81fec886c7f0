"""The whole record as a panel: judged as files it says what the pages say."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from plenum.accounts.actions import operator
from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.assessing.panel import assess_panel
from plenum.errors import Conflict, Forbidden
from plenum.ledger.exchange import export_panel, national
from plenum.ledger.models import Observation, Target
from plenum.ledger.queries.judging import judge_targets
from tests.cast import Cast

DAY = date(2023, 12, 31)


def test_files_are_judged_as_pages_are(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "AT_ONCE", 3)
    monkeypatch.setattr(national, "TARGETS_AT_ONCE", 4)
    told: list[tuple[str, int, int]] = []
    panel = export_panel(tmp_path / "panel", by=operator(), as_of=DAY, progress=lambda *at: told.append(at))
    known = Observation.objects.filter(known_on__lte=DAY)
    assert panel.observation_count == known.count() > 3
    assert {told[-1][0], told[0][0]} == {"observations", "targets"}
    codes = {path.name for path in panel.observations.iterdir()}
    assert codes == {f"indicator={code}" for code in known.values_list("indicator__code", flat=True)}
    out = tmp_path / "standings.parquet"
    assert assess_panel(str(panel.observations), str(panel.targets), out) == panel.target_count
    targets = list(Target.objects.filter(known_on__lte=DAY))
    pages = judge_targets(targets, DAY)
    files = {row["target"]: row for row in pq.read_table(out).to_pylist()}
    assert set(files) == set(pages) == {target.pk for target in targets}
    for number, page in pages.items():
        row = files[number]
        assert (row["standing"], row["reason"], row["measured"]) == (
            page.standing,
            page.reason,
            page.measured,
        )
        assert row["last_observation"] == page.last_observation


def test_it_is_as_of_a_day(cast: Cast, tmp_path: Path) -> None:
    before = export_panel(tmp_path / "panel", by=operator(), as_of=date(2000, 1, 1))
    assert (before.observation_count, before.target_count) == (0, 0)
    # Even an empty panel has its columns.
    observed = pq.read_table(before.observations / "part-0.parquet")
    asked = pq.read_table(before.targets)
    assert (observed.column_names, asked.column_names) == (list(OBSERVATIONS.names), list(TARGETS.names))
    assert assess_panel(str(before.observations), str(before.targets), tmp_path / "standings.parquet") == 0


def test_only_who_may_do_everything(cast: Cast, tmp_path: Path) -> None:
    for someone in (cast.alice, cast.bob, cast.hoa):
        with pytest.raises(Forbidden):
            export_panel(tmp_path / "panel", by=someone, as_of=DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_stays_unless_replaced(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "panel").mkdir()
    (tmp_path / "panel" / "of-yesterday").touch()
    with pytest.raises(Conflict):
        export_panel(tmp_path / "panel", by=operator(), as_of=DAY)
    assert (tmp_path / "panel" / "of-yesterday").exists()
    export_panel(tmp_path / "panel", by=operator(), as_of=DAY, replace=True)
    assert {path.name for path in (tmp_path / "panel").iterdir()} == {"observations", "targets.parquet"}
    assert [path.name for path in tmp_path.iterdir()] == ["panel"]
