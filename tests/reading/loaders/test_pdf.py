"""PDF: the order of columns, tables with and without rules, pages, and every way a file can be wrong."""

import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from plenum.reading.loaders import ocr, pdf_process
from plenum.reading.loaders import pdf as pdf_loader

from .files import BODY, FIGURES, HEADS, Placed, bound, lines, pdf, photographed, scan
from .said import figures, one, paragraphs, refusal

LEFTS = [40, 80, 230, 300, 380, 470]


def row(bottom: float, cells: list[str]) -> list[Placed]:
    return [(left + 2, bottom, cell) for left, cell in zip(LEFTS, cells, strict=True) if cell]


def rules(tops: list[float]) -> list[str]:
    """A grid of thin lines around the columns of LEFTS."""
    rights = [*LEFTS, 590]
    across = [f"{LEFTS[0]} {top} m {rights[-1]} {top} l S" for top in tops]
    return across + [f"{left} {tops[0]} m {left} {tops[-1]} l S" for left in rights]


def test_lines_become_paragraphs() -> None:
    texts = ["Thu ngân sách nhà nước đạt 45.600 tỷ đồng, tăng", "13,5% so với cùng kỳ năm trước."]
    loaded = one(pdf([[*lines(40, 800, texts), *lines(40, 740, ["Đoạn sau."])]]))
    assert paragraphs(loaded) == [" ".join(texts), "Đoạn sau."]
    assert [told[2] for told in figures(loaded)] == ["45600000000000", "13.5"]


def test_columns_are_read_one_after_the_other() -> None:
    left = [
        "The first column begins here and", "goes on over several lines until",
        "it ends with a last sentence at", "the foot of the page.",
    ]  # fmt: skip
    right = [
        "The second column is read after", "the first, though its lines are",
        "beside those of the other one", "on the same page.",
    ]  # fmt: skip
    title = [(120.0, 800.0, "A title over both of the columns of this page, in the middle")]
    told = paragraphs(one(pdf([[*title, *lines(40, 770, left), *lines(320, 770, right)]])))
    assert told == [title[0][2], " ".join(left), " ".join(right)]


def test_a_table_with_rules_is_read_by_its_cells() -> None:
    drawn: list[Placed | str] = [(40, 800, "Báo cáo của tỉnh."), *rules([785, 750, 700, 670])]
    drawn += [(left + 2, 770, head.split(" ", 1)[0]) for left, head in zip(LEFTS, HEADS, strict=True)]
    drawn += [
        (left + 2, 755, head.split(" ", 1)[1]) for left, head in zip(LEFTS, HEADS, strict=True) if " " in head
    ]
    # The name of the first row stands on two lines, its numbers between them.
    drawn += [(82, 735, "Tổng sản phẩm"), (82, 710, "(GRDP)"), *row(722, ["1", "", *BODY[0][2:]])]
    drawn += row(680, BODY[1])
    loaded = one(pdf([drawn]))
    assert figures(loaded) == FIGURES
    assert paragraphs(loaded)[1] == "\t".join(HEADS)


def test_merged_cells_of_a_ruled_table_head_all_they_cover() -> None:
    drawn: list[Placed | str] = [
        *(f"40 {y} m 400 {y} l S" for y in (800, 740, 710)), "160 770 m 400 770 l S",
        *(f"{x} 800 m {x} 710 l S" for x in (40, 160, 400)), "280 770 m 280 710 l S",
        (45, 765, "Thu (tỷ đồng)"), (250, 780, "Thực hiện"), (190, 750, "2020"), (310, 750, "2021"),
        (45, 720, "Ngân sách"), (190, 720, "1.000"), (310, 720, "1.100"),
    ]  # fmt: skip
    assert [(told[0], told[-2], told[-1]) for told in figures(one(pdf([drawn])))] == [
        ("1.000", "actual", "2020"),
        ("1.100", "actual", "2021"),
    ]


def test_a_table_without_rules_is_kept_as_rows() -> None:
    drawn: list[Placed | str] = [(40, 800, "Báo cáo của tỉnh."), *row(760, [head[:11] for head in HEADS])]
    drawn += row(740, ["1", "Tổng sản phẩm", *BODY[0][2:]])
    drawn += row(720, BODY[1])
    loaded = one(pdf([drawn]))
    assert [told[:2] for told in figures(loaded)][:2] == [
        ("120.345,6", "Tổng sản phẩm"),
        ("130.000", "Tổng sản phẩm"),
    ]


def test_every_span_has_its_page_and_running_heads_are_gone() -> None:
    head = (40.0, 820.0, "Báo cáo của Sở Tài chính")
    pages = [
        [head, (40.0, 700.0, f"Đoạn {word} của báo cáo."), (300.0, 20.0, str(number))]
        for number, word in enumerate(["một", "hai", "ba", "bốn"], 1)
    ]
    source = one(pdf(pages)).source
    assert [source.page_of(source.text.index(word)) for word in ("một", "hai", "ba", "bốn")] == [1, 2, 3, 4]
    assert "Sở Tài chính" not in source.text
    assert not any(sign.isdigit() for sign in source.text)


def test_a_sentence_goes_on_over_the_page() -> None:
    loaded = one(
        pdf([lines(40, 100, ["Thu ngân sách nhà nước của tỉnh"]), lines(40, 800, ["đạt 45.600 tỷ đồng."])])
    )
    assert [told[1] for told in figures(loaded)] == ["Thu ngân sách nhà nước"]


def test_a_turned_page_reads_as_it_is_seen() -> None:
    drawn = [
        f"BT /F1 12 Tf 0 1 -1 0 {left} 50 Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for left, text in ((100, "The first line"), (115, "and the second."))
    ]
    data = pdf([drawn]).replace(b"/MediaBox [0 0 595 842]", b"/Rotate 90 /MediaBox [0 0 595 842]")
    assert paragraphs(one(data)) == ["The first line and the second."]


def test_a_scan_is_refused_where_no_ocr_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "is a scan" in refusal(scan())


def test_some_pages_of_pictures_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    answer: dict[str, Any] = {
        "pages": [["Text of a page."], [], ["More."]],
        "blank": [2],
        "unmapped": 0,
        "letters": 9,
    }
    monkeypatch.setattr(pdf_loader, "_read_apart", lambda _: answer)
    monkeypatch.setenv("PATH", "/nowhere")
    assert "were not read: 2" in str(one(b"%PDF-1.7").notes[0])


def _install(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, with a Tesseract that knows Vietnamese and English."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    _install(tmp_path, "tesseract", "printf 'List of languages:\\neng\\nvie\\n'")
    return tmp_path


def test_a_scan_is_read_by_ocr_where_it_is_installed(programs: Path) -> None:
    (programs / "read.pdf").write_bytes(pdf([lines(40, 800, ["Nhận ra từ ảnh."])]))
    _install(programs, "ocrmypdf", f'for last; do :; done; cp "{programs}/read.pdf" "$last"')
    loaded = one(scan())
    assert paragraphs(loaded) == ["Nhận ra từ ảnh."]
    assert "OCR" in str(loaded.notes[0])


def test_ocr_is_found_beside_the_python_it_was_installed_with(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "environment"
    beside.mkdir()
    _install(beside, "ocrmypdf", "exit 0")
    monkeypatch.setenv("PATH", str(programs))
    assert not ocr.is_there()
    monkeypatch.setattr(ocr.sys, "executable", str(beside / "python"))
    assert ocr.is_there()


MIXED = (["Kim ngạch xuất khẩu năm 2021 đạt 11,8 tỷ USD."], ["A page of text."] * 3)


def test_pictures_among_pages_of_text_are_read_where_ocr_is_installed(programs: Path) -> None:
    texts = ["The first page.", "The second page.", "The third page.", "From the picture."]
    (programs / "read.pdf").write_bytes(pdf([lines(40, 800, [text]) for text in texts]))
    _install(programs, "ocrmypdf", f'for last; do :; done; cp "{programs}/read.pdf" "$last"')
    loaded = one(photographed(*MIXED))
    assert paragraphs(loaded) == texts
    assert ["OCR" in str(note) for note in loaded.notes] == [True]


def test_pictures_among_pages_of_text_are_named_where_ocr_fails(programs: Path) -> None:
    _install(programs, "ocrmypdf", "echo 'no luck' >&2; exit 2")
    loaded = one(photographed(*MIXED))
    assert paragraphs(loaded)[0] == "A page of text."
    assert "no luck" in str(loaded.notes[0])
    assert "were not read: 4" in str(loaded.notes[1])


@pytest.mark.skipif(
    not ocr.is_there(), reason="OCR is not installed: scans are NOT tested (extra ocr, Tesseract)."
)
def test_a_vietnamese_scan_is_read() -> None:
    words = [
        "Thu ngân sách nhà nước 6 tháng đầu năm 2021 đạt",
        "45.600 tỷ đồng, tăng 13,5% so với cùng kỳ năm trước.",
        "Kim ngạch xuất khẩu đạt 11,8 tỷ USD.",
    ]
    assert [told[0] for told in figures(one(photographed(words)))] == [
        "45.600 tỷ đồng",
        "13,5%",
        "11,8 tỷ USD",
    ]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo 'page 1 is upside down' >&2; exit 2", "page 1 is upside down"),
        ("exec sleep 30", "was stopped"),
        ('for one; do before=$last; last=$one; done; cp "$before" "$last"', "no letters were recognised"),
    ],
)
def test_ocr_that_fails_is_told(
    programs: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    monkeypatch.setattr(ocr, "OCR_SECONDS", 1)
    _install(programs, "ocrmypdf", script)
    assert why in refusal(scan())


def test_tesseract_without_vietnamese_is_no_ocr(programs: Path) -> None:
    _install(programs, "tesseract", "echo eng")
    _install(programs, "ocrmypdf", "exit 0")
    assert not ocr.is_there()


_GOOD = pdf([lines(40, 800, ["Thu ngân sách."])])
_ENCRYPTED = bound(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 0 /Kids [] >>",
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    ],
    "/Encrypt 3 0 R /ID [<00> <00>] ",
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n", "damaged or cut off"),
        (_GOOD[: len(_GOOD) // 3], "damaged or cut off"),
        (_ENCRYPTED, "password"),
        (pdf([["0 0 m 5 5 l S"]]), "no text|is a scan"),
    ],
    ids=["head only", "cut off", "encrypted", "drawing only"],
)
def test_files_that_are_wrong_are_refused(data: bytes, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert any(one_why in refusal(data) for one_why in why.split("|"))


def test_ten_thousand_pages_are_the_most() -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = range(3, 3 + 10_001)
    objects[1] = f"<< /Type /Pages /Count 10001 /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * 10_001
    assert "10001 pages; at most 10000" in refusal(bound(objects))


@pytest.mark.parametrize(
    ("done", "why"),
    [
        (subprocess.CompletedProcess([], -9, b"", b""), "within the memory and time"),
        (subprocess.CompletedProcess([], 0, b"not json", b""), "within the memory and time"),
        (subprocess.TimeoutExpired([], 1), "took longer"),
    ],
)
def test_a_process_that_dies_or_hangs_is_told(done: Any, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: Any, **__: Any) -> Any:
        if isinstance(done, Exception):
            raise done
        return done

    monkeypatch.setattr(pdf_loader.subprocess, "run", run)
    assert why in refusal(b"%PDF-1.7")


def test_letters_without_meaning_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answer: dict[str, Any] = {"pages": [["\ue001\ue002"]], "blank": [], "unmapped": 2, "letters": 2}
    monkeypatch.setattr(pdf_loader, "_read_apart", lambda _: answer)
    assert "which letters its signs are" in refusal(b"%PDF-1.7")


def test_a_page_of_many_words_is_read_without_columns() -> None:
    drawn = [(40.0 + 60 * (number % 9), 13_900.0 - number // 9 * 13, "lời") for number in range(9_000)]
    answer = pdf_process.extracted(pdf([drawn]).replace(b"595 842", b"595 14000"))
    assert sum(block.count("lời") for block in answer["pages"][0] if isinstance(block, str)) == 9_000
