"""Every error of the desk keeps its facts apart from its message, and has its Vietnamese."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import plenum
from plenum.web.catalogue import error_names, read_po

ROOM = Path(plenum.__file__).parent / "collecting"
FILES = [path for path in sorted(ROOM.rglob("*.py")) if "migrations" not in path.parts]
ERRORS = {*error_names(), "RefusedFile"}
RETOLD = {"self.message", "doubt['message']", "error.message", "faults"}
"""Messages made elsewhere, and only passed on here; `faults` each have their own."""


def made(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ERRORS
            and node.args
        ):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOM).as_posix())
def test_no_error_is_composed_before_it_is_raised(path: Path) -> None:
    for call in made(path):
        message, where = call.args[0], f"{path.name}:{call.lineno}"
        if not isinstance(message, ast.Constant):
            assert ast.unparse(message) in RETOLD, where
            continue
        named = {name for _, name, _, _ in string.Formatter().parse(message.value) if name}
        given = {word.arg for word in call.keywords}
        if "facts" in given or None in given:
            continue
        assert named == given, f"{where}: the message names {named}, the facts are {given}"


def test_every_message_has_its_vietnamese() -> None:
    kept = {message.text: entry.said for message, entry in read_po().items()}
    messages = {
        call.args[0].value for path in FILES for call in made(path) if isinstance(call.args[0], ast.Constant)
    }
    assert len(messages) > 25
    assert [message for message in messages if not kept.get(message)] == []
