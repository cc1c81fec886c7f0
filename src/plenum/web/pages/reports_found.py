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


def found_in(desk: Desk, *, by: Reader) -> Findings:
    """What was found in a report that is read; nothing where it is not."""
    text = desk.text
    if text is None:
        return Findings()
    known = {
        fold(one.number).replace(" ", ""): one.code
        for one in (document_list(desk.as_of, by=by) if text.documents else ())
        if one.number
    }
    return Findings(
        tallies=tuple(
            Found(_said(desk, one["start"], one["end"]), (one["start"],), one) for one in text.tallies
        ),
        documents=tuple(
            _together(
                Found(
                    _said(desk, one["start"], one["end"]),
                    (one["start"],),
                    one,
                    code=known.get(fold(one["number"]).replace(" ", ""), "") if one["number"] else "",
                )
                for one in text.documents
            )
        ),
        people=tuple(
            _together(
                Found(
                    _said(desk, one["start"], one["end"]),
                    (one["start"],),
                    one,
                    beside=_said(desk, one["position_start"], one["position_end"]),
                    beside_start=one["position_start"],
                )
                for one in text.people
            )
        ),
        deadlines=tuple(
            Found(
                _said(desk, one["start"], one["end"]),
                (one["start"],),
                one,
                beside=_said(desk, one["action_start"], one["action_end"]),
                beside_start=one["action_start"],
                body=_said(desk, one["body_start"], one["body_end"]),
            )
            for one in text.deadlines
        ),
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
