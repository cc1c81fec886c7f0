"""Paragraphs and sentences, each with its language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.reading import SourceText
from plenum.reading.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    """The sentences of a text, blanks around them cut off."""
    return [sentence.text.strip() for sentence in sentences(SourceText.of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports rose. Imports fell.", ["Exports rose.", "Imports fell."]),
        ("Exports rose 5.3%. Imports fell.", ["Exports rose 5.3%.", "Imports fell."]),
        ("Mr. Hung spoke. Dr. Mai left.", ["Mr. Hung spoke.", "Dr. Mai left."]),
        ("No. 45 is old. It was e.g. cited.", ["No. 45 is old.", "It was e.g. cited."]),
        ("The U.S. economy grew.", ["The U.S. economy grew."]),
        ("“Exports rose.” He left.", ["“Exports rose.”", "He left."]),
        ("Exports rose\nand imports fell.", ["Exports rose\nand imports fell."]),
        ("It is put at more than\n1,250 billion VND.", ["It is put at more than\n1,250 billion VND."]),
        ("Thu ngân sách đạt\n1.250 tỷ đồng.", ["Thu ngân sách đạt\n1.250 tỷ đồng."]),
        ("Economy\n1,250 firms opened.", ["Economy", "1,250 firms opened."]),
        ("Exports\n\nImports", ["Exports", "Imports"]),
        ("Xuất khẩu tăng. Nhập khẩu giảm.", ["Xuất khẩu tăng.", "Nhập khẩu giảm."]),
        ("TP. Hồ Chí Minh tăng. Hà Nội giảm.", ["TP. Hồ Chí Minh tăng.", "Hà Nội giảm."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_each_sentence_has_its_own_language() -> None:
    source = SourceText.of(
        "Thu ngân sách nhà nước đạt bốn mươi lăm tỷ đồng trong năm qua.\n"
        "Budget revenue reached forty-five billion dong over the past year, the council heard."
    )
    assert [sentence.lang for sentence in sentences(source)] == ["vi", "en"]


def test_a_short_sentence_without_accents_takes_the_reports_language() -> None:
    source = SourceText.of("Thu ngân sách nhà nước đạt bốn mươi lăm tỷ đồng trong năm qua.\nGRDP: 5,3%")
    assert [sentence.lang for sentence in sentences(source)] == ["vi", "vi"]


def test_a_paragraph_opens_with_its_first_sentence() -> None:
    source = SourceText.of("Exports rose. Imports fell.\nPrices held.")
    assert [sentence.opens for sentence in sentences(source)] == [True, False, True]


def test_a_sentence_without_an_end_is_read_in_pieces() -> None:
    pieces = list(sentences(SourceText.of("word " * 2_000)))
    assert max(len(piece.text) for piece in pieces) <= LONGEST


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_sentences_hold_every_character_but_blanks(text: str) -> None:
    source = SourceText.of(text)
    held = [False] * len(source.text)
    for sentence in sentences(source):
        assert source.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        for offset in range(sentence.start, sentence.start + len(sentence.text)):
            assert not held[offset]
            held[offset] = True
    assert all(inside or sign.isspace() for inside, sign in zip(held, source.text, strict=True))
