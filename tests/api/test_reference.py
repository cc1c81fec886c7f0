"""The reference names every address the door has, and no other."""

import re
from pathlib import Path

from plenum.api.door import api

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


def test_the_reference_names_every_address() -> None:
    described = {
        f"{method.upper()} {path}"
        for path, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items()
        for method in methods
    }
    told = set(
        re.findall(r"^\| `((?:GET|POST) /api/[^`]*)`", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert told == described
