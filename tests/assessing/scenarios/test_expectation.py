"""What is expected year by year, and the courses made of it."""

from decimal import Decimal

from plenum.assessing.engine import judge
from plenum.assessing.scenarios.links import Link, LinkKind
from plenum.assessing.scenarios.outlook import QUANTILES, Course
from plenum.assessing.scenarios.terms import Assumption, Basis, Measure
from tests.assessing import cases

from .worlds import SHARE, world

D = Decimal
RISING = "2016:80 2017:84 2018:87 2019:92 2020:95 2021:99 2022:104"


def test_the_quantiles_are_in_order_and_spread_with_the_years() -> None:
    expected = world({1: RISING}, expecting=True).expected[1]
    assert list(expected) == [2023, 2024, 2025]
    widths = []
    for year in expected:
        values = [expected[year][level] for level in QUANTILES]
        assert values == sorted(values)
        widths.append(values[-1] - values[0])
    assert widths == sorted(widths)


def test_they_are_those_of_the_probability() -> None:
    """At the median the chance of reaching a figure is one half; at the upper quantile one in ten."""
    seen = world({1: RISING}, expecting=True)
    for level, chance in ((0.5, 0.5), (0.9, 0.1), (0.1, 0.9)):
        figure = seen.expected[1][2025][level].quantize(D("0.000001"))
        target = cases.target(1, low=figure, baseline_on=None)
        (row,) = judge(seen.knowledge.observations, cases.tables([], [target])[1], "probability").to_pylist()
        assert abs(row["probability"] - chance) < 1e-4


def test_high_is_the_good_side() -> None:
    seen = world({1: RISING, 2: RISING}, {2: {"direction": "down"}}, expecting=True)
    courses = {course: seen.future(course=course).paths for course in Course}
    assert courses[Course.LOW][1].values[2025] < courses[Course.BASE][1].values[2025]
    assert courses[Course.BASE][1].values[2025] < courses[Course.HIGH][1].values[2025]
    assert courses[Course.HIGH][2].values[2025] < courses[Course.LOW][2].values[2025]
    assert courses[Course.BASE][1].basis is Basis.EXPECTED


def test_what_something_is_divided_by_keeps_to_the_course_expected() -> None:
    link = Link(LinkKind.QUOTIENT, 3, (1, 2))
    seen = world({1: RISING, 2: RISING, 3: "2022:1"}, links=[link], expecting=True)
    low, high = (seen.future(course=course).paths for course in (Course.LOW, Course.HIGH))
    assert low[2] == high[2]
    assert low[3].values[2025] < high[3].values[2025]


def test_what_is_not_assumed_follows_the_course_from_where_it_is() -> None:
    seen = world({1: RISING}, expecting=True)
    base = seen.future().paths[1].values
    path = seen.future([Assumption(1, Measure.GROWTH, D(0), 2023)]).paths[1].values
    assert path[2023] == D(104)
    assert abs(path[2025] / path[2023] - base[2025] / base[2023]) < D("0.000001")


def test_too_little_known_leaves_the_pace() -> None:
    seen = world({1: "2021:100 2022:110"}, expecting=True)
    assert seen.expected == {}
    assert seen.future().paths[1].basis is Basis.PACE


def test_bounds_hold() -> None:
    share = {**SHARE, "lower": D(0), "upper": D(100)}
    seen = world({1: "2018:90 2019:93 2020:95 2021:97 2022:99"}, {1: share}, expecting=True)
    assert all(0 <= value <= 100 for year in seen.expected[1].values() for value in year.values())
