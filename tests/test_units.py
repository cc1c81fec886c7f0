"""Units: a truth table of ways to write them, and the laws that hold for all of them."""

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.errors import InvalidInput, UnitError
from plenum.units import CURRENCIES, MEASURES, SCALE_SYMBOLS, SCALE_WORDS, Unit
from plenum.units.currencies import CURRENCY_WORDS, SHARED_CURRENCY_WORDS

TABLE = Path(__file__).parent / "truth" / "units.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))

_codes = st.sampled_from([*MEASURES, *sorted(CURRENCIES)])
_pers = st.one_of(
    st.none(),
    st.sampled_from(
        ["person", "1000 birth", "year", "person per year", "10000 person per year", "km2", "VND"]
    ),
    st.integers(1, 6).map(lambda power: f"{10**power} person"),
)
units = st.one_of(
    st.builds(Unit, _codes.filter(lambda code: code != "rank"), st.integers(-9, 18), _pers),
    st.just(Unit("rank")),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_truth_table(row: dict[str, str]) -> None:
    unit = Unit.parse(row["text"])
    assert {
        "text": row["text"],
        "code": str(unit),
        "label_vi": unit.label("vi"),
        "label_en": unit.label("en"),
    } == row


@given(units)
def test_round_trips(unit: Unit) -> None:
    assert Unit.parse(str(unit)) == unit
    assert Unit.parse(f"  {unit} ") == unit
    assert str(Unit.parse(str(unit))) == str(unit)
    for label in (unit.label("vi"), unit.label("en"), unit.label("en", one=True)):
        assert Unit.parse(label) == unit
        assert Unit.parse(unicodedata.normalize("NFD", label)) == unit


@pytest.mark.parametrize("code", [*MEASURES, *sorted(CURRENCIES)])
def test_every_measure_reads_by_each_of_its_names(code: str) -> None:
    assert Unit.parse(code) == Unit(code)
    for exponent in (0,) if code == "rank" else (0, 3, 6, 9, 12):
        unit = Unit(code, exponent)
        for label in (str(unit), unit.label("vi"), unit.label("en"), unit.label("en", one=True)):
            assert Unit.parse(label) == unit
    if code in MEASURES:
        for alias in MEASURES[code].aliases:
            assert Unit.parse(alias) == Unit(code)


def test_no_name_stands_for_two_measures() -> None:
    owners = defaultdict(set)
    for measure in MEASURES.values():
        for name in (measure.code, measure.vi, measure.en, measure.one, *measure.aliases):
            owners[name.lower()].add(measure.code)
    for code, words in CURRENCY_WORDS.items():
        for word in words:
            owners[word].add(code)
    owners.pop("")
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert not owners.keys() & SHARED_CURRENCY_WORDS.keys()


def test_every_measure_converts_into_a_known_one() -> None:
    for measure in MEASURES.values():
        base = MEASURES[measure.dimension or measure.code]
        assert base.power == 0 or base.code == measure.code
        assert (base.dimension or base.code) == base.code


def test_percent_is_not_percentage_point() -> None:
    percent, point = Unit.parse("%"), Unit.parse("pp")
    assert percent != point
    assert not percent.converts_to(point)
    assert percent.label("en") != point.label("en")
    assert percent.label("vi") != point.label("vi")


def test_counts_of_the_same_word_stay_apart() -> None:
    assert Unit.parse("area") == Unit("area")
    assert not Unit.parse("area").converts_to(Unit.parse("m2"))
    assert Unit.parse("m") == Unit("m")
    assert Unit.parse("m m") == Unit("m", 6)
    assert Unit.parse("time") == Unit("x")


@pytest.mark.parametrize(
    ("one", "other", "power"),
    [
        ("bn VND", "m VND", 3),
        ("km2", "ha", 2),
        ("tonne", "quintal", 1),
        ("tonne", "kg", 3),
        ("GWh", "kWh", 6),
        ("MW", "kW", 3),
        ("m3", "l", 3),
        ("person per ha", "person per km2", 2),
        ("bed per 1000 person", "bed per 10000 person", 1),
        ("basis points", "pp", -2),
    ],
)
def test_what_converts(one: str, other: str, power: int) -> None:
    first, second = Unit.parse(one), Unit.parse(other)
    assert first.converts_to(second)
    assert second.converts_to(first)
    assert first.power - second.power == power


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VND", "USD"),
        ("%", "x"),
        ("ha", "tonne"),
        ("USD", "USD per person"),
        ("month", "year"),
        ("commune", "ward"),
    ],
)
def test_what_does_not_convert(one: str, other: str) -> None:
    assert not Unit.parse(one).converts_to(Unit.parse(other))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("triệu", "how many but not of what"),
        ("nghìn tỷ", "how many but not of what"),
        ("bn", "how many but not of what"),
        ("dollars", "several countries"),
        ("m dollars", "several countries"),
        ("$", "USD, AUD"),
        ("rupees", "INR"),
        ("comunes", "Is it commune"),
        ("tonns", "tonne"),
        ("per person", "not a unit"),
        ("VND per", "not a unit"),
        ("beds per 25", "not a unit"),
        ("beds per 10,00", "not a unit"),
        ("VND USD", "not a unit"),
        ("bn bn VND", "not a unit"),
        ("10^99 VND", "between -9 and 18"),
        ("12", "not a unit"),
        ("{}", "counted thing"),
        ("{communes}", "counted thing"),
        ("{Lamp}", "counted thing"),
        ("{million lamps}", "counted thing"),
        ("{beds per lamp}", "counted thing"),
        ("xts", "not a unit"),
        ("a" * 500, "too long"),
    ],
)
def test_refused_with_advice(text: str, reason: str) -> None:
    with pytest.raises(UnitError) as caught:
        Unit.parse(text)
    message = str(caught.value)
    assert reason in message
    assert len(message) < 400


@pytest.mark.parametrize("value", [None, 5, ["VND"]])
def test_only_texts_are_read(value: object) -> None:
    with pytest.raises(UnitError, match="not a text"):
        Unit.parse(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measure", "exponent", "per", "reason"),
    [
        ("communes", 0, None, "Is it commune"),
        ("vnd", 0, None, "Is it VND"),
        ("Lamp", 0, None, "code of a measure"),
        ("", 0, None, "code of a measure"),
        (None, 0, None, "code of a measure"),
        ("VND", 19, None, "between -9 and 18"),
        ("VND", -10, None, "between -9 and 18"),
        ("VND", True, None, "whole number"),
        ("VND", 1.0, None, "whole number"),
        ("VND", 0, "people", "can be per"),
        ("VND", 0, "25 person", "can be per"),
        ("VND", 0, "1 person", "can be per"),
        ("VND", 0, "10000000 person", "can be per"),
        ("VND", 0, "", "can be per"),
        ("VND", 0, "person per", "can be per"),
        ("rank", 3, None, "place in an order"),
        ("rank", 0, "person", "place in an order"),
    ],
)
def test_constructor_refuses(measure: str, exponent: int, per: str | None, reason: str) -> None:
    with pytest.raises(UnitError, match=reason):
        Unit(measure, exponent, per)


@given(st.from_regex(r"[a-z]{3,10}( [a-z]{3,10})?", fullmatch=True))
def test_a_new_noun_is_kept_or_refused_never_changed(noun: str) -> None:
    try:
        unit = Unit(noun)
    except UnitError:
        return
    assert Unit.parse(str(unit)) == unit
    assert unit.label("vi") == unit.label("en") or noun in MEASURES


@given(st.text(max_size=40))
def test_any_text_is_a_unit_or_a_unit_error(text: str) -> None:
    try:
        unit = Unit.parse(text)
    except UnitError:
        return
    assert Unit.parse(str(unit)) == unit


def test_labels_have_two_languages() -> None:
    with pytest.raises(InvalidInput, match="choose vi or en"):
        Unit("VND").label("fr")
    assert Unit("commune").label("en", one=True) == "commune"
    assert Unit("commune", 3).label("en", one=True) == "thousand communes"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_scale_words_are_what_they_say(lang: str) -> None:
    for word, power in (SCALE_WORDS[lang] | SCALE_SYMBOLS).items():
        assert Unit.parse(f"{word} VND") == Unit("VND", power)
        assert Unit.parse(f"{word.upper()} VND") == Unit("VND", power)
    for compound, power in SCALE_WORDS[lang].items():
        parts = compound.split()
        if len(parts) > 1:
            assert power == sum(SCALE_WORDS[lang][part] for part in parts)


def test_currencies_are_three_capitals_of_iso_4217() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)
    assert {"VND", "USD", "EUR", "JPY", "CNY", "KRW", "INR", "ZAR", "KES", "LKR", "XDR", "ZWG"} <= CURRENCIES
    assert not {"XTS", "XXX", "HRK", "VNĐ"} & CURRENCIES
    assert not CURRENCIES & MEASURES.keys()
