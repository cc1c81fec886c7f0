"""A calibration file is checked before it is believed."""

import json
from pathlib import Path
from typing import Any

import pytest

from plenum.assessing.prediction.calibration import NAMES, SHIPPED, read, shipped
from plenum.errors import InvalidInput


def test_the_shipped_file_has_every_constant_and_says_how_it_scored() -> None:
    assert len(shipped().constants) == len(NAMES)
    assert shipped().version
    assert {"brier", "ece"} <= set(shipped().scores)
    assert shipped().fitted_on["reviews"] > 0


def _changed(tmp_path: Path, **changes: Any) -> Path:
    told = json.loads(SHIPPED.read_text(encoding="utf-8")) | changes
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_a_copy_is_read_as_the_same(tmp_path: Path) -> None:
    assert read(_changed(tmp_path)) == shipped()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": 99}, "no calibration file of this version"),
        ({"model": "oracle"}, "no calibration file of this version"),
        ({"constants": {}}, "has no number for the constant"),
        ({"constants": None}, "has no number for the constant"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    path = _changed(tmp_path, **changes)
    with pytest.raises(InvalidInput, match=told):
        read(path)


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"'])
def test_no_json_object(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="calibration file"):
        read(path)


@pytest.mark.parametrize("value", ["1", None, True, 1e999])
def test_a_constant_that_is_no_number(tmp_path: Path, value: Any) -> None:
    constants = json.loads(SHIPPED.read_text(encoding="utf-8"))["constants"]
    name = next(iter(constants))
    path = _changed(tmp_path, constants={**constants, name: value})
    with pytest.raises(InvalidInput, match=name):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="nowhere"):
        read(tmp_path / "nowhere.json")
