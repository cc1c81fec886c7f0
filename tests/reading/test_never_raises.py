"""No text and no file makes the reader raise."""

import subprocess
import sys
from pathlib import Path

import pytest

from plenum.reading import read
from plenum.reading.patterns.documents import KINDS_EN, KINDS_VI
from plenum.reading.patterns.numbers import FRACTIONS, MULTIPLES, ORDINALS, WORDS

FUZZ = Path(__file__).parents[2] / "benchmarks" / "fuzz_reading.py"


@pytest.mark.parametrize(
    "text",
    [
        "d of d of d of d of d of d of d of d of d of d 3rd of 6",
        "y of y of y of y of y of y of y of y of y of \u00e3 R0",
        "4 5lần.hoàn thành0Rs\n",
        "3 akh5lần\t\U0001d7ddm²",
        "mườ\u0130",
    ],
)
def test_texts_that_once_made_it_raise_are_read(text: str) -> None:
    assert read(text).text


@pytest.mark.parametrize(
    ("letter", "other"), [("i", "\u0130"), ("i", "\u0131"), ("s", "\u017f"), ("k", "\u212a")]
)
def test_letters_a_pattern_takes_for_others_are_read(letter: str, other: str) -> None:
    """A pattern that ignores case finds a listed word in letters whose small form is not the list's."""
    words = [*WORDS["en"], *WORDS["vi"], *FRACTIONS["en"], *MULTIPLES["en"], *KINDS_EN, *KINDS_VI, *ORDINALS]
    for word in words:
        odd = word.replace(letter, other)
        for text in (
            f"Thu đạt {odd} tỷ đồng, {odd} 12/2021/QĐ-UBND.",
            f"Rose {odd} million, {odd} No. 5 of 2021.",
        ):
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
