"""The words of the reading desk: `{% load plenum_desk %}`."""

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plenum.collecting.queries import DeskFigure, Finding
from plenum.errors import PlenumError
from plenum.ledger.fields import canonical
from plenum.quantities import Quantity, format_number
from plenum.reading.figures import Bound
from plenum.units import Unit
from plenum.web.pages.reports_cards import label_of, scaled
from plenum.web.pages.reports_desk import DeskPage
from plenum.web.templatetags.plenum_format import absent, language

register = template.Library()

REPORT_STATES: dict[str, Promise] = {
    "received": _("waiting to be read"),
    "reading": _("being read"),
    "read": _("read"),
    "failed": _("not readable"),
}
FIGURE_STATES: dict[str, tuple[str, Promise]] = {
    "waiting": ("hourglass", _("waiting")),
    "confirmed": ("check", _("confirmed")),
    "rejected": ("x", _("rejected")),
}
"""Where a figure stands: its icon and its words."""
STANDS: dict[str, tuple[str, Promise]] = {
    "new": ("plus", _("not in the record yet")),
    "agrees": ("check", _("the record has the same")),
    "rounded": ("check", _("the record has it more exactly")),
    "differs": ("alert-triangle", _("the record has another value")),
    "slip": ("alert-triangle", _("the record differs about a thousand times")),
}
MEASURES: dict[str, Promise] = {
    "level": _("amount"),
    "growth": _("growth"),
    "ratio": _("times as much"),
    "of_plan": _("share of the plan"),
    "change": _("change"),
    "rank": _("rank"),
}
BOUNDS: dict[str, Promise] = {
    "exact": _("exactly"),
    "about": _("about"),
    "over": _("more than"),
    "under": _("less than"),
}
ROLES: dict[str, Promise] = {
    "actual": _("reached"),
    "estimate": _("estimated"),
    "target": _("planned"),
    "forecast": _("expected"),
}
REASONS: dict[str, Promise] = {
    "alias": _("confirmed for these words before"),
    "same_name": _("has this name"),
    "close_name": _("has a name close to this"),
    "in_context": _("has a name made of words of the sentence"),
}
DECISIONS: dict[str, Promise] = {
    "confirmed": _("confirmed"),
    "rejected": _("rejected"),
    "undone": _("taken back"),
}
DOUBTS: dict[str, Promise] = {
    "two_values": _("Two values for one thing"),
    "unit_slip": _("A scale word may be wrong"),
    "parts": _("Parts do not add up"),
    "growth": _("A growth that the levels contradict"),
    "share": _("A share over the whole"),
    "tallies": _("Two counts of the same targets"),
}
TALLIED: dict[str, Promise] = {
    "exceeded": _("targets exceeded"),
    "met": _("targets met"),
    "met_or_exceeded": _("targets met or exceeded"),
    "on_track": _("targets on track"),
    "at_risk": _("targets at risk"),
    "not_met": _("targets not met"),
    "total": _("targets in all"),
}
DESK_CODES: dict[str, dict[str, Promise]] = {
    "report_state": REPORT_STATES,
    "figure_state": {code: words for code, (_icon, words) in FIGURE_STATES.items()},
    "stand": {code: words for code, (_icon, words) in STANDS.items()},
    "measure": MEASURES,
    "bound": BOUNDS,
    "role": ROLES,
    "candidate": REASONS,
    "decision": DECISIONS,
    "doubt": DOUBTS,
    "tallied": TALLIED,
}
"""Every table by the name a template asks for it: `{{ code|desk_words:"stand" }}`."""


@register.filter
def desk_words(code: str, table: str) -> str:
    """A code of the desk in words. `KeyError` for an unknown code or table."""
    return str(DESK_CODES[table][str(code)])


@register.filter
def desk_icon(code: str, table: str) -> str:
    """The icon of a figure's state or of what the record says."""
    return {"figure_state": FIGURE_STATES, "stand": STANDS}[table][str(code)][0]


@register.filter
def told(error: PlenumError) -> str:
    """What an error says, in the reader's language, its period in words."""
    facts = dict(error.facts)
    if isinstance(facts.get("period"), str):
        facts["period"] = label_of(str(facts["period"])) or facts["period"]
    return PlenumError(error.message, **facts).said_in(_now)


@register.filter
def period_words(code: str) -> str:
    """A period's code in words; what is no code, as it stands; a dash where there is none."""
    return label_of(code) or absent()


@register.filter
def read_value(one: DeskFigure) -> str:
    """A figure's value as it was read, scale words kept: "about 45.600 tỷ đồng". Empty where its words say so."""
    amount, unit = scaled(one.figure)
    written = format_number(amount, language())
    if one.figure.value_high is not None:
        high = canonical(one.figure.value_high.scaleb(amount.adjusted() - one.figure.value.adjusted()))
        written = f"{written}–{format_number(high, language())}"
    if unit is None:
        written = f"{written} {one.figure.unit}"
    else:
        written = f"{written}%" if unit == Unit("%") else f"{written} {unit.label(language())}"
    if one.figure.bound != Bound.EXACT:
        return f"{BOUNDS[one.figure.bound]} {written}"
    return "" if written.casefold() == " ".join(one.figure.words.split()).casefold() else written


@register.simple_tag
def away(one: DeskFigure) -> str | SafeString:
    """How far a proposed value is from what the record has, with its sign and unit."""
    proposal, comparison = one.proposal, one.comparison
    gap = comparison.by(proposal.value) if proposal and comparison and proposal.value is not None else None
    if proposal is None or gap is None:
        return absent()
    unit = Unit.parse(proposal.indicator.unit)
    step = Unit("pp") if unit.measure == "%" else unit
    return f"{'+' if gap > 0 else '−' if gap < 0 else ''}{Quantity(abs(gap), step).format(language())}"


@register.simple_tag
def at(page: DeskPage, offset: int) -> str:
    """The address of an offset of a report's text, on this page of the desk or on another: `{% at page start %}`."""
    return page.place(offset)


@register.filter
def kind_words(finding: Finding) -> str:
    """What kind of doubt a finding is."""
    return str(DOUBTS[finding.kind.value])
