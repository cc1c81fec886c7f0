"""What a report holds besides its figures, each with the places it stands at: tallies, documents, people, deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plenum.accounts.queries import Reader
from plenum.collecting.folding import fold
from plenum.collecting.queries import Desk
from plenum.ledger.queries import document_list


@dataclass(frozen=True)
class Found:
    """One thing found; `starts` are the places it stands at, `entry` what the reader says of it."""

    words: str
    starts: tuple[int, ...]
    entry: dict[str, Any]
    beside: str = ""
    """The words of a person's position, of what a deadline asks for."""
    beside_start: int = 0
    body: str = ""
    """The words of the body a deadline binds."""
    code: str = ""
    """The code of the document in the record that has this number."""


@dataclass(frozen=True)
class Findings:
    """All of them by kind, in the order of the text; what is named often stands once."""

    tallies: tuple[Found, ...] = ()
    documents: tuple[Found, ...] = ()
    people: tuple[Found, ...] = ()
    deadlines: tuple[Found, ...] = ()


def found_in(desk: Desk, start: int, end: int, *, by: Reader) -> Findings:
    """What was found between two offsets of a report that is read; nothing where it is not."""
    if desk.text is None:
        return Findings()

    def here(layer: str) -> list[dict[str, Any]]:
        return [one for one in getattr(desk.text, layer) if start <= one["start"] < end]

    documents = here("documents")
    known = {
        _number(one.number): one.code
        for one in (document_list(desk.as_of, by=by) if documents else ())
        if one.number
    }
    return Findings(
        tallies=tuple(_found(desk, one) for one in here("tallies")),
        documents=tuple(
            _together(_found(desk, one, code=known.get(_number(one["number"]), "")) for one in documents)
        ),
        people=tuple(_together(_found(desk, one, beside="position") for one in here("people"))),
        deadlines=tuple(_found(desk, one, beside="action", body="body") for one in here("deadlines")),
    )


def _number(text: str) -> str:
    """A document's number as it is compared: however it is spaced and written."""
    return fold(text).replace(" ", "")


def _found(desk: Desk, entry: dict[str, Any], *, beside: str = "", body: str = "", code: str = "") -> Found:
    return Found(
        _said(desk, entry["start"], entry["end"]),
        (entry["start"],),
        entry,
        beside=_said(desk, entry[f"{beside}_start"], entry[f"{beside}_end"]) if beside else "",
        beside_start=entry[f"{beside}_start"] if beside else 0,
        body=_said(desk, entry[f"{body}_start"], entry[f"{body}_end"]) if body else "",
        code=code,
    )


def _said(desk: Desk, start: int, end: int) -> str:
    return " ".join(desk.words(start, end).split())


def _together(several: Iterable[Found]) -> Iterable[Found]:
    """What has the same words, or the same number, once; with the fullest words beside it."""
    kept: dict[str, Found] = {}
    for one in several:
        key = fold(one.entry.get("number") or one.words)
        before = kept.get(key)
        if before is None:
            kept[key] = one
            continue
        fuller = one if len(one.beside) > len(before.beside) else before
        kept[key] = Found(
            before.words,
            (*before.starts, *one.starts),
            before.entry,
            fuller.beside,
            fuller.beside_start,
            code=before.code or one.code,
        )
    return kept.values()
