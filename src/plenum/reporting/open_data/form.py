"""What every form is made of: exact figures as text, and names in both languages."""

import math
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from plenum.ledger.fields import PLACES
from plenum.organizations.words import Words

Exact = Annotated[
    str,
    Field(
        description="A decimal in plain notation, exactly as the record keeps it.",
        pattern=r"^-?[0-9]+(\.[0-9]+)?$",
        examples=["45600.5"],
    ),
]
"""The type of a figure from the record."""


class Form(BaseModel):
    """A JSON object of a fixed shape; made once, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Called(Form):
    """Something with a name in each language."""

    name: str = Field(description="The English name, or the Vietnamese one where there is no English.")
    name_vi: str
    name_en: str


class Ref(Called):
    """Something with a code and a name; ask for it by its code."""

    code: str


def names(words: Words) -> dict[str, str]:
    """The three names of `Called`; an empty side falls back to the other."""
    return {"name": str(words), "name_vi": words.said_in("vi"), "name_en": words.said_in("en")}


def exact(value: Decimal | None) -> str | None:
    """The value in plain notation without trailing zeros: 4.560E+4 and 45600.00 are both "45600"."""
    if value is None:
        return None
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def worked_out(value: float | Decimal | None) -> float | None:
    """A computed figure as a JSON number of at most 9 decimals; null where there is none or it is not finite."""
    return None if value is None or not math.isfinite(value) else round(float(value), PLACES)
