"""The Vietnamese words of the house: gathered from the source, kept in a `.po` file, compiled to a `.mo` file.

Does in Python what the gettext tools do, because two things here are not theirs: messages of errors are translated
where a door says them (`error.said_in(gettext)`), so the first argument of every error class is a message; and
whoever writes a page needs nothing installed to add its words. What is composed while the program runs (an
f-string) cannot be looked up in a catalogue and is not gathered.
"""

import ast
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

from plenum import errors

PACKAGE = Path(errors.__file__).resolve().parent
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
HEADER = (
    "Project-Id-Version: plenum\nLanguage: vi\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=1; plural=0;\n"
)

# The name of a function -> which of its arguments are the context, the message and its plural.
_GETTEXT: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "translate"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}


@dataclass(frozen=True, order=True)
class Message:
    """What is looked up: an English text, with its plural and its context where it has them."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Entry:
    """A message's Vietnamese (empty where it has none yet), and the files it is in."""

    said: str = ""
    files: list[str] = field(default_factory=list)


def error_names() -> list[str]:
    """The names whose first argument is the message of an error, or of a fault in a file."""
    found, waiting = {"Fault"}, [errors.PlenumError]
    while waiting:
        one = waiting.pop()
        found.add(one.__name__)
        waiting.extend(one.__subclasses__())
    return sorted(found)


def in_python(source: str) -> Iterator[Message]:
    """The messages of a Python module: arguments that are plain texts, of gettext functions and of errors."""
    table = _GETTEXT | dict.fromkeys(error_names(), (None, 0, None))
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in table:
            continue

        def text(place: int | None, call: ast.Call = node) -> str:
            if place is None or place >= len(call.args):
                return ""
            value = call.args[place]
            return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""

        context, message, plural = table[name]
        if text(message):
            yield Message(text(message), text(plural), text(context))


_TEXT = r"""[uU]?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{_TEXT}(?:\s*,\s*{_TEXT})?(?:\s*,\s*{_TEXT})?", re.DOTALL)


def in_template(source: str) -> Iterator[Message]:
    """The messages of a template, by Django's own reading of its tags."""
    for call in _CALL.finditer(templatize(source)):
        texts = [ast.literal_eval(text) if text else "" for text in call.groups()[1:]]
        context, message, plural = _GETTEXT[call[1]]
        yield Message(
            texts[message],
            texts[plural] if plural is not None else "",
            texts[context] if context is not None else "",
        )


def gather(package: Path = PACKAGE) -> dict[Message, list[str]]:
    """Every message of the house with the files it is in, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for path in sorted(package.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "static" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        for message in in_python(source) if path.suffix == ".py" else in_template(source):
            files = found.setdefault(message, [])
            name = path.relative_to(package).as_posix()
            if name not in files:
                files.append(name)
    return found


_QUOTED = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}


def _unquoted(line: str) -> str:
    return re.sub(r'\\[nt"\\]', lambda found: _QUOTED[found[0]], line.strip()[1:-1])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [line.replace("\n", "\\n") for line in escaped.splitlines(keepends=True)] or [""]
    return f'"{lines[0]}"' if len(lines) == 1 else "\n".join(['""', *(f'"{line}"' for line in lines)])


def read_po(path: Path = CATALOGUE) -> dict[Message, Entry]:
    """The entries of a catalogue, its header left out. A fuzzy entry counts as not translated."""
    entries: dict[Message, Entry] = {}
    parts: dict[str, str] = {}
    files: list[str] = []
    fuzzy, key = False, ""

    def close() -> None:
        nonlocal parts, files, fuzzy, key
        if parts.get("msgid"):
            message = Message(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""))
            entries[message] = Entry("" if fuzzy else parts.get("msgstr", parts.get("msgstr[0]", "")), files)
        parts, files, fuzzy, key = {}, [], False, ""

    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            close()
        elif line.startswith("#:"):
            files = files + line[2:].split()
        elif line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"'):
            parts[key] += _unquoted(line)
        else:
            key, _, rest = line.partition(" ")
            parts[key] = _unquoted(rest)
    close()
    return entries


def write_po(entries: Mapping[Message, Entry], path: Path = CATALOGUE) -> None:
    """Write a catalogue that `read_po` reads back, and that the gettext tools read too."""
    blocks = [f'msgid ""\nmsgstr {_quoted(HEADER)}']
    for message, entry in entries.items():
        lines = [f"#: {name}" for name in entry.files]
        if message.context:
            lines.append(f"msgctxt {_quoted(message.context)}")
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            lines += [f"msgid_plural {_quoted(message.plural)}", f"msgstr[0] {_quoted(entry.said)}"]
        else:
            lines.append(f"msgstr {_quoted(entry.said)}")
        blocks.append("\n".join(lines))
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def compiled(entries: Mapping[Message, Entry]) -> bytes:
    """The catalogue as gettext loads it: the format of GNU MO files, revision 0, without a hash table."""
    said = {"": HEADER}
    for message, entry in entries.items():
        if entry.said:
            key = f"{message.context}\x04{message.text}" if message.context else message.text
            said[f"{key}\0{message.plural}" if message.plural else key] = entry.said
    pairs = sorted((key.encode(), value.encode()) for key, value in said.items())
    start = 28 + 16 * len(pairs)
    tables, texts = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack("<II", len(pair[column]), start + len(texts))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs))
    return head + tables + texts


def merged(found: Mapping[Message, Iterable[str]], kept: Mapping[Message, Entry]) -> dict[Message, Entry]:
    """What was gathered, with the Vietnamese kept for it; what is said nowhere any more is dropped."""
    return {
        message: Entry(kept[message].said if message in kept else "", list(files))
        for message, files in found.items()
    }
