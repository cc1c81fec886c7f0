"""Reports for the tests of `plenum read`, and what it says of those it cannot read."""

import re
from pathlib import Path

REPORT = (
    "Half-year report, 30 June 2021\n\nIn the first six months of 2021, state budget revenue was 45,600 billion VND, "
    "up 13.5%.\n\nThe committee met 14/20 targets under Resolution No. 45-NQ/TW.\n"
)


def some_reports(folder: Path) -> Path:
    """Three reports, one of them in a folder below, one that cannot be read, and what is no report."""
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "below" / "b.txt").write_text("In 2020, exports were 2 billion USD.", encoding="utf-8")
    (folder / "c.md").write_text("Nothing is measured here.", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "notes.log").write_text("5 tonnes", encoding="utf-8")
    (folder / ".hidden.txt").write_text("5 tonnes", encoding="utf-8")
    return folder


def refused_in(said: str) -> dict[str, str]:
    """The rows of the table of reports that were not read."""
    rows = re.findall(r"^(.+?) +│ (.+?) *$", said, re.MULTILINE)
    return {name: why for name, why in rows if name != "File"}
