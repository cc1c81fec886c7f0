"""Digits as running text prints them in each language."""

from decimal import Decimal

import pytest

from plenum.reading.patterns.numbers import literal


@pytest.mark.parametrize(
    ("digits", "lang", "value"),
    [
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "vi", "1234.5"),
        ("1.234", "vi", "1234"),
        ("1.234", "en", "1.234"),
        ("1,234", "en", "1234"),
        ("1,234", "vi", "1.234"),
        ("7,9", "en", "7.9"),
        ("6.7", "vi", "6.7"),
        ("1.234.567", "en", "1234567"),
        ("33,448.222", "vi", "33448222"),
        ("1,09,537", "en", "109537"),
        ("3 279", "en", "3279"),
        ("0,5", "vi", "0.5"),
    ],
)
def test_the_number_a_literal_stands_for(digits: str, lang: str, value: str) -> None:
    assert literal(digits, lang) == Decimal(value)


@pytest.mark.parametrize(
    ("digits", "lang"), [("1.2.3", "en"), ("1,2,3", "vi"), ("9" * 25, "en"), ("1,2,34", "en")]
)
def test_a_version_or_a_run_of_digits_is_no_number(digits: str, lang: str) -> None:
    assert literal(digits, lang) is None
