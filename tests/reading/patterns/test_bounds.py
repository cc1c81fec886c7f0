"""About, over, under: what the words beside a number say of its exactness."""

import pytest

from plenum.reading import read
from tests.reading.truths import figure, truths


@pytest.mark.parametrize("row", truths("bounds"))
def test_what_the_words_say_of_exactness(row: dict[str, str]) -> None:
    assert figure(read(row["text"]), row["words"]).bound.value == row["bound"]
