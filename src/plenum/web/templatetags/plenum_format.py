"""Filters that write figures, days and the record's words in the reader's language."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenum.periods import Period
from plenum.quantities import format_number
from plenum.units import Unit
from plenum.web.templatetags.plenum_shell import icon

register = template.Library()

MINUS = "\u2212"

# The code of a standing -> its icon and its words. The shapes differ, so that no one needs to tell the colours.
STANDINGS: dict[str, tuple[str, Promise]] = {
    "exceeded": ("circle-arrow-up", gettext_lazy("Exceeded")),
    "met": ("circle-check", gettext_lazy("Met")),
    "on_track": ("trending-up", gettext_lazy("On track")),
    "at_risk": ("alert-triangle", gettext_lazy("At risk")),
    "off_track": ("trending-down", gettext_lazy("Off track")),
    "missed": ("circle-x", gettext_lazy("Missed")),
    "no_target_value": ("target-off", gettext_lazy("No target value")),
    "no_observation": ("database-off", gettext_lazy("No observation")),
    "not_yet_due": ("hourglass", gettext_lazy("Not yet due")),
}

ROLES: dict[str, Promise] = {
    "viewer": gettext_lazy("Viewer"),
    "reporter": gettext_lazy("Reporter"),
    "reviewer": gettext_lazy("Reviewer"),
    "planner": gettext_lazy("Planner"),
    "secretary": gettext_lazy("Secretary"),
    "leader": gettext_lazy("Leader"),
    "administrator": gettext_lazy("Administrator"),
}


def language() -> str:
    """`vi` or `en`: the language the page is written in."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def absent() -> SafeString:
    """What stands where a figure is missing: a dash to the eye, words to a screen reader. Never a zero."""
    return format_html(
        '<span class="absent" aria-hidden="true">–</span><span class="visually-hidden">{}</span>',
        _("no value"),
    )


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """`1234.50|number` -> 1.234,50 or 1,234.50: every digit kept; `|number:1` rounds to one place."""
    return absent() if value is None else format_number(value, language(), places)


@register.filter
def signed(value: Decimal | int | None, places: int | None = None) -> str:
    """A difference: +1.5, −1.5 (a true minus sign), or 0 without a sign."""
    if value is None:
        return absent()
    written = format_number(abs(Decimal(value)), language(), places)
    if not any(digit in written for digit in "123456789"):
        return written
    return f"{'+' if value > 0 else MINUS}{written}"


@register.filter
def percent(value: Decimal | int | None, places: int | None = 1) -> str:
    """A number of per cent (75.25, not 0.7525) with its sign: 75,3% or 75.3%."""
    return absent() if value is None else f"{format_number(value, language(), places)}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """22/11/2026 or 2026-11-22; of a moment, the day in the settings' zone."""
    if value is None:
        return absent()
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return formats.date_format(value, "SHORT_DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> str:
    """22/11/2026 09:05 or 2026-11-22 09:05, in the settings' zone."""
    if value is None:
        return absent()
    return formats.date_format(
        timezone.localtime(value) if timezone.is_aware(value) else value, "SHORT_DATETIME_FORMAT"
    )


@register.filter
def period_label(value: Period | str | None) -> str:
    """A period, or its code, in words: "6 tháng đầu năm 2021", "first half of 2021"."""
    if not value:
        return absent()
    return (Period.parse(value) if isinstance(value, str) else value).label(language())


@register.filter
def unit_label(value: Unit | str | None) -> str:
    """A unit, or its text, in words: "tỷ đồng", "billion VND"."""
    if not value:
        return absent()
    return (Unit.parse(value) if isinstance(value, str) else value).label(language())


@register.filter
def standing(code: str) -> SafeString:
    """A badge of icon and words for a standing's code. `KeyError` for a code that is none."""
    shape, words = STANDINGS[str(code)]
    return format_html('<span class="standing standing-{}">{} {}</span>', code, icon(shape), words)


@register.filter
def standing_words(code: str) -> str:
    """The words alone, for captions and titles."""
    return str(STANDINGS[str(code)][1])


@register.filter
def role_words(code: str) -> str:
    """The name of a role. `KeyError` for a code that is none."""
    return str(ROLES[str(code)])
