"""Exact decimals on both databases."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from plenum.assessing.columns import LIMIT
from plenum.errors import InvalidInput

DIGITS = 38
PLACES = 9
WHOLE_DIGITS = len(str(LIMIT)) - 1
"""Digits before the point of a value that is to be judged: the assessing engine refuses longer ones."""


def canonical(value: Decimal) -> Decimal:
    """The value without trailing zeros, exponent or a zero's sign: 45600.00 and 4.56E+4 are both 45600."""
    if not value:
        return Decimal(0)
    plain = format(value, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def is_kept_exactly(value: Decimal) -> bool:
    """Whether the ledger can keep the value as it is: finite, 9 decimals at most, 29 digits before the point."""
    if not value.is_finite():
        return False
    if not value:
        return True
    # The size first: writing 1E+1000000 out in full would take a million characters.
    if value.adjusted() >= DIGITS - PLACES:
        return False
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    idle = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return exponent + idle >= -PLACES


def not_kept(value: Decimal) -> InvalidInput:
    """What to say of a value for which `is_kept_exactly` says no."""
    if not value.is_finite():
        return InvalidInput("{value} is not a number.", value=str(value))
    return InvalidInput(
        "{value} has more than {places} decimals or {digits} digits before them; the ledger keeps numbers exactly "
        "and cannot keep this one.",
        value=str(value),
        places=PLACES,
        digits=DIGITS - PLACES,
    )


def judgeable(value: Decimal) -> Decimal:
    """The canonical form of a value that can be kept and judged. Raises `InvalidInput` for any other.

    The columns are wider than what is let in: room for what is added up from them.
    """
    if not is_kept_exactly(value):
        raise not_kept(value)
    if value.adjusted() >= WHOLE_DIGITS:
        raise InvalidInput(
            "{value} has more than {digits} digits before the point; choose a larger unit.",
            value=format(value, "f"),
            digits=WHOLE_DIGITS,
        )
    return canonical(value)


class ExactDecimalField(models.DecimalField):
    """A decimal of at most 38 digits, 9 of them after the point, kept exactly.

    SQLite has no decimal type and would turn the value into a binary float of 15 or so digits, so there the
    column is text in plain notation; on PostgreSQL it is `numeric(38, 9)`. Compare and order such values in
    Python or in the assessing engine, not in SQL on SQLite. Neither database is handed a value that it would
    round: such a value raises `InvalidInput`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = DIGITS
        kwargs["decimal_places"] = PLACES
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text" if connection.vendor == "sqlite" else f"numeric({DIGITS}, {PLACES})"

    def get_internal_type(self) -> str:
        # Not "DecimalField": the backends would round the value to a float's digits on the way in and out.
        return "ExactDecimalField"

    def from_db_value(self, value: Any, *_: Any) -> Decimal | None:
        return None if value is None else canonical(Decimal(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        given = Decimal(value)
        if not is_kept_exactly(given):
            raise not_kept(given)
        exact = canonical(given)
        return format(exact, "f") if connection.vendor == "sqlite" else exact

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return self.get_db_prep_value(value, connection)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except ArithmeticError:
            raise ValidationError(f"{value!r} is not a number.") from None
