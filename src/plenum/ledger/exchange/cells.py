"""What single cells mean: texts that are no formulas, days, and words of a closed list."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_noop

from plenum.errors import Fault, InvalidInput, PlenumError
from plenum.ledger.exchange.coded import Coded
from plenum.ledger.exchange.faults import MOST_KEPT, Faults
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.exchange.tables import NUMBER

R = TypeVar("R")
C = TypeVar("C", bound=TextChoices)

# What a spreadsheet takes for the beginning of a formula, full-width signs among them. An apostrophe before it
# says that it is a text after all.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_QUOTED_FORMULA = re.compile(rf"'+(?:{_FORMULA.pattern})")
_NUMBER_LIKE = re.compile(r"\s*[+\-]?[0-9][0-9.,\u00a0\u202f\u2009]*\s*")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VIETNAMESE_DAY = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")

FORMULA = gettext_noop(
    "“{text}” begins like a formula, which is not taken. Write the result, or put an apostrophe (') before a text."
)


def protected(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula; `unprotected` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) or _QUOTED_FORMULA.match(text) else text


def unprotected(text: str) -> str:
    """The text of a cell without the apostrophe that says it is no formula."""
    return text[1:] if _QUOTED_FORMULA.match(text) else text


def refuse_formula(text: str) -> None:
    """Raises `InvalidInput` where a cell begins like a formula and is no number."""
    if _FORMULA.match(text) and text.strip() and not _NUMBER_LIKE.fullmatch(text):
        raise InvalidInput(FORMULA, text=text.strip()[:40])


def plain(text: str) -> str:
    """A code or word as it is compared: composed, without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()


def folded(text: str) -> str:
    return " ".join(plain(text).casefold().replace("_", " ").split())


def read_day(text: str, lang: str | None, today: date) -> date:
    """A day: 2024-01-31, and in a Vietnamese file also 31/01/2024. Raises `InvalidInput`, also for a day ahead."""
    text = plain(text)
    day = None
    try:
        if _ISO_DAY.fullmatch(text):
            day = date.fromisoformat(text)
        elif lang == "vi" and (found := _VIETNAMESE_DAY.fullmatch(text)):
            day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        day = None
    if day is None:
        if lang != "vi" and _VIETNAMESE_DAY.fullmatch(text):
            raise InvalidInput(
                "“{text}” can be two different days. Write year, month, day: 2024-01-31.", text=text
            )
        raise InvalidInput("“{text}” is not a day. Write it like 2024-01-31.", text=text[:40])
    if day > today:
        raise InvalidInput("{day} is still to come: nothing can have become known then.", day=day.isoformat())
    if day.year < 1900:
        raise InvalidInput("{day} lies before 1900. Is the year written right?", day=day.isoformat())
    return day


def read_choice(text: str, choices: type[C], vietnamese: Mapping[str, C]) -> C:
    """A word of a closed list: its code, its English label or one of its Vietnamese names. Raises `InvalidInput`."""
    said = folded(text)
    for choice in choices:
        if said in (folded(choice.value), folded(str(choice.label))):
            return choice
    for name, choice in vietnamese.items():
        if said == folded(name):
            return choice
    raise InvalidInput(
        "“{text}” is none of the words this column has. Write one of: {words}.",
        text=plain(text)[:40],
        words=", ".join(choice.value for choice in choices),
    )


def understand(
    sheet: Sheet,
    name: str,
    cells: Coded[str],
    function: Callable[[str], R],
    faults: Faults,
    *,
    signs_lead: bool = False,
) -> Coded[R | None]:
    """What `function` makes of each cell of a column. Where it raises an error of the house, that is a fault.

    A cell that begins like a formula is one too, except in a column whose words begin so (`signs_lead`).
    """
    wrong: dict[int, PlenumError] = {}
    understood: list[R | None] = []
    for code, text in enumerate(cells.values):
        try:
            if not signs_lead:
                refuse_formula(text)
            understood.append(function(unprotected(text)))
        except PlenumError as error:
            wrong[code] = error
            understood.append(None)
    if wrong:
        rows = cells.rows_with(wrong)
        first = [
            fault_of(sheet, row, name, wrong[cells.codes[row].as_py()])
            for row in rows[:MOST_KEPT].to_pylist()
        ]
        faults.add_many(first, len(rows))
    return Coded(understood, cells.codes)


def fault_of(sheet: Sheet, row: int, name: str | None, error: PlenumError) -> Fault:
    """A fault that says what an error says."""
    return sheet.fault(row, name, error.message, **error.facts)


def refuse_numbers_as_codes(sheet: Sheet, name: str, faults: Faults) -> None:
    """1.10 typed into a number cell has become 1.1: a code with a point must stand as a text."""
    kinds = sheet.kinds.get(name)
    if kinds is None:
        return
    for row, (kind, text) in enumerate(zip(kinds.to_pylist(), sheet.texts[name].to_pylist(), strict=True)):
        if kind == NUMBER and "." in text:
            message = gettext_noop(
                "The cell holds the number {text}, which may have lost a zero. Format the column as text."
            )
            faults.add(sheet.fault(row, name, message, text=text))
