"""Numbered official documents: kind, number and date of each mention."""

import pytest

from plenum.reading import read

CASES = [
    ("Resolution No. 45-NQ/TW was adopted.", "Resolution No. 45-NQ/TW", "resolution", "45-NQ/TW", ""),
    ("Directive No. 12-CT/TW of May 5, 2021 applies.", "Directive No. 12-CT/TW", "directive", "12-CT/TW", "2021-05-05"),
    ("Decision No. 88/QD-TTg dated March 3, 2020 applies.", "Decision No. 88/QD-TTg", "decision", "88/QD-TTg",
     "2020-03-03"),
    ("Resolution No. 35/2021/QH15 grants it.", "Resolution No. 35/2021/QH15", "resolution", "35/2021/QH15", "2021"),
    ("Conclusion No. 72-KL/TW was studied.", "Conclusion No. 72-KL/TW", "conclusion", "72-KL/TW", ""),
    ("Decree No. 100/2019/ND-CP is in force.", "Decree No. 100/2019/ND-CP", "decree", "100/2019/ND-CP", "2019"),
    ("Nghị quyết số 45-NQ/TW được ban hành.", "Nghị quyết số 45-NQ/TW", "resolution", "45-NQ/TW", ""),
    ("Chỉ thị số 12-CT/TW ngày 5/5/2021 có hiệu lực.", "Chỉ thị số 12-CT/TW", "directive", "12-CT/TW", "2021-05-05"),
    ("Quyết định số 88/QĐ-TTg được triển khai.", "Quyết định số 88/QĐ-TTg", "decision", "88/QĐ-TTg", ""),
    ("Kết luận số 72-KL/TW được nghiên cứu.", "Kết luận số 72-KL/TW", "conclusion", "72-KL/TW", ""),
    ("Nghị định số 100/2019/NĐ-CP có hiệu lực.", "Nghị định số 100/2019/NĐ-CP", "decree", "100/2019/NĐ-CP", "2019"),
    ("Thông tư số 07/2020/TT-BTC hướng dẫn.", "Thông tư số 07/2020/TT-BTC", "circular", "07/2020/TT-BTC", "2020"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "number", "date"), CASES)
def test_a_numbered_document_is_found(text: str, words: str, kind: str, number: str, date: str) -> None:
    report = read(text)
    assert [(report.words(d.start, d.end), d.kind, d.number, d.date) for d in report.documents] == [
        (words, kind, number, date)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Resolution was adopted in 2021.",
        "The Land Law of 2013 applies.",
        "Article 5 and Table 3 apply.",
        "Nghị quyết đã được ban hành năm 2021.",
    ],
)
def test_an_unnumbered_document_is_not_marked(text: str) -> None:
    assert read(text).documents == []


def test_two_numbers_after_one_kind_are_two_documents() -> None:
    report = read("Nghị quyết 01/NQ-CP và 13/NQ-CP được triển khai.")
    assert [(d.number, report.words(d.start, d.end)) for d in report.documents] == [
        ("01/NQ-CP", "Nghị quyết 01/NQ-CP"),
        ("13/NQ-CP", "13/NQ-CP"),
    ]


def test_a_documents_number_is_no_figure() -> None:
    assert read("Under Resolution No. 45-NQ/TW the province grows.").figures == []
