"""Every bad file gets a message a clerk can act on, and the database is byte for byte what it was."""

import hashlib
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from plenum.accounts.models import User
from plenum.errors import FaultyFile, PlenumError, SignInRequired, UnsafeFile
from plenum.ledger.exchange import import_file, preview_file
from plenum.ledger.exchange.limits import LARGEST_WORKBOOK, LONGEST_CELL
from tests.cast import Cast

from .files import HEADER, csv_text, row, sheet_rows, workbook, write

Make = Callable[[Path], Path]


def database_digest() -> str:
    """On SQLite the bytes of the database and of its write-ahead log; on PostgreSQL every row of every table."""
    digest = hashlib.sha256()
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        for path in (Path(name), Path(f"{name}-wal")):
            digest.update(path.read_bytes() if path.exists() else b"none")
        return digest.hexdigest()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            digest.update(repr((table, cursor.fetchall())).encode())
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        digest.update(repr(cursor.fetchall()).encode())
    return digest.hexdigest()


def refused(path: Path, by: User, lang: str | None = "en", format_name: str = "observations") -> PlenumError:
    """The error with which a file is refused, having checked that nothing in the database moved."""
    before = database_digest()
    for read in (preview_file, import_file):
        with pytest.raises(PlenumError) as caught:
            read(path, format_name, lang=lang, by=by)
        assert database_digest() == before
    return caught.value


TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()

# name -> (the file's content, what the message has to say)
TEXTS: dict[str, tuple[str | bytes, list[str]]] = {
    "wrong header": (
        csv_text(row(), header=("indicator", "place", "perod", "value", "unit", "status", "source", "published_on")),
        ["Row 1, column C", "“perod”", "Is it “period”?", "columns are missing: period"],
    ),
    "header of another kind": ("<html><body>hello</body></html>\n", ["Row 1", "columns are missing: indicator"]),
    "column twice": (
        csv_text((*row(), "x"), header=(*HEADER, "giá trị")),
        ["Row 1, column I", "twice", "column D"],
    ),
    "cells without heading": (csv_text((*row(), "x"), header=(*HEADER, "")), ["Row 1, column I", "no heading"]),
    "unknown indicator": (csv_text(row(indicator="revenu")), ["Row 2, column A (indicator)", "Did you mean revenue?"]),
    "unknown place": (csv_text(row(place="an-bin")), ["Row 2, column B (place)", "Did you mean an-binh?"]),
    "the other language's number": (
        csv_text(row(), row(period="2024", value="1.234,5", published_on="2025-01-15")),
        ["Row 3, column D (value)", "1.234,5", "Vietnamese", "1,234.5"],
    ),
    "no number": (csv_text(row(value="n/a")), ["Row 2, column D (value)", "n/a is not a number"]),
    "empty number": (csv_text(row(value="")), ["Row 2, column D (value)", "no number here"]),
    "too many decimals": (csv_text(row(value="1.0000000001")), ["Row 2, column D", "more than 9 decimals"]),
    "below the lowest": (csv_text(row(value="-1")), ["Row 2, column D", "-1 is outside", "revenue", "0 to …"]),
    "another unit": (csv_text(row(unit="m tonnes")), ["Row 2, column E (unit)", "cannot be turned into bn VND"]),
    "no unit": (csv_text(row(unit="")), ["Row 2, column E (unit)", "unit is empty"]),
    "no status": (csv_text(row(status="")), ["Row 2, column F (status)", "actual, provisional"]),
    "bad period": (csv_text(row(period="2023-13")), ["Row 2, column C (period)", "2023-13"]),
    "duplicate within the file": (csv_text(row(), row(place="an-lac"), row()), ["Row 4", "same as row 2"]),
    "duplicate in other words": (
        csv_text(row(), row(value="0.13", unit="tn VND"), row(value="130.00")),
        ["Row 3", "Row 4", "same as row 2"],
    ),
    "a formula": (csv_text(row(value="=1+1")), ["Row 2, column D (value)", "“=1+1”", "formula"]),
    "a formula in a text": (
        csv_text((*row(), "@SUM(A1)"), header=(*HEADER, "note")),
        ["Row 2, column I (note)", "“@SUM(A1)”", "formula"],
    ),
    "a day ahead": (csv_text(row(published_on=TOMORROW)), ["Row 2, column H (published_on)", TOMORROW, "to come"]),
    "a day of two readings": (csv_text(row(published_on="3/4/2024")), ["Row 2, column H", "two different days"]),
    "no day": (csv_text(row(published_on="2024-02-30")), ["Row 2, column H", "not a day"]),
    "no address": (csv_text(row(source_url="javascript:alert(1)")), ["Row 2, column G", "not a web address"]),
    "a place of others": (csv_text(row(place="ha-thanh")), ["Row 2, column B (place)", "may not", "Ha Thanh"]),
    "cells too many": (csv_text(row(), (*row(), "x")), ["Row 3", "9 cells", "header has 8"]),
    "a number divided by the separator": (csv_text(row()).replace("130", "1,300"), ["Row 2", "9 cells"]),
    "a quotation mark left open": (csv_text(row()) + '"revenue,an-binh', ["quotation mark"]),
    "a very long cell": (csv_text(row(indicator="x" * (LONGEST_CELL + 1))), ["Row 2, column A", "longer than"]),
    "empty": (b"", ["The file is empty"]),
    "blank": (b"\xef\xbb\xbf \r\n \r\n", ["The file is empty"]),
    "header only": (csv_text(), ["no row below"]),
    "header and blank rows": (csv_text(("",) * 8, (" ",) * 8), ["no row below"]),
    "NUL bytes": (csv_text(row()).encode().replace(b"130", b"1\x0030"), ["Line 2", "control character"]),
    "windows-1258": (csv_text(row(place="Hà Đông")).encode("cp1258"), ["UTF-8"]),
    "TCVN3": (csv_text(row(place="H¶i Phßng")).encode("latin-1"), ["Line 2 is not in UTF-8", "TCVN3"]),
    "UTF-16 cut off": ("\ufeff".encode("utf-16-le") + csv_text(row()).encode("utf-16-le")[:-1], ["UTF-16"]),
    "UTF-16 without a mark": (csv_text(row()).encode("utf-16-le"), ["Line 1", "control character"]),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, [".xls", "save it as .xlsx"]),
    "a PDF": (b"%PDF-1.7\n", ["PDF"]),
    "gzip": (b"\x1f\x8b\x08\x00 and so on", ["Unpack it first"]),
}  # fmt: skip

_BOMB = '<!DOCTYPE b [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
)
_GOOD_BOOK = workbook(sheet_rows(row()))
_HEAD_CELLS = sheet_rows()


def _number(value: str, formula: str = "") -> str:
    return f'<c r="D2">{formula}<v>{value}</v></c>'


BOOKS: dict[str, tuple[bytes, list[str]]] = {
    "a formula": (workbook(sheet_rows(row(value=_number("130", "<f>SUM(A1:A9)</f>")))), ["Row 2, column D", "formula"]),
    "a shared formula": (
        workbook(sheet_rows(row(value=_number("130", '<f t="shared" si="0"/>')))), ["Row 2, column D", "formula"],
    ),
    "a formula under another prefix": (
        workbook(sheet='<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:f>1+1</x:f>'
        "<x:v>indicator</x:v></x:c></x:row></x:sheetData></x:worksheet>"),
        ["Row 1, column A", "formula"],
    ),
    "a text like a formula": (workbook(sheet_rows(row(source_url="=HYPERLINK()"))), ["Row 2, column G", "formula"]),
    "an error": (workbook(sheet_rows(row(value='<c r="D2" t="e"><v>#REF!</v></c>'))), ["Row 2, column D", "#REF!"]),
    "a truth": (workbook(sheet_rows(row(value='<c r="D2" t="b"><v>1</v></c>'))), ["Row 2, column D", "yes/no"]),
    "a number too long": (
        workbook(sheet_rows(row(value=_number("1234567890123456789")))), ["Row 2, column D", "15 a spreadsheet keeps"],
    ),
    "a period that became a date": (
        workbook(sheet_rows(row(period='<c r="C2" t="d"><v>2023-05-01T00:00:00</v></c>'))),
        ["Row 2, column C (period)", "turned the period into a date"],
    ),
    "cut off": (_GOOD_BOOK[: len(_GOOD_BOOK) // 2], ["damaged or cut off"]),
    "cut off in the sheet": (workbook(sheet="<worksheet><sheetData><row>"), ["damaged or cut off"]),
    "damaged": (_GOOD_BOOK[:60] + b"\xff" * 40 + _GOOD_BOOK[100:], ["damaged"]),
    "a zip bomb": (
        workbook(parts={"xl/worksheets/sheet1.xml": b"0" * (64 * 2**20)}), ["times its size when unpacked"],
    ),
    "an entity bomb": (
        workbook(sheet=f'<?xml version="1.0"?>{_BOMB}<worksheet><sheetData>{_HEAD_CELLS}<row r="2"><c r="A2" '
        't="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>'), ["declares a document type"],
    ),
    "an entity of a file": (
        workbook(parts={"xl/sharedStrings.xml": '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'}),
        ["declares a document type"],
    ),
    "macros": (workbook(sheet_rows(row()), kind="x", parts={"xl/vbaProject.bin": b"x"}), ["macros"]),
    "macros by type": (workbook(sheet_rows(row()), kind="vnd.ms-excel.sheet.macroEnabled"), ["macros"]),
    "a binary workbook": (workbook(parts={"xl/workbook.bin": b""}), [".xlsb"]),
    "names that climb": (workbook(sheet_rows(row()), parts={"../../etc/passwd": "x"}), ["the names in it"]),
    "a Word document": (
        b"", ["Word document"],
    ),
    "some other archive": (b"", ["not an Excel workbook"]),
    "rows out of order": (
        workbook('<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'), ["out of order"],
    ),
    "a cell without heading": (
        workbook(sheet_rows((*row(), '<c r="Z2"><v>1</v></c>'))), ["Row 2, column Z", "no heading"],
    ),
    "a cell far out": (workbook(sheet_rows((*row(), '<c r="XFD2"><v>1</v></c>'))), ["Row 2, column XFD", "beyond"]),
    "a text that is not there": (
        workbook(sheet_rows(row(period='<c r="C2" t="s"><v>7</v></c>'))), ["names a text it does not hold"],
    ),
    "no rows": (workbook(), ["columns are missing"]),
    "header only": (workbook(_HEAD_CELLS), ["no row below"]),
}  # fmt: skip


def _other_archive(name: str) -> bytes:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml" if "Word" in name else "readme.txt", "x")
    return made.getvalue()


def test_a_bad_csv_file_is_told_why_and_leaves_nothing(
    live_cast: Cast, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for name, (content, expected) in TEXTS.items():
        with subtests.test(name):
            error = refused(write(tmp_path / "figures.csv", content), live_cast.bob)
            assert [part for part in expected if part not in str(error)] == [], str(error)


def test_a_bad_workbook_is_told_why_and_leaves_nothing(
    live_cast: Cast, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for name, (content, expected) in BOOKS.items():
        with subtests.test(name):
            # The ending of the name says nothing: what a file is, its content says.
            error = refused(write(tmp_path / "figures.csv", content or _other_archive(name)), live_cast.bob)
            assert [part for part in expected if part not in str(error)] == [], str(error)


def test_a_file_of_200_mb_is_refused_without_being_read(live_cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 200 * 10**6)
    error = refused(path, live_cast.bob)
    assert isinstance(error, UnsafeFile)
    assert error.status == 413
    assert "191 MiB" in str(error)
    assert "up to 128 MiB" in str(error)


def test_a_workbook_has_a_lower_limit(live_cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "figures.xlsx", b"PK\x03\x04")
    os.truncate(path, LARGEST_WORKBOOK + 1)
    assert "XLSX files are taken up to 32 MiB" in str(refused(path, live_cast.bob))


def test_a_value_the_record_has_is_refused(live_cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "figures.csv", csv_text(row(), row(period="2024", published_on="2025-01-02")))
    import_file(path, "observations", lang="en", by=live_cast.bob)
    again = write(tmp_path / "again.csv", csv_text(row(value="0.13", unit="tn VND"), row(value="131")))
    error = refused(again, live_cast.bob)
    assert isinstance(error, FaultyFile)
    assert error.count == 1
    assert "Row 2: The record has this already: an-binh.example/2023 states it" in str(error)


def test_a_number_of_two_readings_is_refused_where_no_language_is_given(
    live_cast: Cast, tmp_path: Path
) -> None:
    path = write(tmp_path / "figures.csv", csv_text(row(value="1.234"), row(value="1.2340", period="2022")))
    message = str(refused(path, live_cast.bob, lang=None))
    assert "Row 2, column D (value): 1.234 can be 1234 (vi) or 1.234 (en)" in message
    assert "Row 3" not in message


def test_only_the_first_hundred_faults_are_kept_and_all_are_counted(live_cast: Cast, tmp_path: Path) -> None:
    rows = [row(indicator="nothing", value="?", period=str(1900 + number)) for number in range(250)]
    error = refused(write(tmp_path / "figures.csv", csv_text(*rows)), live_cast.bob)
    assert isinstance(error, FaultyFile)
    assert error.count == 500
    assert len(error.faults) == 100
    assert [(fault.row, fault.column) for fault in error.faults[:3]] == [(2, "A"), (2, "D"), (3, "A")]
    assert "... and 400 more." in str(error)


def test_nobody_imports_without_signing_in(live_cast: Cast, tmp_path: Path) -> None:
    from django.contrib.auth.models import AnonymousUser

    path = write(tmp_path / "figures.csv", csv_text(row()))
    with pytest.raises(SignInRequired):
        import_file(path, "observations", lang="en", by=AnonymousUser())


def test_a_reader_may_not_import(live_cast: Cast, tmp_path: Path) -> None:
    path = write(tmp_path / "figures.csv", csv_text(row()))
    for by in (live_cast.hoa, live_cast.minh, live_cast.oanh):
        assert "Row 2, column B (place): You may not record observations for An Binh" in str(
            refused(path, by)
        )


def test_a_failure_while_writing_leaves_nothing(
    live_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plenum.ledger.exchange.formats import observations

    def broken(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(observations, "record_audit", broken)
    path = write(tmp_path / "figures.csv", csv_text(row()))
    with pytest.raises(OSError, match="disk is full"):
        import_file(path, "observations", lang="en", by=live_cast.bob)
    assert not live_cast.revenue.observations.filter(period="2023").exists()
    assert not live_cast.source.__class__.objects.filter(url="https://an-binh.example/2023").exists()
