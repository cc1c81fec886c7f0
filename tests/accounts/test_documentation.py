"""The page on roles is the table the program uses."""

import re
from pathlib import Path

from plenum.accounts.permissions import ALLOWED, Permission, Role

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "roles.md"


def test_the_page_tells_what_each_role_may() -> None:
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\|.*\|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]
    roles = [Role(name) for name in lines[0][1:]]
    told = {
        Permission(line[0]): {role for role, cell in zip(roles, line[1:], strict=True) if cell}
        for line in lines[2:]
    }
    assert told == {
        permission: {role for role in Role if permission in ALLOWED[role]} for permission in Permission
    }
