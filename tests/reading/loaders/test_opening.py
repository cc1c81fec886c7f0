"""A file is what its content says; a ZIP gives a report for each member; nothing is read that is too large."""

import zipfile
from pathlib import Path

import pytest

from plenum.errors import NotFound, PlenumError, UnsafeFile
from plenum.reading.loaders import LOADERS, Loaded, Refused, limits, load, load_each, opening
from plenum.reading.loaders.recognising import kind_of

from .files import changed, lines, packed, pdf, word, workbook
from .said import refusal

WORD = word(lambda document: document.add_paragraph("Một."))
BOOK = workbook(lambda book: book["Sheet"].append(["Hai"]))
PDF = pdf([lines(40, 800, ["Ba."])])
PAGE = b"<html><body><p>B\xe1\xbb\x91n.</p></body></html>"
TEXT = "Năm.".encode()
KINDS = {"word": WORD, "workbook": BOOK, "pdf": PDF, "page": PAGE, "text": TEXT}


def test_every_loader_has_an_example() -> None:
    assert KINDS.keys() == LOADERS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_recognised_by_their_content(kind: str) -> None:
    assert kind_of(KINDS[kind]) == kind
    (loaded,) = load(KINDS[kind], "misleading.exe")
    assert loaded.name == "misleading.exe"
    assert len(loaded.digest) == 64


def test_a_zip_gives_a_report_for_each_member() -> None:
    data = packed(
        [
            ("a/một.docx", WORD),
            ("hai.xlsx", BOOK),
            ("__MACOSX/._hai.xlsx", b"\x00"),
            (".DS_Store", b"\x00"),
            ("ảnh.png", b"\x89PNG\r\n\x00"),
            ("năm.txt", TEXT),
            ("trong.zip", packed([("x.txt", TEXT)])),
        ]
    )
    found = list(load_each(data, "báo cáo.zip"))
    assert [one.name.removeprefix("báo cáo.zip/") for one in found] == [
        "a/một.docx", "hai.xlsx", "ảnh.png", "năm.txt", "trong.zip",
    ]  # fmt: skip
    assert [isinstance(one, Loaded) for one in found] == [True, True, False, True, False]
    assert "picture" in str(found[2].error) if isinstance(found[2], Refused) else False
    assert "ZIP within a ZIP" in str(found[4].error) if isinstance(found[4], Refused) else False
    with pytest.raises(UnsafeFile, match="picture"):
        load(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 64, "old Office"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"Rar!\x1a\x07", "rar"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", ".mht"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "XML"),
        (packed([]), "ZIP holds no file"),
        (packed([("mimetype", b"application/vnd.oasis"), ("content.xml", b"<a/>")]), "OpenDocument"),
        (packed([("META-INF/container.xml", b"<a/>")]), "electronic book"),
        (changed(WORD, {"word/vbaProject.bin": b"x"}), "macros"),
        (changed(BOOK, {"xl/vbaProject.bin": b"x"}), "macros"),
        (changed(WORD, {"[Content_Types].xml": b"<Types>vnd.ms-word.document.macroEnabled</Types>"}), "macros"),
        (changed(BOOK, {"xl/workbook.xml": None, "xl/workbook.bin": b"x"}), ".xlsb"),
        (changed(WORD, {"word/document.xml": None, "ppt/presentation.xml": b"x"}), "presentation"),
        (changed(WORD, {"word/document.xml": None}), "neither a Word document"),
    ],
    # The files are made anew in each process, with the time in them: their bytes are no name for a test.
    ids=lambda value: value if isinstance(value, str) else "file",
)  # fmt: skip
def test_what_is_no_report_is_refused_with_what_to_do(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no file .*nowhere\.docx"):
        load(tmp_path / "nowhere.docx")
    with pytest.raises(UnsafeFile, match="cannot be opened"):
        load(tmp_path)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)
    with pytest.raises(UnsafeFile, match="129 MiB; reports are taken up to 128"):
        load(large)


def test_limits_give_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 10)
    assert "reports are taken up to" in refusal(WORD)
    monkeypatch.undo()
    monkeypatch.setattr(opening, "MOST_PACKED", 1)
    assert "at most 1 are read" in refusal(packed([("a.txt", TEXT), ("b.txt", TEXT)]))
    monkeypatch.undo()
    for module in ("drafts", "word"):
        monkeypatch.setattr(f"plenum.reading.loaders.{module}.MOST_TEXT", 2)
    assert "more than 2 characters" in refusal(WORD)
    monkeypatch.setattr("plenum.reading.loaders.drafts.MOST_TEXT", 2)
    assert "more than 2 characters" in refusal(b"Text.")


def test_memory_that_runs_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> Loaded:
        raise MemoryError

    monkeypatch.setitem(LOADERS, "text", exhausted)
    assert "more memory" in refusal(TEXT)


_BOMB = "<!DOCTYPE b [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(8))
)


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
@pytest.mark.parametrize(
    "xml",
    [
        f"{_BOMB}<w>&i;</w>",
        "<!DOCTYPE w SYSTEM 'http://127.0.0.1:9/x'><w/>",
        "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w>&x;</w>",
    ],
    ids=["bomb", "outside", "file"],
)
def test_document_types_and_entities_are_refused(part: str, xml: str) -> None:
    assert "declares a document type" in refusal(changed(WORD, {part: xml.encode()}))


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word/media/image1.png": b"\0" * (64 * limits.MIB)}, "times its size"),
        ({"word/document.xml": b"<a>" * 5_000}, "nested too deeply"),
        ({"word/document.xml": b"<a><b></a>"}, "damaged"),
        (
            {"word/document.xml": b"<?xml version='1.0' encoding='x'?><a/>"},
            "the encoding of word/document.xml",
        ),
        ({"../../etc/cron.d/x": b"x"}, "names in it"),
        ({"/etc/passwd": b"x"}, "names in it"),
        ({"C:\\x": b"x"}, "names in it"),
        ({f"word/{number}.xml": b"x" for number in range(limits.MOST_MEMBERS)}, "at most 2048"),
    ],
    ids=["bomb", "deep", "broken", "encoding", "upwards", "absolute", "drive", "many"],
)
def test_hostile_archives_are_refused(parts: dict[str, bytes], why: str) -> None:
    assert why in refusal(changed(WORD, parts))


def test_archives_that_would_fill_the_disk_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plenum.reading.loaders.archives.LARGEST_UNPACKED", 1000)
    assert "Unpacked, the file would be larger" in refusal(WORD)


def test_a_password_is_told() -> None:
    data = bytearray(WORD)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in refusal(bytes(data))


def test_a_name_twice_is_refused(recwarn: pytest.WarningsRecorder) -> None:
    import io

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"two")
    assert "a name in it twice" in refusal(written.getvalue())


def test_refusals_can_be_said_in_another_language() -> None:
    (refused,) = load_each(b"\x1f\x8b\x08\x00", "x")
    assert isinstance(refused, Refused)
    assert isinstance(refused.error, PlenumError)
    said = refused.error.said_in(lambda text: text.upper().replace("{KIND}", "{kind}"))
    assert said.startswith("THIS IS A PACKED FILE (gzip)")
