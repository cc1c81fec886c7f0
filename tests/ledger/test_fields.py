"""Decimals of up to 38 digits come back from the database exactly as they went in, or do not go in."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.errors import InvalidInput
from plenum.ledger.fields import DIGITS, PLACES, ExactDecimalField, canonical, is_kept_exactly
from plenum.ledger.models import Indicator
from tests.cast import Cast


@st.composite
def kept_decimals(draw: st.DrawFn) -> Decimal:
    """A decimal the ledger keeps: any sign, up to 29 digits before the point and 9 after, zeros at the end too."""
    places = draw(st.integers(0, PLACES))
    number = draw(st.integers(0, 10 ** (DIGITS - PLACES + places) - 1))
    zeros = draw(st.integers(0, 12))
    return Decimal((draw(st.integers(0, 1)), (*map(int, str(number)), *[0] * zeros), -places - zeros))


@given(kept_decimals())
def test_the_canonical_form_is_the_same_number_and_only_one(value: Decimal) -> None:
    assert is_kept_exactly(value)
    once = canonical(value)
    assert once == value
    assert str(canonical(once)) == str(once)
    plain = format(once, "f")
    assert "E" not in plain
    assert "." not in plain or not plain.endswith("0")
    assert plain != "-0"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(kept_decimals(), min_size=2, max_size=2))
def test_a_decimal_comes_back_as_it_went_in(cast: Cast, values: list[Decimal]) -> None:
    low, high = values
    Indicator.objects.filter(pk=cast.growth.pk).update(lower_bound=low, upper_bound=high)
    assert Indicator.objects.values_list("lower_bound", "upper_bound").get(pk=cast.growth.pk) == (low, high)
    kept = Indicator.objects.get(pk=cast.growth.pk)
    assert str(kept.lower_bound) == str(canonical(low))
    assert Indicator.objects.filter(lower_bound=low, upper_bound=high).exists()


@pytest.mark.parametrize(
    "text",
    [
        "0.0000000001",
        "1e29",
        "-1e29",
        "123456789012345678901234567890",
        "1e1000000",
        "1e-1000000",
        "NaN",
        "Infinity",
    ],
)
def test_what_would_be_rounded_is_refused_on_both_databases(cast: Cast, text: str) -> None:
    assert not is_kept_exactly(Decimal(text))
    with pytest.raises(InvalidInput, match=r"is not a number|cannot keep this one"):
        Indicator.objects.filter(pk=cast.growth.pk).update(lower_bound=Decimal(text))


@pytest.mark.parametrize("text", ["0", "-0", "0.000", "0E+50", "-0E-50"])
def test_there_is_one_zero(text: str) -> None:
    assert str(canonical(Decimal(text))) == "0"
    assert is_kept_exactly(Decimal(text))


def test_a_form_is_told_what_is_not_a_number() -> None:
    field = ExactDecimalField(null=True)
    assert field.to_python("1.50") == Decimal("1.50")
    assert field.to_python(None) is None
    with pytest.raises(ValidationError, match="'1,5' is not a number"):
        field.to_python("1,5")
