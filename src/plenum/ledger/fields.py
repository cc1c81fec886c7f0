"""Exact decimals on both databases."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

DIGITS = 38
PLACES = 9


def canonical(value: Decimal) -> Decimal:
    """The value without trailing zeros or exponent: 45600.00 and 4.56E+4 are both 45600."""
    plain = format(value, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


class ExactDecimalField(models.DecimalField):  # type: ignore[type-arg]
    """A decimal of at most 38 digits, 9 of them after the point, kept exactly.

    SQLite has no decimal type and would turn the value into a binary float of 15 or so digits, so there the
    column is text in plain notation; on PostgreSQL it is `numeric(38, 9)`. Compare and order such values in
    Python or in the assessing engine, not in SQL on SQLite.
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
        exact = canonical(Decimal(value))
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
