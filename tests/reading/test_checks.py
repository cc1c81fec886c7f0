"""What two figures of a report say that cannot both be so."""

from decimal import Decimal

import pytest

from plenum.reading import Report, read
from plenum.reading.checks import Doubt, DoubtKind, Known, check


def doubts(text: str) -> list[tuple[str, list[str]]]:
    """The kind of each doubt and the words it stands on."""
    report = read(text)
    return [(doubt.kind.value, words(report, doubt)) for doubt in check(report)]


def words(report: Report, doubt: Doubt) -> list[str]:
    """The words of a doubt's spans."""
    return [report.words(*span) for span in doubt.spans]


YEAR = "The council reviewed the year 2021. "
NĂM = "Hội đồng đánh giá kết quả năm 2021. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            YEAR + "State budget revenue was 45,600 billion VND. Then state budget revenue was 45,660 billion VND.",
            [("two_values", ["45,600 billion VND", "45,660 billion VND"])],
        ),
        (
            NĂM + "Thu ngân sách nhà nước đạt 45.600 tỷ đồng. Thu ngân sách nhà nước đạt 45.660 tỷ đồng.",
            [("two_values", ["45.600 tỷ đồng", "45.660 tỷ đồng"])],
        ),
        (
            YEAR + "State budget revenue was 45,600 billion VND. State budget revenue was 45.6 billion VND.",
            [("unit_slip", ["45,600 billion VND", "45.6 billion VND"])],
        ),
        (
            YEAR + "Spending was 100 billion VND, of which roads took 70 billion VND and schools 50 billion VND.",
            [("parts", ["100 billion VND", "70 billion VND", "50 billion VND"])],
        ),
        (
            NĂM + "Chi ngân sách đạt 100 tỷ đồng, trong đó chi đầu tư 70 tỷ đồng, chi thường xuyên 50 tỷ đồng.",
            [("parts", ["100 tỷ đồng", "70 tỷ đồng", "50 tỷ đồng"])],
        ),
        (
            YEAR + "Spending was 100 billion VND, comprising roads at 40 billion VND, schools at 30 billion VND.",
            [("parts", ["100 billion VND", "40 billion VND", "30 billion VND"])],
        ),
        (
            "In 2021 export turnover was 120 million USD. Export turnover rose 50% in 2021. "
            "In 2020 export turnover was 100 million USD.",
            [("growth", ["120 million USD", "50%", "100 million USD"])],
        ),
        (YEAR + "Services made up 141% of output.", [("share", ["141%"])]),
        (
            YEAR + "So far 9/20 targets are likely to be met. The chairman said 14/20 targets are likely to be met.",
            [("tallies", ["9/20 targets", "14/20 targets"])],
        ),
        (
            NĂM + "Có 9/20 chỉ tiêu đạt. Báo cáo nêu có 14/20 chỉ tiêu đạt.",
            [("tallies", ["9/20 chỉ tiêu", "14/20 chỉ tiêu"])],
        ),
    ],
)  # fmt: skip
def test_what_disagrees_is_shown_with_both_words(text: str, expected: list[tuple[str, list[str]]]) -> None:
    found = doubts(text)
    assert [(kind, sorted(spans)) for kind, spans in found] == [
        (kind, sorted(spans)) for kind, spans in expected
    ]


@pytest.mark.parametrize(
    "text",
    [
        YEAR + "State budget revenue was 45,600 billion VND. State budget revenue was 45,600 billion VND.",
        "In 2021 budget revenue was 45,600 billion VND. In 2020 budget revenue was 45,660 billion VND.",
        YEAR + "Budget revenue was 45,600 billion VND against a target of 45,660 billion VND.",
        YEAR + "Budget revenue was 45,600 billion VND. Budget spending was 45,660 billion VND.",
        YEAR + "Spending was 100 billion VND, of which roads took 70 billion VND and schools 30 billion VND.",
        YEAR + "Spending was 100 billion VND, of which roads took 40 billion VND and schools 30 billion VND.",
        "In 2021 exports were 120 million USD, up 20%. In 2020 exports were 100 million USD.",
        YEAR + "Services made up 41% of output. Revenue met 141% of the plan. Prices rose 141%.",
        YEAR + "So far 9/20 targets are likely to be met and 14/20 targets were met.",
        NĂM + "Thu ngân sách đạt 45.600 tỷ đồng, chi ngân sách đạt 45.660 tỷ đồng.",
        "",
    ],
)
def test_what_agrees_raises_no_doubt(text: str) -> None:
    assert doubts(text) == []


KNOWN = [Known("State budget revenue", "VND", "2021", Decimal("45600e9"), "the ledger")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (YEAR + "State budget revenue was 45,660 billion VND.", DoubtKind.TWO_VALUES),
        (YEAR + "State budget revenue was 45.6 billion VND.", DoubtKind.UNIT_SLIP),
    ],
)
def test_a_report_is_held_against_the_record(text: str, kind: DoubtKind) -> None:
    [doubt] = check(read(text), KNOWN)
    assert doubt.kind is kind
    assert "the ledger" in doubt.message


def test_a_report_that_repeats_the_record_raises_no_doubt() -> None:
    assert check(read(YEAR + "State budget revenue was 45,600 billion VND."), KNOWN) == []


def test_doubts_stand_in_text_order() -> None:
    report = read(
        YEAR + "Services made up 141% of output. State budget revenue was 45,600 billion VND. "
        "State budget revenue was 45,660 billion VND."
    )
    found = [doubt.spans for doubt in check(report)]
    assert len(found) == 2
    assert found == sorted(found)


def test_many_figures_under_one_name_cost_little() -> None:
    text = YEAR + " ".join(f"Budget revenue was {n} billion VND." for n in range(1_000, 1_600))
    assert len(check(read(text))) < 2_000
