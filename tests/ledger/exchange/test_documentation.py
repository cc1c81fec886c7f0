"""The page on import formats tells every column there is, and none there is not."""

import re
from pathlib import Path

from plenum.ledger.exchange import FORMATS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "import-formats.md"


def test_the_page_tells_every_column_of_every_format() -> None:
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    told = {}
    for section in sections:
        name, _, text = section.partition("\n")
        lines = re.findall(r"^\| `(\w+)` \| (.*?) \| (yes)? ?\| .* \|$", text, flags=re.MULTILINE)
        told[name.strip()] = [
            (column, tuple(filter(None, others.split(", "))), bool(needed))
            for column, others, needed in lines
        ]
    assert told == {
        name: [(column.name, column.aliases, column.needed) for column in format.columns]
        for name, format in FORMATS.items()
    }
