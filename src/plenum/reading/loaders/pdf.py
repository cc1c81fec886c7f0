"""PDF with text: pages, paragraphs in the order of columns, tables as rows. Scans go through OCR where it is there."""

import json
import os
import subprocess
import sys
from typing import Any

from plenum.errors import InvalidInput, PlenumError, UnsafeFile
from plenum.reading.loaders import ocr
from plenum.reading.loaders.drafts import Cell, Draft, Loaded
from plenum.reading.loaders.limits import MOST_PAGES, MOST_TEXT, PDF_SECONDS

MEDIA_TYPE = "application/pdf"


def load_pdf(data: bytes, name: str) -> Loaded:
    """The text of a PDF. Raises `UnsafeFile`, and `InvalidInput` where it is a scan and no OCR is installed."""
    answer = _read_apart(data)
    notes: list[PlenumError] = []
    if _is_scan(answer):
        answer = _read_apart(ocr.with_text(data))
        notes.append(_recognised())
        if _is_scan(answer):
            raise InvalidInput("The pages are pictures, and no letters were recognised in them.")
    elif answer["blank"]:
        answer = _with_pictures_read(answer, data, notes)
    if answer["blank"]:
        pages = ", ".join(map(str, answer["blank"][:20])) + (", …" if len(answer["blank"]) > 20 else "")
        notes.append(PlenumError("Pages without text, pictures only, were not read: {pages}.", pages=pages))
    if answer["unmapped"] * 10 > answer["letters"]:
        raise InvalidInput(
            "The PDF does not say which letters its signs are (its fonts lack that table), so its text cannot be "
            "taken out. Export it once more from the program it was written in, or send the Word file."
        )
    return _written(answer, Draft(name, MEDIA_TYPE, data), notes)


def _recognised() -> PlenumError:
    return PlenumError(
        "The text was recognised from pictures of the pages (OCR): compare figures with the file."
    )


def _with_pictures_read(answer: dict[str, Any], data: bytes, notes: list[PlenumError]) -> dict[str, Any]:
    """The answer with the words of pages that are pictures among pages of text, where OCR is there and finds some."""
    if not ocr.is_there():
        return answer
    try:
        recognised = _read_apart(ocr.with_text(data))
    except PlenumError as error:
        notes.append(error)
        return answer
    if len(recognised["blank"]) < len(answer["blank"]):
        notes.append(_recognised())
    return recognised


def _written(answer: dict[str, Any], draft: Draft, notes: list[PlenumError]) -> Loaded:
    draft.notes.extend(notes)
    ended = True
    for number, blocks in enumerate(answer["pages"]):
        if number:
            draft.page()
        for place, block in enumerate(blocks):
            if isinstance(block, str):
                # A sentence may go on over the page's end.
                draft.paragraph(block, joins=place == 0 and not ended)
                ended = block.rstrip()[-1:] in ".:;!?…"
            else:
                cells = [Cell(text) for text in block["texts"]]
                draft.table([[cells[number] for number in row] for row in block["rows"]])
                ended = True
    return draft.finish()


def _is_scan(answer: dict[str, Any]) -> bool:
    """Whether at least half of the pages are pictures without text."""
    return bool(answer["blank"]) and 2 * len(answer["blank"]) >= len(answer["pages"])


def _read_apart(data: bytes) -> dict[str, Any]:
    """What is in the file. Raises `UnsafeFile` where the process that reads it refuses, dies or takes too long."""
    answer = _ask(data)
    match answer.get("refused"):
        case None:
            return answer
        case "password":
            raise UnsafeFile("The file has a password. Save it without one.")
        case "pages":
            raise UnsafeFile(
                "The PDF has {count} pages; at most {most} are read. Divide it.",
                count=answer["count"],
                most=MOST_PAGES,
            )
        case "text":
            raise UnsafeFile(
                "The file holds more than {most} characters of text. Divide it into smaller reports.",
                most=MOST_TEXT,
            )
        case "damaged":
            raise UnsafeFile("The PDF is damaged or cut off. Send it once more, or print it to a new PDF.")
        case _:
            raise UnsafeFile(
                "The PDF could not be read within the memory and time a report may take. Print it to a new PDF, or "
                "divide it."
            )


def _ask(data: bytes) -> dict[str, Any]:
    """The answer of a process of its own; a process that died refuses too. Raises `UnsafeFile` after a time."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "plenum.reading.loaders.pdf_process"],
            input=data,
            capture_output=True,
            timeout=PDF_SECONDS,
            check=False,
            # Where this process found its modules, that one finds them too: on a worker of a cluster, say.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired:
        raise UnsafeFile(
            "Reading the PDF took longer than {seconds} seconds and was stopped. Print it to a new PDF, or divide it.",
            seconds=PDF_SECONDS,
        ) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"refused": "died"}
    except ValueError:
        return {"refused": "died"}
    return answer
