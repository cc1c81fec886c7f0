"""From a report's words to an indicator: what is proposed, how sure, and what never is."""

from decimal import Decimal

import pytest

from plenum.collecting.linking import THRESHOLD, Called, Link, Named, Names, Said
from plenum.collecting.vocabulary import Reason

INDICATORS = (
    Named(
        1, ("Tổng thu ngân sách nhà nước trên địa bàn", "Total state budget revenue in the area"), "bn VND"
    ),
    Named(2, ("Thu nội địa", "Domestic budget revenue"), "bn VND"),
    Named(3, ("Tốc độ tăng tổng thu ngân sách", "Growth of total state budget revenue"), "%"),
    Named(4, ("Tổng thu ngân sách so với dự toán", "Total state budget revenue against the estimate"), "%"),
    Named(5, ("Tốc độ tăng GRDP", "GRDP growth"), "%"),
    Named(6, ("Quy mô GRDP (giá hiện hành)", "GRDP at current prices"), "bn VND"),
    Named(7, ("GRDP bình quân đầu người", "GRDP per capita"), "m VND"),
    Named(8, ("Tỷ lệ hộ nghèo", "Poor household rate"), "%"),
    Named(9, ("Tỷ lệ hộ nghèo khu vực nông thôn", "Rural poor household rate"), "%"),
    Named(10, ("Số giường bệnh trên một vạn dân", "Hospital beds per 10,000 people"), "beds per 10,000"),
    Named(11, ("Sản lượng hàng hóa qua cảng", "Cargo through ports"), "m tonnes"),
    Named(12, ("Kim ngạch xuất khẩu", "Export turnover"), "m USD"),
    Named(13, ("Số xã đạt chuẩn nông thôn mới", "Communes meeting the new-rural standard"), "communes"),
    Named(15, ("Tổng vốn đầu tư toàn xã hội", "Total social investment"), "bn VND"),
    Named(14, ("Tỷ trọng kinh tế số trong GRDP", "Digital economy share of GRDP"), "%"),
)
NAMES = Names(INDICATORS)


def said(
    name: str, unit: str, measure: str = "level", *, value: str = "1", sentence: str = "", around: str = ""
) -> Said:
    return Said(name, sentence or name, measure, unit, Decimal(value), around)


@pytest.mark.parametrize(
    ("name", "unit", "measure", "indicator"),
    [
        ("Budget revenue", "VND", "level", 1),
        ("State budget revenue", "VND", "level", 1),
        ("thu ngân sách nhà nước", "VND", "level", 1),
        ("thu NSNN", "VND", "level", 1),
        ("THU NGAN SACH", "VND", "level", 1),
        ("domestic revenue", "VND", "level", 2),
        ("thu nội địa", "VND", "level", 2),
        ("State budget revenue", "%", "growth", 3),
        ("thu ngân sách", "%", "of_plan", 4),
        ("GRDP", "%", "growth", 5),
        ("GRDP growth", "%", "level", 5),
        ("tốc độ tăng trưởng kinh tế", "%", "growth", 5),
        ("tổng sản phẩm trên địa bàn (GRDP)", "%", "growth", 5),
        ("gross regional domestic product", "VND", "level", 6),
        ("GRDP", "VND", "level", 6),
        ("GRDP bình quân đầu người", "VND", "level", 7),
        ("poverty rate of households", "%", "level", 8),
        ("Tỉ lệ hộ nghèo", "%", "level", 8),
        ("poor housholds rate", "%", "level", 8),
        ("exports", "USD", "level", 12),
        ("Total social investment capital", "VND", "level", 15),
        ("giá trị xuất khẩu", "USD", "level", 12),
    ],
)
def test_the_closest_name_is_proposed_first(name: str, unit: str, measure: str, indicator: int) -> None:
    found = NAMES.candidates(said(name, unit, measure))
    assert found
    assert found[0].indicator == indicator
    assert all(link.score >= THRESHOLD for link in found)


@pytest.mark.parametrize(
    ("name", "unit", "measure"),
    [
        ("", "VND", "level"),
        ("projects", "project", "level"),
        ("tổng chi ngân sách", "VND", "level"),
        ("state budget expenditure", "VND", "level"),
        ("kim ngạch nhập khẩu", "USD", "level"),
        ("kinh tế thành phố", "%", "level"),
        ("Budget revenue", "USD", "level"),
        ("Budget revenue", "%", "level"),
        ("Budget revenue", "x", "ratio"),
        ("poor household rate", "pp", "change"),
        ("hospital beds", "bed", "level"),
    ],
)
def test_what_is_another_thing_or_measured_otherwise_is_not_proposed(
    name: str, unit: str, measure: str
) -> None:
    assert NAMES.candidates(said(name, unit, measure)) == []


def test_words_of_the_sentence_help_where_the_name_is_short() -> None:
    sentence = "Cargo through the ports reached a volume of 70 million tonnes."
    (link,) = NAMES.candidates(said("cargo volume", "tonne", sentence=sentence))
    assert (link.indicator, link.reason) == (11, Reason.IN_CONTEXT)


def test_a_value_said_to_be_per_something_fits_an_indicator_that_is() -> None:
    (link,) = NAMES.candidates(said("hospital beds", "bed", value="35", around="35 beds per 10,000 people"))
    assert link.indicator == 10
    (link,) = NAMES.candidates(said("Số giường bệnh", "bed", value="35", around="35 giường/vạn dân"))
    assert link.indicator == 10


def test_the_same_name_is_surest() -> None:
    link, *_ = NAMES.candidates(said("Poor household rate", "%"))
    assert link == Link(8, 100, Reason.SAME_NAME)
    rural, *others = NAMES.candidates(said("Tỷ lệ hộ nghèo khu vực nông thôn", "%"))
    assert rural.indicator == 9
    assert all(other.score < rural.score for other in others)


def test_what_was_confirmed_before_goes_first_and_only_where_measured_so() -> None:
    names = Names(INDICATORS, [Called("what we earned", "level", "VND", 2)])
    link, *_ = names.candidates(said("What we earned", "VND"))
    assert link == Link(2, 100, Reason.ALIAS)
    assert names.candidates(said("What we earned", "%", "growth")) == []
    # The later of two teachings holds.
    names = Names(
        INDICATORS, [Called("budget revenue", "level", "VND", 2), Called("budget revenue", "level", "VND", 1)]
    )
    assert names.candidates(said("budget revenue", "VND"))[0] == Link(1, 100, Reason.ALIAS)
    names = Names(INDICATORS, [Called("budget revenue", "level", "VND", 2)])
    first, second, *_ = names.candidates(said("budget revenue", "VND"))
    assert (first.indicator, second.indicator) == (2, 1)


def test_an_indicator_that_is_gone_or_unreadable_is_no_candidate() -> None:
    names = Names([Named(1, ("Thu", "Revenue"), "nonsense 7")], [Called("thu", "level", "VND", 99)])
    assert names.candidates(said("thu", "VND")) == []
    assert Names([]).candidates(said("thu", "VND")) == []
