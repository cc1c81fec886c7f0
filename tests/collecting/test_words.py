"""Folding, dates, places and numbers: what the desk makes of a report's words. No database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.collecting.dating import date_in
from plenum.collecting.folding import fold, phrase_of, words_in
from plenum.collecting.placing import PlaceNamed, PlaceNames
from plenum.collecting.valuing import (
    Comparison,
    compare,
    in_unit,
    is_slip,
    last_digit,
    numbers_meant,
    printed_number,
)
from plenum.collecting.vocabulary import Stand
from plenum.units import Unit


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hải Phòng", "hai phong"),
        ("ĐỒNG đường", "dong duong"),
        ("thu\u00a0ngân", "thu ngan"),
        ("İ ß 45.600", "i ß 45.600"),
    ],
)
def test_accents_and_capitals_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_phrase_is_the_words_that_say_something() -> None:
    assert words_in("The revenue of the State's budget") == ("revenue", "state", "s", "budget")
    assert phrase_of("Thu  ngân sách của thành phố") == "thu ngan sach thanh pho"
    assert len(phrase_of("word " * 500)) <= 300


TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("An Bình, ngày 5 tháng 1 năm 2023. Năm 2022…", date(2023, 1, 5)),
        ("(1/7/2021) The committee met", date(2021, 7, 1)),
        ("Hai Phong, 1 July 2021 - The", date(2021, 7, 1)),
        ("On July 1st, 2021, the", date(2021, 7, 1)),
        ("2021-07-01", date(2021, 7, 1)),
        ("Căn cứ Nghị quyết số 12 ngày 3/4/2020; ngày 5/6/2021", date(2021, 6, 5)),
        ("the 31/2/2021 and 3/3/2030 and 1/1/1950", None),
        ("In 2021 revenue grew.", None),
        ("", None),
        ("x" * 3000 + " Hà Nội, ngày 2 tháng 3 năm 2022", date(2022, 3, 2)),
    ],
)
def test_a_report_gives_its_own_day(text: str, day: date | None) -> None:
    assert date_in(text, TODAY) == day


PLACES = PlaceNames(
    [
        PlaceNamed(1, ("Việt Nam", "Viet Nam"), is_own=False, is_nation=True),
        PlaceNamed(2, ("Thành phố Hải Phòng", "Hai Phong City")),
        PlaceNamed(3, ("Quận Hải An", "Hai An District")),
        PlaceNamed(4, ("Xã An Hưng", "An Hung Commune")),
        PlaceNamed(5, ("Xã An Hưng", "An Hung Commune")),
        PlaceNamed(6, ("Hà Nội", "Ha Noi"), is_own=False),
        PlaceNamed(7, ("Phường Hà Nội", "Ha Noi Ward"), is_own=False),
        PlaceNamed(8, ("Xã Tân Tiến", "Tan Tien"), is_own=True),
        PlaceNamed(9, ("Xã Tân Tiến", "Tan Tien"), is_own=False),
    ]
)


@pytest.mark.parametrize(
    ("sentence", "value", "place"),
    [
        ("Hai Phong's budget revenue reached 45 billion", "45", 2),
        ("Thu ngân sách của quận Hải An đạt 45 tỷ", "45", 3),
        ("Budget revenue reached 45 billion in Hai An District", "45", 3),
        ("Hải Phòng: thu của Hải An đạt 45 tỷ", "45", 3),
        ("Revenue reached 45, higher than in Hai An", "45", None),
        ("Compared with Hai An, revenue reached 45", "45", None),
        ("Thu ngân sách cả nước đạt 45 tỷ", "45", 1),
        ("Thu ngân sách xã An Hưng đạt 45 tỷ", "45", None),
        ("Thu ngân sách xã Tân Tiến đạt 45 tỷ", "45", 8),
        ("thu của hải an đạt 45 tỷ", "45", None),
        ("Thu ngân sách đạt 45 tỷ", "45", None),
    ],
)
def test_the_place_a_sentence_names(sentence: str, value: str, place: int | None) -> None:
    at = sentence.index(value)
    assert PLACES.place_of(sentence, 0, at) == place


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "around", "kept"),
    [
        ("45600000000000", "VND", "bn VND", "", "45600"),
        ("11740000000.00", "USD", "m USD", "", "11740"),
        ("70200000", "tonne", "m tonnes", "", "70.2"),
        ("13.52", "%", "%", "", "13.52"),
        ("35", "bed", "beds per 10,000", "35 giường/vạn dân", "35"),
        ("35", "bed", "beds per 10,000", "35 beds", None),
        ("13.52", "%", "pp", "", None),
        ("1", "VND", "m USD", "", None),
        ("1", "no unit at all 7", "m USD", "", None),
    ],
)
def test_a_value_in_an_indicators_unit(
    value: str, unit: str, wanted: str, around: str, kept: str | None
) -> None:
    found = in_unit(Decimal(value), unit, Unit.parse(wanted), around)
    assert found == (None if kept is None else Decimal(kept))
    assert found is None or str(found) == kept


@pytest.mark.parametrize(
    ("words", "value", "lang", "number"),
    [
        ("45.600 tỷ đồng", "45600000000000", "vi", "45600"),
        ("45,600 billion VND", "45600000000000", "en", "45600"),
        ("13,52%", "13.52", "vi", "13.52"),
        ("13.50%", "13.50", "en", "13.50"),
        ("giảm 3,2%", "-3.2", "vi", "3.2"),
        # Written in the other language's way within a text.
        ("45,600 billion VND", "45600000000000", "vi", "45600"),
        ("half", "50", "en", None),
        ("one in 3", "33.3333", "en", None),
    ],
)
def test_the_number_as_printed(words: str, value: str, lang: str, number: str | None) -> None:
    found = printed_number(words, Decimal(value), lang)
    assert (None if found is None else str(found)) == number


def test_what_the_last_printed_digit_is_worth() -> None:
    assert last_digit(Decimal("45600"), Decimal("45.6")) == Decimal(100)
    assert last_digit(Decimal("13.5"), Decimal("13.5")) == Decimal("0.1")
    assert last_digit(Decimal("45600"), Decimal("45600")) == Decimal(1)
    assert last_digit(Decimal(0), Decimal(0)) == 0
    assert last_digit(Decimal(5), None) == 0


@pytest.mark.parametrize(
    ("value", "known", "digit", "stand", "nearest"),
    [
        ("45600", [], "1", Stand.NEW, None),
        ("45600", ["45660", "45600"], "1", Stand.AGREES, "45600"),
        ("45600", ["45660"], "1", Stand.DIFFERS, "45660"),
        ("13.5", ["13.52"], "0.1", Stand.ROUNDED, "13.52"),
        ("13.5", ["13.57"], "0.1", Stand.DIFFERS, "13.57"),
        ("45.6", ["45600"], "0.1", Stand.SLIP, "45600"),
        ("45600", ["0.0456"], "1", Stand.SLIP, "0.0456"),
        ("0", ["5"], "0", Stand.DIFFERS, "5"),
        ("0", ["0"], "0", Stand.AGREES, "0"),
    ],
)
def test_what_the_record_says_of_a_value(
    value: str, known: list[str], digit: str, stand: Stand, nearest: str | None
) -> None:
    found = compare(Decimal(value), [Decimal(one) for one in known], Decimal(digit))
    assert found == Comparison(stand, None if nearest is None else Decimal(nearest))
    if nearest is not None:
        assert found.by(Decimal(value)) == Decimal(value) - Decimal(nearest)


def test_a_slip_is_of_three_or_six_places_only() -> None:
    assert is_slip(Decimal(1), Decimal(1000))
    assert is_slip(Decimal(1030), Decimal(1))
    assert not is_slip(Decimal(1), Decimal(100))
    assert not is_slip(Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("45.600", ["45600"]),
        ("45,600", ["45600"]),
        ("13,52", ["13.52"]),
        ("13.52", ["13.52"]),
        ("7", ["7"]),
        ("x", []),
    ],
)
def test_the_number_someone_looks_for(typed: str, numbers: list[str]) -> None:
    assert [str(number) for number in numbers_meant(typed)] == numbers
