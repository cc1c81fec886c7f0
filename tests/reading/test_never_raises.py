"""No text and no file makes the reader raise."""

import subprocess
import sys
from pathlib import Path

import pytest

from plenum.reading import read

FUZZ = Path(__file__).parents[2] / "benchmarks" / "fuzz_reading.py"


@pytest.mark.parametrize(
    "text",
    [
        "d of d of d of d of d of d of d of d of d of d 3rd of 6",
        "y of y of y of y of y of y of y of y of y of \u00e3 R0",
        "4 5lần.hoàn thành0Rs\n",
        "3 akh5lần\t\U0001d7ddm²",
    ],
)
def test_texts_that_once_made_it_raise_are_read(text: str) -> None:
    assert read(text).text


def test_made_inputs_are_read_or_refused(tmp_path: Path) -> None:
    """A small part of what `make fuzz-reading` runs."""
    done = subprocess.run(
        [sys.executable, FUZZ, "--count", "3000", "--jobs", "1", "--limit", "60", "--keep", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3,000 inputs" in done.stdout
