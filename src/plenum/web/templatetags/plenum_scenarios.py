"""Filters and tags for scenarios: `{% load plenum_scenarios %}`."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString

from plenum.ledger.queries.scenarios import Column, Measured, as_series
from plenum.quantities import Quantity, format_number
from plenum.units import Unit
from plenum.web import scenario_words
from plenum.web.templatetags.plenum_format import absent, language

register = template.Library()


@register.filter
def column_name(column: Column) -> str:
    """The name of a future: a scenario's own, or that of an expected course."""
    if column.scenario is not None:
        return column.scenario.name.said_in(language())
    return str(scenario_words.COURSES[column.course])


@register.filter
def course_words(code: str) -> str:
    return str(scenario_words.COURSES[str(code)])


@register.filter
def course_told(code: str) -> str:
    """What an expected course supposes, in a sentence."""
    return str(scenario_words.COURSES_TOLD[str(code)])


@register.filter
def basis(code: str | None) -> str:
    """Why a path runs as it does; empty where there is none."""
    return str(scenario_words.BASES[code]) if code else ""


@register.filter
def hindrance(code: str) -> str:
    """Why no movement can meet a target, in a sentence."""
    return str(scenario_words.HINDRANCES[str(code)])


@register.simple_tag
def projected(value: Decimal | None, unit: Unit | None) -> str | SafeString:
    """A projected value with its unit, in about four digits; a dash where there is none."""
    if value is None or unit is None:
        return absent()
    return Quantity(value, unit).format(language(), scenario_words.places_for(value))


@register.filter
def assumption(row: Any) -> str:
    """An assumption of a scenario in words."""
    return scenario_words.assumption_words(
        row.measure,
        row.amount,
        row.year,
        row.catches_up,
        Unit.parse(row.indicator.unit),
        as_series(0, row.indicator),
        language(),
    )


@register.simple_tag
def moves(measure: str, amount: Decimal, unit: Unit) -> str:
    """What an indicator does each year, in words, to two decimals."""
    return scenario_words.movement(str(measure), amount, unit, language(), 2)


@register.simple_tag
def more(measure: str, amount: Decimal, unit: Unit) -> str:
    """How much more than usual is asked each year, in words."""
    return scenario_words.extra_words(str(measure), amount, unit, language())


@register.filter
def link(row: Any) -> str:
    """A link between indicators as a formula in names."""
    lang = language()
    names = [one.indicator.name.said_in(lang) for one in row.inputs.all()]
    return scenario_words.link_words(row.kind, row.derived.name.said_in(lang), names)


@register.filter
def measure_of(measured: Measured) -> str:
    """The measure an indicator's movement is told in."""
    return scenario_words.natural(measured.series)


@register.simple_tag
def chance(probability: float | None) -> str | SafeString:
    """A probability in whole per cent, never 0 or 100 while it is in doubt; a dash where none can be told."""
    if probability is None:
        return absent()
    if 0 < probability < 0.01:
        return "< 1%"
    if 0.99 < probability < 1:
        return "> 99%"
    return f"{format_number(Decimal(round(probability * 100)), language())}%"
