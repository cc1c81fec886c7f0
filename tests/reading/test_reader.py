"""Reading a whole text: what carries from sentence to sentence, what is refused, and that nothing raises."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.reading import Report, SourceText, read, read_many

from .truths import figure, printed

REPORT = """Hai Ninh, July 12, 2021 - The provincial People's Committee reviewed the first six months of 2021.

GRDP grew 6.8% on the year, with industry up 9.1% and services 7.2%. Budget revenue was estimated at more than
1,250 billion VND, equal to 52.4% of the assigned budget. Exports fell by 3.2% to 98.5 million USD.

Nguyen Van Hung, Secretary of the Hai Ninh Party Committee, said that 14/20 targets of Resolution No. 45-NQ/TW had
been met. The Department of Finance must submit its report before August 31, 2021."""

BÁO_CÁO = """Ngày 12/7/2021, UBND tỉnh Hải Ninh họp đánh giá 6 tháng đầu năm 2021.

GRDP tăng 6,8% so với cùng kỳ, trong đó công nghiệp tăng 9,1%, dịch vụ tăng 7,2%. Thu ngân sách ước đạt hơn
1.250 tỷ đồng, bằng 52,4% dự toán. Xuất khẩu đạt 98,5 triệu USD, giảm 3,2%.

Đồng chí Nguyễn Văn Hùng, Bí thư Tỉnh ủy, cho biết có 14/20 chỉ tiêu của Nghị quyết số 45-NQ/TW đạt."""


def rows(report: Report) -> list[tuple[str, str, str, str, str]]:
    """Words, name, measure, role and period of every figure."""
    return [
        (
            report.words(f.value_start, f.value_end),
            report.words(f.name_start, f.name_end),
            f.measure.value,
            f.role.value,
            f.period,
        )
        for f in report.figures
    ]


def test_a_report_in_english_is_read_in_all_its_layers() -> None:
    report = read(REPORT)
    assert rows(report) == [
        ("6.8%", "GRDP", "growth", "actual", "2021-S1"),
        ("9.1%", "industry", "growth", "actual", "2021-S1"),
        ("7.2%", "services", "growth", "actual", "2021-S1"),
        ("1,250 billion VND", "Budget revenue", "level", "estimate", "2021-S1"),
        ("52.4%", "Budget revenue", "of_plan", "estimate", "2021-S1"),
        ("3.2%", "Exports", "growth", "actual", "2021-S1"),
        ("98.5 million USD", "Exports", "level", "actual", "2021-S1"),
    ]
    assert [t.count for t in report.tallies] == [14]
    assert [d.number for d in report.documents] == ["45-NQ/TW"]
    assert [report.words(p.start, p.end) for p in report.people] == ["Nguyen Van Hung"]
    assert [d.period for d in report.deadlines] == ["@2021-08-31"]


def test_a_report_in_vietnamese_is_read_in_all_its_layers() -> None:
    report = read(BÁO_CÁO)
    assert rows(report) == [
        ("6,8%", "GRDP", "growth", "actual", "2021-S1"),
        ("9,1%", "công nghiệp", "growth", "actual", "2021-S1"),
        ("7,2%", "dịch vụ", "growth", "actual", "2021-S1"),
        ("1.250 tỷ đồng", "Thu ngân sách", "level", "estimate", "2021-S1"),
        ("52,4%", "Thu ngân sách", "of_plan", "estimate", "2021-S1"),
        ("98,5 triệu USD", "Xuất khẩu", "level", "actual", "2021-S1"),
        ("3,2%", "Xuất khẩu", "growth", "actual", "2021-S1"),
    ]
    assert [t.count for t in report.tallies] == [14]
    assert [d.number for d in report.documents] == ["45-NQ/TW"]
    assert [report.words(p.start, p.end) for p in report.people] == ["Nguyễn Văn Hùng"]


def test_a_mixed_report_is_read_sentence_by_sentence() -> None:
    report = read(BÁO_CÁO + "\n\n" + REPORT)
    assert (
        figure(report, "1.250 tỷ đồng").value
        == figure(report, "1,250 billion VND").value
        == Decimal("1250e9")
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Hong Kong's reserves are $860 billion.", "HKD"),
        ("Singapore's fund holds $12 million.", "SGD"),
        ("Australia will pay $12 million.", "AUD"),
        ("The fund holds $12 million.", "USD"),
        ("India paid Rs. 12 crore.", "INR"),
        ("Nepal paid Rs. 12 million.", "NPR"),
        ("The treasury paid Rs. 12 million.", "LKR"),
    ],
)
def test_a_shared_sign_is_the_money_of_the_country_named(text: str, unit: str) -> None:
    assert read(text).figures[0].unit == unit


def test_the_same_text_always_gives_the_same_figures() -> None:
    assert read(REPORT) == read(REPORT)


def test_many_texts_are_read_one_by_one() -> None:
    assert [len(report.figures) for report in read_many(["Exports rose 5%.", "", "A 3% fall."])] == [1, 0, 1]


def test_spans_count_in_the_composed_text() -> None:
    report = read("Thu ngân sa\u0301ch đạt 45 tỷ đồng.")
    assert "\u0301" not in report.text
    assert report.words(*(lambda f: (f.value_start, f.value_end))(report.figures[0])) == "45 tỷ đồng"


def test_a_text_that_would_come_out_as_rubbish_is_refused_with_the_reason() -> None:
    source = SourceText("Exports rose 5%.", "", refusal="The letters are of no encoding known here.")
    report = read(source)
    assert (report.figures, report.warnings) == ([], ["The letters are of no encoding known here."])


def test_the_numbers_of_a_table_run_together_are_no_sentence() -> None:
    table = " ".join(f"{number} {number + 1}.5" for number in range(10, 60))
    assert printed(read(f"Exports rose 5%.\n{table}\nImports fell 3%.")) == ["5%", "3%"]


def test_a_long_list_of_places_is_still_read() -> None:
    places = "; ".join(f"Province of the {name} Hills {n}.5%" for n, name in enumerate(WORDS))
    assert len(read(f"Growth by province: {places}.").figures) == len(WORDS)


WORDS = [
    f"{tree} {land}"
    for tree in ("Amber", "Cedar", "Ember", "Heath", "Juniper", "Maple", "Olive", "Quartz", "Willow")
    for land in ("North", "South", "East", "West", "Upper")
]


# ---- no text raises, and every span lies in the text

WORDS_AND_MARKS = """
5% 3.2 1,250 45 billion VND tỷ đồng triệu USD percentage points lần revenue exports thu ngân sách tăng giảm
rose fell by to from of which the in 2021 quý III/2021 tháng 5/2021 first half of 14/20 targets chỉ tiêu đạt
Resolution No. 45-NQ/TW Nghị quyết số Nguyen Van Hung Secretary of the Party Committee Bí thư Tỉnh ủy ( ) , ; :
. - – “ ” ước estimated at plan kế hoạch dự toán compared with so với cùng kỳ respectively lần lượt top 10 8th
one-third doubled three in five $ € ₹ crore lakh as of tính đến ngày 30/6/2021 June 30, 2021 this year năm nay
before trước must submit hoàn thành
"""
PIECES = st.sampled_from(
    [*WORDS_AND_MARKS.split(), "\n", "\n\n", "e\u0301", "\u200b", "\ufeff", "\x00", "\ud800"]
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=300)


def spans(report: Report) -> list[tuple[int, int]]:
    """Every span of every layer."""
    found: list[tuple[int, int]] = []
    for f in report.figures:
        found += [(f.value_start, f.value_end), (f.name_start, f.name_end)]
    for p in report.people:
        found += [(p.start, p.end), (p.position_start, p.position_end)]
    for d in report.deadlines:
        found += [(d.start, d.end), (d.action_start, d.action_end), (d.body_start, d.body_end)]
    found += [(m.start, m.end) for m in report.documents]
    for tally in report.tallies:
        found += [(tally.start, tally.end), *tally.listed]
    return found


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_every_span_lies_inside_it(text: str) -> None:
    report = read(text)
    for start, end in spans(report):
        assert 0 <= start <= end <= len(report.text)
    for f in report.figures:
        assert f.value_start < f.value_end
        assert any(sign.isalnum() for sign in report.words(f.value_start, f.value_end))
    starts = [f.value_start for f in report.figures]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 50_000,
        "," * 100_000,
        "(" * 50_000 + ")" * 50_000,
        "1" * 100_000,
        "5% " * 33_000,
        "of which " * 11_000,
        "of which 5% " * 8_000,
        "January " * 12_000,
        "revenue grew by 5 percent and the budget reached 3 billion VND, " * 1_500,
        "a\n" * 50_000,
        "Secretary of the " * 6_000,
        "tháng 3 " * 12_000,
        "5 tỷ " * 20_000,
        '"' * 100_000,
    ],
    ids=lambda text: text[:14],
)
def test_a_hostile_text_costs_no_more_than_prose(text: str) -> None:
    """Prose takes about 0.35 s for 100,000 characters on one slow core; a quadratic cost would take minutes."""
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 3
