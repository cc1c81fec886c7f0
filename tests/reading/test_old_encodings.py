"""Vietnamese in TCVN3, VNI or twice in UTF-8 is converted line by line; what only looks like it is left alone."""

import pytest

from plenum.reading import SourceText, read

MODERN = (
    "Thu ngân sách nhà nước trên địa bàn thành phố trong năm đạt 45.600 tỷ đồng, tăng 13,5% so với cùng kỳ.\n"
    "Tỷ lệ hộ nghèo giảm còn 1,2%; số lao động được giải quyết việc làm là 11.300 người."
)
TCVN3 = (
    "Thu ng©n s¸ch nhµ n­íc trªn ®Þa bµn thµnh phè trong n¨m ®¹t 45.600 tû ®ång, t¨ng 13,5% so víi cïng kú.\n"
    "Tû lÖ hé nghÌo gi¶m cßn 1,2%; sè lao ®éng ®­îc gi¶i quyÕt viÖc lµm lµ 11.300 ng­êi."
)
VNI = (
    "Thu ngaân saùch nhaø nöôùc treân ñòa baøn thaønh phoá trong naêm ñaït 45.600 tyû ñoàng, "
    "taêng 13,5% so vôùi cuøng kyø.\n"
    "Tyû leä hoä ngheøo giaûm coøn 1,2%; soá lao ñoäng ñöôïc giaûi quyeát vieäc laøm laø 11.300 ngöôøi."
)


def twice(text: str) -> str:
    """UTF-8 that a program took for windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8"))


OLD = {"tcvn3": TCVN3, "vni": VNI, "utf-8 twice": twice(MODERN)}


@pytest.mark.parametrize("encoding", OLD)
def test_the_same_words_come_out(encoding: str) -> None:
    source = SourceText.of(OLD[encoding])
    assert (source.text, source.encoding, source.refusal) == (MODERN, encoding, "")


@pytest.mark.parametrize("encoding", OLD)
def test_every_word_leads_back_to_the_characters_it_came_from(encoding: str) -> None:
    source = SourceText.of(OLD[encoding])
    report = read(source)
    assert [report.words(one.value_start, one.value_end) for one in report.figures][:2] == [
        "45.600 tỷ đồng",
        "13,5%",
    ]
    for figure in report.figures:
        start, end = source.original_span(figure.value_start, figure.value_end)
        assert SourceText.of(f"{OLD[encoding]}\n{source.original[start:end]}").text.endswith(
            report.words(figure.value_start, figure.value_end)
        )


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("first", [True, False])
def test_lines_in_unicode_beside_old_ones_stay(encoding: str, first: bool) -> None:
    heading = "Báo cáo của Ủy ban nhân dân tỉnh Hà Nam\nCông ty cổ phần"
    parts = [heading, OLD[encoding]] if first else [OLD[encoding], heading]
    wanted = [heading, MODERN] if first else [MODERN, heading]
    source = SourceText.of("\n".join(parts))
    assert source.text == "\n".join(wanted)


def test_what_comes_after_a_long_english_part_is_converted_too() -> None:
    english = "The output of the province rose by 5% in 2021.\n" * 1_000
    source = SourceText.of(english + TCVN3)
    assert source.text == english + MODERN


@pytest.mark.parametrize(
    "text",
    [
        "PM2.5: 35 µg/m³, 40 µg/m³, 20 µg/m³ and 50 µg/m³ at the four stations.",
        "Señor Nuñez and Señora Peña of España came to the city hall to talk about the port and its rice.",
        "Le goût du maïs naïf, selon l'aïeul, est haï des uns, et les autres ont dû dire où il se vend.",
        "«Kế hoạch» của tỉnh: thu đạt 5 tỷ đồng.",
        "Straße, Übergröße, Äpfel, schön, für, müssen, größer, Bär.",
        "Café © 2021 ® Company™ — §5, ¶6, 3×4, 5·6, «so», ¼ of it.",
        "Công an xã Hoà An báo cáo.",
    ],
)
def test_what_only_looks_old_is_left_alone(text: str) -> None:
    source = SourceText.of(text)
    assert (source.text, source.encoding, source.refusal) == (text, "unicode", "")


@pytest.mark.parametrize(
    "text",
    [
        "®¸µ¶ ·¹x ¨»y ®®a ¬­b ©ªc " * 30,
        "aä oå uø eû yï aü ñx ñaä oåø uû " * 30,
        "á»á» Ã¡Ã¢ á»\x90 Ã© Ã¨ " * 30,
    ],
)
def test_rubbish_is_refused_with_the_reason(text: str) -> None:
    source = SourceText.of(text)
    assert "Save the file as Unicode" in source.refusal
    report = read(source)
    assert report.figures == []
    assert report.warnings == [source.refusal]
