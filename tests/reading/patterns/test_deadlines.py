"""What is to be done by when, and by whom."""

import pytest

from plenum.reading import read


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The Department of Finance must submit its report before June 30, 2024.", "@2024-06-30"),
        ("Sở Tài chính hoàn thành báo cáo trước ngày 30/6/2024.", "@2024-06-30"),
    ],
)
def test_a_deadline_is_found_with_its_day(text: str, period: str) -> None:
    report = read(text)
    assert [deadline.period for deadline in report.deadlines] == [period]
    [deadline] = report.deadlines
    assert report.words(deadline.body_start, deadline.body_end) in (
        "Department of Finance",
        "The Department of Finance",
        "Sở Tài chính",
    )


def test_a_time_that_is_no_deadline_is_none() -> None:
    assert read("Revenue reached 45 billion VND before June 30, 2024.").deadlines == []
