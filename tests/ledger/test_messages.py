"""Every error of the record rooms keeps its facts apart from its message, so that it can be said in Vietnamese."""

import ast
import string
from pathlib import Path

import pytest

import plenum
from plenum.web.catalogue import error_names, read_po

PACKAGE = Path(plenum.__file__).parent
FILES = [
    path
    for room in ("organizations", "accounts", "ledger")
    for path in sorted((PACKAGE / room).rglob("*.py"))
    if "migrations" not in path.parts and "exchange" not in path.parts
]
ERRORS = set(error_names())


def _errors_made(path: Path) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_error_is_composed_before_it_is_raised(path: Path) -> None:
    for call in _errors_made(path):
        message = call.args[0]
        where = f"{path.name}:{call.lineno}"
        if isinstance(message, ast.Constant):
            named = {name for _, name, _, _ in string.Formatter().parse(message.value) if name}
            given = {word.arg for word in call.keywords}
            assert named == given, f"{where}: the message names {named}, the facts are {given}"
        else:
            # A word of a closed list, or a row of messages; both have their own entries in the catalogue.
            assert not any(isinstance(part, ast.JoinedStr) for part in call.args), f"{where} uses an f-string"
            assert ast.unparse(message) in (
                "Standing(said.standing).label",
                "Standing(computed).label",
                "', '.join((f'{{{name}}}' for name in facts))",
            ), where


def test_every_message_has_its_vietnamese() -> None:
    kept = {message.text: entry.said for message, entry in read_po().items()}
    messages = {
        call.args[0].value
        for path in FILES
        for call in _errors_made(path)
        if isinstance(call.args[0], ast.Constant)
    }
    assert len(messages) > 60
    assert [message for message in messages if not kept.get(message)] == []
