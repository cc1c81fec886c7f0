"""Numbers in two languages, and quantities: a truth table of readings, and the laws that hold for all of them."""

import csv
import doctest
import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plenum.errors import AmbiguousNumber, InvalidInput, NumberError, PlenumError, UnitError, UnitMismatch
from plenum.quantities import MOST_DIGITS, Quantity, format_number, parse_number, total
from plenum.units import CURRENCIES, MEASURES, Unit

TABLE = Path(__file__).parent / "truth" / "numbers.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))

# What a report can print: at most 38 digits in all.
decimals = st.builds(
    lambda digits, places, minus: Decimal((int(minus), tuple(map(int, str(digits))), -places)),
    st.integers(0, 10**30 - 1),
    st.integers(0, 8),
    st.booleans(),
).filter(lambda number: number != 0 or not number.is_signed())
languages = st.sampled_from(["vi", "en"])
scaled_units = st.builds(
    Unit,
    st.sampled_from([code for code in (*MEASURES, *sorted(CURRENCIES)) if code != "rank"]),
    st.integers(-3, 15),
    st.sampled_from([None, "person", "10000 person"]),
)
units = st.one_of(scaled_units, st.just(Unit("rank")))
MONEY = Unit("VND", 9)


def outcome(text: str, lang: str | None) -> str:
    """A cell of the truth table: the digits read, or how the text was refused."""
    try:
        return f"{parse_number(text, lang):f}"
    except AmbiguousNumber:
        return "ambiguous"
    except NumberError:
        return "refused"


def plain(number: Decimal) -> tuple[int, tuple[int, ...], int]:
    """Sign, digits and exponent: equal only where the same digits are printed."""
    return number.as_tuple()  # type: ignore[return-value]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row["text"]))
def test_truth_table(row: dict[str, str]) -> None:
    text = row["text"]
    found = {"text": text, "vi": outcome(text, "vi"), "en": outcome(text, "en"), "none": outcome(text, None)}
    assert found == row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row["text"]))
def test_no_language_means_the_only_reading(row: dict[str, str]) -> None:
    readings = {row["vi"], row["en"]} - {"refused"}
    expected = {0: "refused", 1: next(iter(readings), ""), 2: "ambiguous"}
    assert row["none"] == expected[len(readings)]


def test_ambiguous_text_names_both_readings() -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        parse_number("1.234", None)
    assert str(caught.value) == "1.234 can be 1234 (vi) or 1.234 (en). Say which language the file is in."


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        (
            "1,234.5",
            "vi",
            "this is English notation. Choose English as the file's language, or write 1.234,5.",
        ),
        (
            "1.234,5",
            "en",
            "this is Vietnamese notation. Choose Vietnamese as the file's language, or write 1,234.5.",
        ),
        ("1,23,456", "en", "groups have three digits"),
        ("5.", None, "digits stand on both sides"),
        ("1e5", "en", "scientific notation"),
        ("nan", "vi", "Leave out the row"),
        ("", "vi", "no number here"),
        ("1 234", "vi", "space between digits"),
        ("12%", "vi", "the unit goes apart"),
        ("=1+1", None, "not a number"),
        ("9" * 39, "vi", "more than 38 digits"),
        ("1." + "0" * 38, "en", "more than 38 digits"),
        ("9" * 100_000, None, "more than 38 digits"),
        ("x" * 100_000, None, "not a number"),
    ],
)
def test_refusals_help_a_clerk(text: str, lang: str | None, reason: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text, lang)
    message = str(caught.value)
    assert reason in message
    assert len(message) < 300


@pytest.mark.parametrize("value", [None, 12, 1.5, Decimal(1), b"12", ["12"]])
@pytest.mark.parametrize("lang", ["vi", "en", None])
def test_only_texts_are_read(value: object, lang: str | None) -> None:
    with pytest.raises(NumberError, match="not a text"):
        parse_number(value, lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["12", "1.5"])
def test_only_two_languages(text: str) -> None:
    with pytest.raises(InvalidInput, match="choose vi or en"):
        parse_number(text, "fr")
    with pytest.raises(InvalidInput, match="choose vi or en"):
        format_number(Decimal(text), "fr")


@given(decimals, languages)
def test_numbers_round_trip_digit_for_digit(number: Decimal, lang: str) -> None:
    printed = format_number(number, lang)
    assert plain(parse_number(printed, lang)) == plain(number)
    assert plain(parse_number(f" {printed.replace('-', '−')}\n", lang)) == plain(number)
    mark = "." if lang == "vi" else ","
    for space in "\u00a0\u202f\u2009":
        assert plain(parse_number(printed.replace(mark, space), lang)) == plain(number)
    assert plain(parse_number(printed.replace(mark, ""), lang)) == plain(number)


@given(decimals)
def test_both_languages_print_the_same_digits(number: Decimal) -> None:
    swapped = format_number(number, "vi").translate(str.maketrans(".,", ",."))
    assert swapped == format_number(number, "en") == f"{number:,f}"


@given(decimals, languages)
def test_a_number_without_a_language_is_right_or_refused(number: Decimal, lang: str) -> None:
    printed = format_number(number, lang)
    other_lang = "en" if lang == "vi" else "vi"
    other = outcome(printed, other_lang)
    if other in ("refused", f"{number:f}"):
        assert parse_number(printed, None) == number
        return
    with pytest.raises(AmbiguousNumber) as caught:
        parse_number(printed, None)
    assert f"{number:f} ({lang})" in str(caught.value)
    assert f"{other} ({other_lang})" in str(caught.value)


@given(st.text(alphabet="0123456789.,-+ \u00a0\u202f−eE%", max_size=24), st.sampled_from(["vi", "en", None]))
def test_any_text_is_a_number_or_a_number_error(text: str, lang: str | None) -> None:
    try:
        number = parse_number(text, lang)
    except NumberError:
        return
    assert number.is_finite()
    assert len(number.as_tuple().digits) <= MOST_DIGITS
    # What was read has exactly the digits that were written.
    written = "".join(ch for ch in text if ch.isdigit()).lstrip("0")
    assert "".join(map(str, number.as_tuple().digits)).lstrip("0") == written


@pytest.mark.parametrize(
    ("value", "places", "vi", "en"),
    [
        ("45600", None, "45.600", "45,600"),
        ("1.50", None, "1,50", "1.50"),
        ("1234567.891", None, "1.234.567,891", "1,234,567.891"),
        ("-1234.5", None, "-1.234,5", "-1,234.5"),
        ("1E+3", None, "1.000", "1,000"),
        ("-0", None, "0", "0"),
        ("-0.00", None, "0,00", "0.00"),
        ("0.5", 0, "0", "0"),
        ("1.5", 0, "2", "2"),
        ("2.5", 0, "2", "2"),
        ("-0.4", 0, "0", "0"),
        ("0.125", 2, "0,12", "0.12"),
        ("0.135", 2, "0,14", "0.14"),
        ("7", 2, "7,00", "7.00"),
        ("999.995", 2, "1.000,00", "1,000.00"),
        ("12345678901234567890123456789012345678.5", 0, *("12.345.678.901.234.567.890.123.456.789.012.345.678",
         "12,345,678,901,234,567,890,123,456,789,012,345,678")),
    ],
)  # fmt: skip
def test_formatting(value: str, places: int | None, vi: str, en: str) -> None:
    assert format_number(Decimal(value), "vi", places) == vi
    assert format_number(Decimal(value), "en", places) == en


@given(decimals, st.integers(0, 7), languages)
def test_rounding_is_to_the_nearest_and_half_to_even(number: Decimal, places: int, lang: str) -> None:
    rounded = parse_number(format_number(number, lang, places), lang)
    step = Fraction(1, 10**places)
    assert Fraction(rounded) == round(Fraction(number) / step) * step
    assert rounded.as_tuple().exponent == -places


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+61", "1E-61", "1E+999999"])
def test_nothing_infinite_or_immense(value: str) -> None:
    for use in (lambda: format_number(Decimal(value), "vi"), lambda: Quantity(Decimal(value), MONEY)):
        with pytest.raises(NumberError):
            use()


@pytest.mark.parametrize("value", [1.5, "1", True, None, Fraction(1, 2)])
def test_a_value_is_an_exact_decimal(value: object) -> None:
    with pytest.raises(NumberError, match="exact decimal"):
        Quantity(value, MONEY)  # type: ignore[arg-type]
    with pytest.raises(NumberError, match="exact decimal"):
        format_number(value, "vi")  # type: ignore[arg-type]
    with pytest.raises(UnitError, match=r"Unit\.parse"):
        Quantity(Decimal(1), "bn VND")  # type: ignore[arg-type]


@pytest.mark.parametrize("places", [-1, 61])
def test_places_within_reason(places: int) -> None:
    with pytest.raises(InvalidInput, match="decimal places"):
        format_number(Decimal(1), "vi", places)


@given(decimals, decimals, units)
def test_sums_are_exact(one: Decimal, other: Decimal, unit: Unit) -> None:
    first, second = Quantity(one, unit), Quantity(other, unit)
    assert Fraction((first + second).value) == Fraction(one) + Fraction(other)
    assert Fraction((first - second).value) == Fraction(one) - Fraction(other)
    assert first + second == second + first
    assert first + second - second == first
    assert (first < second, first <= second) == (one < other, one <= other)
    assert (first > second, first >= second) == (one > other, one >= other)
    assert (first == second) == (one == other)
    assert (-first).value == one.copy_negate()
    assert abs(first).value == one.copy_abs()


@given(decimals, decimals)
def test_results_do_not_depend_on_the_callers_context(one: Decimal, other: Decimal) -> None:
    first, second = Quantity(one, MONEY), Quantity(other, MONEY)
    usual = (first + second, first - second, first * 3, first.to(Unit("VND")), -first, first < second)
    printed = format_number(one, "vi"), format_number(one, "vi", 2)
    with localcontext() as context:
        context.prec = 3
        narrow = (first + second, first - second, first * 3, first.to(Unit("VND")), -first, first < second)
        assert narrow == usual
        assert (format_number(one, "vi"), format_number(one, "vi", 2)) == printed
        assert parse_number(printed[0], "vi") == one


@given(decimals, decimals, units)
def test_products_are_exact_or_refused(value: Decimal, factor: Decimal, unit: Unit) -> None:
    product = Quantity(value, unit) * factor
    assert Fraction(product.value) == Fraction(value) * Fraction(factor)
    assert factor * Quantity(value, unit) == product


def test_products_too_long_are_refused() -> None:
    long = Quantity(Decimal("1" * 59), MONEY)
    for factor in (Decimal("1E+59"), Decimal("1E-59") * 7):
        with pytest.raises(NumberError, match="more than 60 places"):
            (long * factor) * factor
    with pytest.raises(TypeError):
        long * 1.5  # type: ignore[operator]
    with pytest.raises(TypeError):
        long * True
    with pytest.raises(TypeError):
        long * long  # type: ignore[operator]


@given(decimals, units, units)
def test_two_units_never_mix(value: Decimal, one: Unit, other: Unit) -> None:
    assume(one != other)
    first, second = Quantity(value, one), Quantity(value, other)
    for mix in (
        lambda: first + second,
        lambda: first - second,
        lambda: first < second,
        lambda: first <= second,
        lambda: first > second,
        lambda: first >= second,
        lambda: first.change_from(second),
        lambda: total([first, second]),
    ):
        with pytest.raises(UnitMismatch):
            mix()
    assert first != second


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("bn VND", "m VND", "Convert one to the other's unit first"),
        ("bn VND", "USD", "different things"),
        ("%", "pp", "two things"),
    ],
)
def test_a_mismatch_tells_what_to_do(one: str, other: str, reason: str) -> None:
    first, second = Quantity(1, Unit.parse(one)), Quantity(1, Unit.parse(other))  # type: ignore[arg-type]
    with pytest.raises(UnitMismatch, match=reason) as caught:
        _ = first + second
    assert one in str(caught.value)
    assert other in str(caught.value)


@given(decimals, scaled_units, st.integers(-9, 18))
def test_conversion_is_exact_both_ways(value: Decimal, unit: Unit, exponent: int) -> None:
    quantity = Quantity(value, unit)
    other = Unit(unit.measure, exponent, unit.per)
    converted = quantity.to(other)
    assert converted.unit == other
    assert plain(converted.to(unit).value) == plain(value)
    assert (
        Fraction(converted.value) * Fraction(10) ** exponent
        == Fraction(value) * Fraction(10) ** unit.exponent
    )


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        ("45600", "bn VND", "tn VND", "45.600"),
        ("45.6", "tỷ đồng", "VND", "45600000000"),
        ("2", "km2", "ha", "200"),
        ("62.5", "quintal/ha", "tonnes per ha", "6.25"),
        ("28", "beds per 10,000", "beds per 1,000", "2.8"),
        ("1.5", "GWh", "m kWh", "1.5"),
        ("25", "basis points", "pp", "0.25"),
    ],
)
def test_conversions(value: str, unit: str, other: str, expected: str) -> None:
    converted = Quantity(Decimal(value), Unit.parse(unit)).to(Unit.parse(other))
    assert f"{converted.value:f}" == expected


@pytest.mark.parametrize(
    ("unit", "other"), [("VND", "USD"), ("%", "pp"), ("%", "x"), ("month", "year"), ("ha", "km")]
)
def test_what_never_converts(unit: str, other: str) -> None:
    with pytest.raises(UnitMismatch, match="more than a power of ten"):
        Quantity(Decimal(1), Unit.parse(unit)).to(Unit.parse(other))


def test_a_change_between_percentages_is_in_points() -> None:
    now, before = Quantity(Decimal("6.5"), Unit("%")), Quantity(Decimal("4"), Unit("%"))
    assert now.change_from(before) == Quantity(Decimal("2.5"), Unit("pp"))
    money = Quantity(Decimal(5), MONEY).change_from(Quantity(Decimal(7), MONEY))
    assert money == Quantity(Decimal(-2), MONEY)


def test_total() -> None:
    thirds = [Quantity(Decimal("0.1"), MONEY)] * 3
    assert total(thirds) == Quantity(Decimal("0.3"), MONEY)
    assert total(iter(thirds[:1])) == thirds[0]
    with pytest.raises(InvalidInput, match="not zero"):
        total([])


@pytest.mark.parametrize(
    ("text", "lang", "code", "vi", "en"),
    [
        ("45.600 tỷ đồng", "vi", "45600 bn VND", "45.600 tỷ đồng", "45,600 billion VND"),
        ("13.52%", "en", "13.52 %", "13,52%", "13.52%"),
        ("13,52 %", None, "13.52 %", "13,52%", "13.52%"),
        ("2 điểm %", "vi", "2 pp", "2 điểm %", "2 percentage points"),
        ("1 percentage point", "en", "1 pp", "1 điểm %", "1 percentage point"),
        ("3,3 lần", "vi", "3.3 x", "3,3 lần", "3.3 times"),
        ("rank 5", "en", "5 rank", "hạng 5", "rank 5"),
        ("VND 65.4 million", "en", "65.4 m VND", "65,4 triệu đồng", "65.4 million VND"),
        ("VND65.4 million", "en", "65.4 m VND", "65,4 triệu đồng", "65.4 million VND"),
        ("US$5 million", "en", "5 m USD", "5 triệu USD", "5 million USD"),
        ("−0,5%", "vi", "-0.5 %", "-0,5%", "-0.5%"),
        ("57 xã", "vi", "57 commune", "57 xã", "57 communes"),
        ("1 commune", "en", "1 commune", "1 xã", "1 commune"),
        ("1.0 communes", "en", "1.0 commune", "1,0 xã", "1.0 communes"),
        ("28 beds per 10,000", "en", "28 bed per 10000 person", "28 giường bệnh trên 1 vạn dân",
         "28 hospital beds per 10,000 people"),
        ("5 m2", "en", "5 m2", "5 m²", "5 m²"),
        ("5 10^8 VND", "en", "5 10^8 VND", "5 trăm triệu đồng", "5 hundred million VND"),
    ],
)  # fmt: skip
def test_quantities_as_printed(text: str, lang: str | None, code: str, vi: str, en: str) -> None:
    quantity = Quantity.parse(text, lang)
    assert str(quantity) == code
    assert quantity.format("vi") == vi
    assert quantity.format("en") == en


@given(decimals, units, languages)
def test_quantities_round_trip(value: Decimal, unit: Unit, lang: str) -> None:
    quantity = Quantity(value, unit)
    read = Quantity.parse(quantity.format(lang), lang)
    assert read == quantity
    assert plain(read.value) == plain(value)
    assert Quantity.parse(unicodedata.normalize("NFD", quantity.format(lang)), lang) == quantity
    assert Quantity.parse(str(quantity), "en") == quantity


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("12", NumberError),
        ("%", NumberError),
        ("", NumberError),
        ("1.234 tấn", AmbiguousNumber),
        ("12 furlongs", UnitError),
        ("12 triệu", UnitError),
        ("5 dollars", UnitError),
        ("12 tấn 5 kg", PlenumError),
        (None, NumberError),
    ],
)
def test_quantities_refused(text: str, error: type[PlenumError]) -> None:
    with pytest.raises(error):
        Quantity.parse(text, None)


def test_quantities_are_frozen_and_hashable() -> None:
    quantity = Quantity(Decimal("1.0"), MONEY)
    assert {quantity: 1}[Quantity(Decimal(1), MONEY)] == 1
    assert Quantity(3, MONEY).value == Decimal(3)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        quantity.value = Decimal(2)  # type: ignore[misc]
    with pytest.raises(TypeError):
        _ = quantity + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = quantity < 1  # type: ignore[operator]


def test_the_examples_of_the_reference_page_hold() -> None:
    page = Path(__file__).parent.parent / "docs" / "reference" / "periods-units-quantities.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 20) == (0, True)
