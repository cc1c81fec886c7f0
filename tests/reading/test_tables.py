"""A number of a table is read by the heads of its row and its column."""

import pytest

from plenum.reading.loaders.drafts import Cell, Draft

Row = list[str]


def told(rows: list[Row], *before: str) -> list[tuple[str, ...]]:
    """Words, name, value, unit, measure, role and period of each figure of a report that is a table."""
    draft = Draft("x", "text/plain", b"")
    for paragraph in before or ("Báo cáo của ủy ban nhân dân tỉnh về tình hình thực hiện nhiệm vụ.",):
        draft.paragraph(paragraph)
    draft.table([[Cell(cell) for cell in row] for row in rows])
    report = draft.finish().report()
    return [
        (
            report.words(figure.value_start, figure.value_end),
            report.words(figure.name_start, figure.name_end),
            f"{figure.value.normalize():f}",
            figure.unit,
            figure.measure.value,
            figure.role.value,
            figure.period,
        )
        for figure in report.figures
    ]


VI = "Báo cáo của ủy ban nhân dân tỉnh năm 2021."
EN = "The committee's report on the year 2021 to the people's council."

# what the table shows: (the paragraphs before it, its rows, (name, value, unit, measure, role, period) of each figure)
CASES: dict[str, tuple[list[str], list[Row], list[tuple[str, ...]]]] = {
    "unit in the row's head": (
        [VI],
        [["Chỉ tiêu", "2020"], ["Thu ngân sách (tỷ đồng)", "1.000"]],
        [("Thu ngân sách", "1000000000000", "VND", "level", "actual", "2020")],
    ),
    "unit after a comma": (
        [EN],
        [["Indicator", "2020"], ["Rice output, thousand tonnes", "1,000"]],
        [("Rice output", "1000000", "tonne", "level", "actual", "2020")],
    ),
    "unit of its own column": (
        [VI],
        [["Chỉ tiêu", "Đơn vị", "2020"], ["Diện tích lúa", "nghìn ha", "2,5"], ["Dân số", "người", "5"]],
        [
            ("Diện tích lúa", "2500", "ha", "level", "actual", "2020"),
            ("Dân số", "5", "person", "level", "actual", "2020"),
        ],
    ),
    "unit above the table": (
        [VI, "Đơn vị tính: triệu USD"],
        [["Nhóm", "2020", "2021"], ["Dệt may", "1,5", "2"]],
        [
            ("Dệt may", "1500000", "USD", "level", "actual", "2020"),
            ("Dệt may", "2000000", "USD", "level", "actual", "2021"),
        ],
    ),
    "unit above the table in the other language": (
        [VI, "Unit: billion VND"],
        [["Nhóm", "2020"], ["Dệt may", "1,5"]],
        [("Dệt may", "1500000000", "VND", "level", "actual", "2020")],
    ),
    "no unit": (
        [EN],
        [["Indicator", "2020"], ["Score", "7.5"]],
        [("Score", "7.5", "", "level", "actual", "2020")],
    ),
    "years down, indicators across": (
        [VI],
        [["Năm", "GRDP (tỷ đồng)", "Tăng trưởng (%)"], ["2019", "1.000", "7,5"], ["2020", "1.100", "(2,5)"]],
        [
            ("GRDP", "1000000000000", "VND", "level", "actual", "2019"),
            ("Tăng trưởng", "7.5", "%", "growth", "actual", "2019"),
            ("GRDP", "1100000000000", "VND", "level", "actual", "2020"),
            ("Tăng trưởng", "-2.5", "%", "growth", "actual", "2020"),
        ],
    ),
    "plan, estimate and forecast": (
        [EN],
        [["Indicator", "Plan 2021", "Estimate 2021", "Forecast 2022"], ["Revenue (billion VND)", "5", "6", "7"]],
        [
            ("Revenue", "5000000000", "VND", "level", "target", "2021"),
            ("Revenue", "6000000000", "VND", "level", "estimate", "2021"),
            ("Revenue", "7000000000", "VND", "level", "forecast", "2022"),
        ],
    ),
    "compared with the plan and with the year before": (
        [VI],
        [
            [
                "Chỉ tiêu", "Thực hiện 9 tháng năm 2021", "So với KH (%)", "Tăng, giảm so với cùng kỳ (%)",
                "So với cùng kỳ (%)",
            ],
            ["Thu (tỷ đồng)", "50", "75,5", "12,5", "-3"],
        ],
        [
            ("Thu", "50000000000", "VND", "level", "actual", "2021-01/2021-09"),
            ("Thu", "75.5", "%", "of_plan", "actual", "2021-01/2021-09"),
            ("Thu", "12.5", "%", "growth", "actual", "2021-01/2021-09"),
            ("Thu", "-3", "%", "growth", "actual", "2021-01/2021-09"),
        ],
    ),
    "items numbered and parts marked": (
        [VI],
        [
            ["TT", "Chỉ tiêu", "2020"], ["A", "B", "1"], ["I", "Kinh tế", ""], ["1", "Thu (tỷ đồng)", "50"],
            ["1.1", "- Trong đó: Thu nội địa (tỷ đồng)", "30"],
        ],
        [
            ("Thu", "50000000000", "VND", "level", "actual", "2020"),
            ("Thu nội địa", "30000000000", "VND", "level", "actual", "2020"),
        ],
    ),
    "a rank": (
        [EN],
        [["Indicator", "2020 rank"], ["Competitiveness", "3"]],
        [("Competitiveness", "3", "rank", "rank", "actual", "2020")],
    ),
    "a percent sign in the cell": (
        [EN],
        [["Indicator", "2020"], ["Poverty rate", "2.5%"]],
        [("Poverty rate", "2.5", "%", "level", "actual", "2020")],
    ),
    "constant prices are no period": (
        [VI],
        [["Chỉ tiêu", "Năm 2020"], ["GRDP theo giá so sánh năm 2010 (tỷ đồng)", "5"]],
        [("GRDP theo giá so sánh năm 2010", "5000000000", "VND", "level", "actual", "2020")],
    ),
    "the title says the period": (
        [VI, "Bảng 2. Kết quả 6 tháng đầu năm 2021"],
        [["Chỉ tiêu", "Kết quả"], ["Thu (tỷ đồng)", "5"]],
        [("Thu", "5000000000", "VND", "level", "actual", "2021-S1")],
    ),
    "words only": ([EN], [["Task", "Body"], ["Build a road", "Works"]], []),
    "no heads": ([EN], [["1", "2"], ["3", "4"]], []),
    "one row": ([EN], [["Revenue", "5"]], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_figures_of_tables(case: str) -> None:
    before, rows, expected = CASES[case]
    if case in ("words only", "no heads", "one row"):
        assert not [one for one in told(rows, *before) if one[1]]
    else:
        assert [one[1:] for one in told(rows, *before)] == expected


def test_prose_beside_a_table_is_read_as_ever() -> None:
    draft = Draft("x", "text/plain", b"")
    draft.paragraph("In 2021, state budget revenue was 45,600 billion VND, up 13.5%.")
    draft.table([[Cell(cell) for cell in row] for row in (["Indicator", "2020"], ["Output (tonnes)", "5"])])
    draft.paragraph("Exports were 2.5 billion USD in 2021.")
    report = draft.finish().report()
    words = [report.words(figure.value_start, figure.value_end) for figure in report.figures]
    assert words == ["45,600 billion VND", "13.5%", "5", "2.5 billion USD"]
    assert report.text.count("45,600") == 1


def test_tables_of_a_converted_text_keep_their_cells() -> None:
    draft = Draft("x", "text/plain", b"")
    draft.paragraph("Thu ng©n s¸ch nhµ n­íc trªn ®Þa bµn thµnh phè trong n¨m ®¹t kÕt qu¶ tèt.")
    rows = (["ChØ tiªu", "N¨m 2020"], ["Tû lÖ hé nghÌo (%)", "2,5"])
    draft.table([[Cell(cell) for cell in row] for row in rows])
    loaded = draft.finish()
    (figure,) = loaded.report().figures
    assert loaded.source.text[figure.value_start : figure.value_end] == "2,5"
    assert loaded.source.text[figure.name_start : figure.name_end] == "Tỷ lệ hộ nghèo"
