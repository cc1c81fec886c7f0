"""The year that "this year" means."""

import pytest

from plenum.reading.patterns.report_year import fiscal_year_of, year_of


@pytest.mark.parametrize(
    ("text", "lang", "year"),
    [
        ("On June 9, 2021 the council met. In 2021 exports rose.", "en", 2021),
        ("Exports rose against 2020.", "en", 2021),
        ("In 2018 a port opened. Exports were higher than in 2020.", "en", 0),
        ("The 2020-2025 term began.", "en", 0),
        ("A vision to 2045 was adopted in 2021.", "en", 2021),
        ("Output at 2010 prices rose in 2021.", "en", 2021),
        ("Nothing is dated.", "en", 0),
        ("Năm 2021, xuất khẩu tăng so với năm 2020.", "vi", 2021),
        ("Nhiệm kỳ 2020 - 2025 khởi đầu.", "vi", 0),
    ],
)
def test_the_year_a_report_speaks_of(text: str, lang: str, year: int) -> None:
    assert year_of(text, lang) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Outlays for 2021-22 rise.", 2021),
        ("In 2020-21 and 2021-22 they rose; next year, 2021-22, more.", 2021),
        ("The 2020-2025 term.", 0),
        ("In 2021.", 0),
    ],
)
def test_the_fiscal_year_a_report_speaks_of(text: str, year: int) -> None:
    assert fiscal_year_of(text) == year
