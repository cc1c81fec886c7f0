"""What time a figure is of: its own, its clause's, its section's, its report's."""

import pytest

from plenum.reading import read
from tests.reading.truths import figure, truths


@pytest.mark.parametrize("row", truths("periods"))
def test_what_time_a_figure_is_of(row: dict[str, str]) -> None:
    assert figure(read(row["text"]), row["words"]).period == row["period"]


def test_this_year_is_the_year_the_report_names() -> None:
    report = read("The council met on June 9, 2021. This year exports rose 5%. Last year they rose 3%.")
    assert [each.period for each in report.figures] == ["2021", "2020"]


def test_năm_nay_is_the_year_the_report_names() -> None:
    report = read("Ngày 9/6/2021, hội đồng họp. Năm nay xuất khẩu tăng 5%. Năm ngoái tăng 3%.")
    assert [each.period for each in report.figures] == ["2021", "2020"]
