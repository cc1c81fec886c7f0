"""Text files: every encoding is told or refused, tables are found."""

import pytest

from .files import BODY, FIGURES, HEADS
from .said import figures, one, refusal

VIETNAMESE = (
    "Thu ngân sách nhà nước trên địa bàn thành phố trong năm đạt 45.600 tỷ đồng, tăng 13,5% so với cùng kỳ."
)
# The same words as typed for fonts of TCVN3 and VNI.
TCVN3 = (
    "Thu ng©n s¸ch nhµ n­íc trªn ®Þa bµn thµnh phè trong n¨m ®¹t 45.600 tû ®ång, t¨ng 13,5% so víi cïng kú."
)
VNI = (
    "Thu ngaân saùch nhaø nöôùc treân ñòa baøn thaønh phoá trong naêm ñaït 45.600 tyû ñoàng, "
    "taêng 13,5% so vôùi cuøng kyø."
)


@pytest.mark.parametrize(
    "data",
    [
        VIETNAMESE.encode(),
        VIETNAMESE.encode("utf-8-sig"),
        VIETNAMESE.encode("utf-16"),
        b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"),
        VIETNAMESE.encode("utf-16-le"),
        TCVN3.encode("latin-1"),
        TCVN3.encode(),
        VNI.encode("latin-1"),
        VNI.encode("cp1252"),
    ],
    ids=["utf-8", "marked", "utf-16", "utf-16-be", "utf-16 unmarked", "tcvn3", "tcvn3 in utf-8", "vni", "vni 1252"],
)  # fmt: skip
def test_the_same_words_come_out_of_every_encoding(data: bytes) -> None:
    loaded = one(data)
    assert loaded.source.text == VIETNAMESE
    assert len(figures(loaded)) == 2


def test_english_of_windows_keeps_its_dashes() -> None:
    words = "In the first half of the year the plan’s target for the province – 5% – was met in full."
    assert one(words.encode("cp1252")).source.text == words


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("Привет, мир: бюджет".encode("cp1251") * 3, "Line 1 is not in UTF-8"),
        (b"Good.\n" * 3 + b"\xc3\x28\xa0\xa1\xff\xfe" * 4, "Line 4 is not in UTF-8"),
        (b"Good.\nBad \x01.", "Line 2 holds a control character"),
        ("Một hai".encode()[:-1] + "ế".encode()[:2], "cut off"),
        (b"\xff\xfea\x00b", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    assert why in refusal(data)


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_tables_are_read_with_their_heads(bar: str) -> None:
    rows = [HEADS, *BODY]
    if bar == "|":
        rows.insert(1, ["---", "---", "---", "--:", "--:", ":-:"])
    table = "\n".join(f"| {' | '.join(row)} |" if bar == "|" else bar.join(row) for row in rows)
    loaded = one(f"# Báo cáo\n\nĐoạn văn của báo cáo.\n\n{table}\n\nHết.\n".encode())
    assert figures(loaded) == FIGURES
    assert loaded.source.text.startswith("# Báo cáo")


def test_line_ends_are_one() -> None:
    assert one(b"One.\r\nTwo.\rThree.").source.text == "One.\nTwo.\nThree."


def test_a_form_feed_begins_a_page() -> None:
    source = one(b"One.\n\x0cTwo.").source
    assert source.page_of(source.text.index("Two")) == 2
