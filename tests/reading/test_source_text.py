"""`SourceText`: in NFC, with the way back to the original, pages, paragraphs, a digest and a language."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.reading import SourceText, read

VIETNAMESE = "Thu ngân sách nhà nước đạt 45.600 tỷ đồng, tăng 13,5% so với cùng kỳ."
LETTERS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aeoudAEOUD \n\t.5%đĐơưấệ\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u1100\u1161"
        ),
    ),
    max_size=30,
)


@given(LETTERS)
def test_any_text_is_composed_and_every_offset_leads_back(text: str) -> None:
    source = SourceText.of(text)
    assert source.original == text
    assert unicodedata.is_normalized("NFC", source.text)
    before = 0
    for offset in range(len(source.text) + 1):
        start, end = source.original_span(offset, offset)
        assert start == end
        assert before <= start <= len(text)
        before = start
    assert source.original_span(0, len(source.text)) == (0, len(text))


def test_a_heap_of_marks_is_left_as_it_is_and_costs_little() -> None:
    text = unicodedata.normalize("NFD", "Tổng ") + "a" + "\u0301\u0323" * 200_000 + " 5 tấn"
    source = SourceText.of(text)
    assert source.text.startswith("Tổng a\u0301\u0323\u0301")
    assert source.original_span(len(source.text) - 5, len(source.text)) == (len(text) - 5, len(text))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_words_lead_back_to_the_characters_they_were_made_of(form: str) -> None:
    original = unicodedata.normalize(form, VIETNAMESE)  # type: ignore[arg-type]
    source = SourceText.of(original)
    assert source.text == VIETNAMESE
    report = read(source)
    assert len(report.figures) == 2
    for figure in report.figures:
        for start, end in ((figure.value_start, figure.value_end), (figure.name_start, figure.name_end)):
            first, last = source.original_span(start, end)
            assert unicodedata.normalize("NFC", original[first:last]) == VIETNAMESE[start:end]


def test_pages_and_paragraphs_are_counted_from_one() -> None:
    text = "Một.\nHai.\n\nBa.\fBốn."
    source = SourceText.of(unicodedata.normalize("NFD", text))
    assert source.text == text
    places = {
        word: (source.page_of(text.index(word)), source.paragraph_of(text.index(word)))
        for word in text.split()
    }
    assert places == {"Một.": (1, 1), "Hai.": (1, 2), "Ba.": (1, 3), "Bốn.": (2, 3)}


def test_pages_given_in_the_original_are_moved_along() -> None:
    first, second = unicodedata.normalize("NFD", "Trang một ở đây. "), "Trang hai."
    source = SourceText.of(first + second, [len(first)])
    assert source.page_of(source.text.index("hai")) == 2
    assert source.page_of(source.text.index("đây")) == 1


def test_the_digest_is_of_the_composed_text() -> None:
    composed, apart = (SourceText.of(unicodedata.normalize(form, VIETNAMESE)) for form in ("NFC", "NFD"))
    assert composed.digest == apart.digest == hashlib.sha256(VIETNAMESE.encode()).hexdigest()
    assert SourceText.of("\ud800").digest != SourceText.of("\udfff").digest


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (VIETNAMESE, "vi"),
        (
            "State budget revenue of Hải Phòng reached 45,600 billion VND, up 13.5% over the same period.",
            "en",
        ),
        ("", "en"),
    ],
)
def test_the_language_is_that_of_most_words(text: str, language: str) -> None:
    assert SourceText.of(text).language == language


def test_numbers_are_read_in_the_language_of_their_sentence() -> None:
    report = read(
        "Thu ngân sách của tỉnh đạt 1.234,5 tỷ đồng trong năm 2021.\n\n"
        "State budget revenue of the province reached 1,234.5 billion VND in the year 2021."
    )
    assert [figure.value for figure in report.figures] == [1_234_500_000_000, 1_234_500_000_000]
