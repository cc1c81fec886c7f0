"""People named with a position."""

import pytest

from plenum.reading import read

CASES = [
    ("Nguyen Van Hung, Secretary of the Hai Ninh Party Committee, opened it.", "Nguyen Van Hung",
     "Secretary of the Hai Ninh Party Committee"),
    ("Chairwoman Tran Thi Mai presided.", "Tran Thi Mai", "Chairwoman"),
    ("Deputy Prime Minister Le Van Thanh visited the port.", "Le Van Thanh", "Deputy Prime Minister"),
    ("Alice Carter, Minister of Finance, spoke.", "Alice Carter", "Minister of Finance"),
    ("Đồng chí Nguyễn Văn Hùng, Bí thư Tỉnh ủy, phát biểu.", "Nguyễn Văn Hùng", "Bí thư Tỉnh ủy"),
    ("Chủ tịch UBND tỉnh Trần Thị Mai chủ trì.", "Trần Thị Mai", "Chủ tịch UBND tỉnh"),
    ("Ông Lê Văn Thanh - Giám đốc Sở Tài chính - báo cáo.", "Lê Văn Thanh", "Giám đốc Sở Tài chính"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "position"), CASES)
def test_a_person_is_found_with_the_position(text: str, name: str, position: str) -> None:
    report = read(text)
    assert [
        (report.words(p.start, p.end), report.words(p.position_start, p.position_end)) for p in report.people
    ] == [(name, position)]


@pytest.mark.parametrize(
    "text",
    [
        "Nguyen Van Hung opened the meeting.",
        "The Hai Ninh Party Committee met.",
        "Nguyễn Văn Hùng khai mạc hội nghị.",
        "Tỉnh ủy Hải Ninh họp.",
    ],
)
def test_a_name_without_a_position_is_not_marked(text: str) -> None:
    assert read(text).people == []
