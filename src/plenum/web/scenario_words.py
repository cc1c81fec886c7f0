"""Scenarios in words: courses, why a path runs as it does, assumptions, and what stands in the way of a target."""

from decimal import Decimal
from typing import Protocol

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenum.quantities import Quantity, format_number
from plenum.units import Unit

MINUS = "\u2212"

COURSES: dict[str, Lazy] = {
    "low": gettext_lazy("Low"),
    "base": gettext_lazy("As expected"),
    "high": gettext_lazy("High"),
}

COURSES_TOLD: dict[str, Lazy] = {
    "low": gettext_lazy("Each indicator does as badly as one time in ten."),
    "base": gettext_lazy("Each indicator does as expected: worse or better is equally likely."),
    "high": gettext_lazy("Each indicator does as well as one time in ten."),
}

BASES: dict[str, Lazy] = {
    "assumed": gettext_lazy("assumed"),
    "derived": gettext_lazy("follows from others"),
    "expected": gettext_lazy("expected"),
    "pace": gettext_lazy("at the pace so far"),
    "unchanged": gettext_lazy("unchanged: one value known"),
}

LINK_KINDS: dict[str, Lazy] = {
    "quotient": gettext_lazy("quotient"),
    "sum": gettext_lazy("sum"),
    "growth": gettext_lazy("growth of a level"),
}

LINKS: dict[str, Lazy] = {
    "quotient": gettext_lazy("%(derived)s = %(first)s / %(second)s"),
    "sum": gettext_lazy("%(derived)s = %(all)s"),
    "growth": gettext_lazy("%(derived)s = growth of %(first)s"),
}

HINDRANCES: dict[str, Lazy] = {
    "no_target_value": gettext_lazy("No value to reach has been stated, so it cannot be counted as met."),
    "no_observation": gettext_lazy("No value of it is known to start from."),
    "missed": gettext_lazy("It is missed: the value of its due period is in and falls short."),
    "broken": gettext_lazy(
        "It is missed for good: a final value has broken it, and later ones cannot mend it."
    ),
    "over": gettext_lazy("Its last value is in; nothing that is still to come counts."),
    "farther": gettext_lazy("No growth within reason or within its bounds gets it there."),
}


class Natured(Protocol):
    """How an indicator moves by nature; see `plenum.assessing.scenarios.terms.Series`."""

    @property
    def over_time(self) -> str: ...
    @property
    def relative(self) -> bool: ...


def natural(series: Natured) -> str:
    """The measure an indicator's movement is told in: growth, change or value."""
    return "value" if series.over_time == "compound" else "growth" if series.relative else "change"


def signed_number(value: Decimal, language: str, places: int | None = None) -> str:
    """+1.5 or −1.5."""
    return _signed(value, format_number(abs(value), language, places))


def _signed(value: Decimal, written: str) -> str:
    """`written` with the sign of the value; what is written as nothing has none."""
    nothing = not any(digit in written for digit in "123456789")
    return written if nothing else f"{MINUS if value < 0 else '+'}{written}"


def points(unit: Unit) -> Unit:
    """The unit of a change: between percentages it is told in percentage points."""
    return Unit("pp") if unit.measure == "%" else unit


def movement(measure: str, amount: Decimal, unit: Unit, language: str, places: int | None = None) -> str:
    """What happens each year: "+5% a year", "−0.8 percentage points a year", "7% each year"."""
    if measure == "growth":
        return _("%(amount)s a year") % {"amount": f"{signed_number(amount, language, places)}%"}
    if measure == "value":
        return _("%(amount)s each year") % {"amount": Quantity(amount, unit).format(language, places)}
    return _("%(amount)s a year") % {"amount": _change(amount, points(unit), language, places)}


def _change(amount: Decimal, unit: Unit, language: str, places: int | None) -> str:
    return _signed(amount, Quantity(abs(amount), unit).format(language, places))


def extra_words(measure: str, amount: Decimal, unit: Unit, language: str, places: int = 2) -> str:
    """How much more than usual: "2.1 points of growth a year more"."""
    if measure == "growth":
        written = format_number(amount, language, places)
        return _("%(amount)s points of growth a year more") % {"amount": written}
    return _("%(amount)s a year more") % {"amount": Quantity(amount, points(unit)).format(language, places)}


def assumption_words(
    measure: str,
    amount: Decimal,
    year: int | None,
    catches_up: bool,
    unit: Unit,
    series: Natured,
    language: str,
) -> str:
    """An assumption: "+5% a year", "7% in 2024", "shock in 2024: −3 points of growth, made good the year after"."""
    if measure == "shock":
        growth = natural(series) == "growth"
        blow = (
            _("%(amount)s points of growth") % {"amount": signed_number(amount, language)}
            if growth
            else _change(amount, points(unit), language, None)
        )
        if catches_up:
            return _("shock in %(year)s: %(blow)s, made good the year after") % {"year": year, "blow": blow}
        return _("shock in %(year)s: %(blow)s") % {"year": year, "blow": blow}
    if year is None:
        return movement(measure, amount, unit, language)
    if measure == "growth":
        written = f"{signed_number(amount, language)}%"
    elif measure == "value":
        written = Quantity(amount, unit).format(language)
    else:
        written = _change(amount, points(unit), language, None)
    return _("%(amount)s in %(year)s") % {"amount": written, "year": year}


def link_words(kind: str, derived: str, inputs: list[str]) -> str:
    """A link as a formula in names: "GRDP per capita = GRDP / Population"."""
    told = {"derived": derived, "first": inputs[0], "second": inputs[-1], "all": " + ".join(inputs)}
    return str(LINKS[kind]) % told


def places_for(value: Decimal) -> int:
    """Decimals that leave a projected value about four digits: more would feign a precision nobody has."""
    size = abs(value)
    return 0 if size >= 1000 or not size else 1 if size >= 100 else 2 if size >= 0.1 else 3
