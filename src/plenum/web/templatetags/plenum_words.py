"""Filters that put the record's codes, two-language words and judgements into the reader's language.

Not built in: a template that tells of the record loads them by `{% load plenum_words %}`.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from plenum.assessing.verdicts import Tally
from plenum.ledger.queries.observations import SeriesValue
from plenum.organizations.words import Words
from plenum.quantities import Quantity, format_number
from plenum.units import Unit
from plenum.web import likelihood, wording
from plenum.web.templatetags.plenum_format import absent, language

register = template.Library()


@register.filter
def said(words: Words | None) -> str:
    """`{{ target.name|said }}`: words kept in both languages, in the reader's."""
    return wording.said(words, language())


@register.filter
def said_of(code: str, table: str) -> str:
    """`{{ observation.status|said_of:"status" }}`: a code in words. `KeyError` for an unknown code or table."""
    return str(wording.CODES[table][str(code)])


@register.filter
def relation(kind: str) -> str:
    """A relation from the side of the document that has it: "implements"."""
    return str(wording.RELATIONS[str(kind)][0])


@register.filter
def relation_back(kind: str) -> str:
    """A relation from the other side: "is implemented by"."""
    return str(wording.RELATIONS[str(kind)][1])


@register.simple_tag
def figure(value: object, unit: Unit | str | None, places: int | None = None) -> str | SafeString:
    """A value with its unit: `{% figure observation.value row.unit %}`; a dash where there is none."""
    if value is None or unit is None or unit == "":
        return absent()
    exact = Unit.parse(unit) if isinstance(unit, str) else unit
    return Quantity(value, exact).format(language(), places)  # type: ignore[arg-type]


@register.simple_tag
def promise(target: wording.Aim, promised: wording.Promised, unit: Unit) -> str:
    """What a target is to reach: `{% promise row.target row.promise row.unit %}`."""
    return wording.promise_words(target, promised, unit, language())


@register.filter
def aim(target: wording.Aim) -> str:
    """How and by when a target is to be kept: "average growth, 2021-2025"."""
    return wording.aim_words(target, language())


@register.simple_tag
def pace(judged: wording.Paced, unit: Unit | None) -> str:
    """The pace needed beside the pace so far, in words; empty where neither is known."""
    return wording.pace_words(judged, unit, language())


@register.filter
def way(judged: wording.Paced) -> str:
    """The share of the way covered, in words; empty where it is not known."""
    return wording.progress_words(judged, language())


@register.filter
def likely(judged: likelihood.Judged) -> str:
    """How likely the promise is kept, in words; empty where it is known or nothing can be said."""
    return likelihood.likelihood_words(judged, language())


@register.filter
def resting_on(judged: likelihood.Judged) -> str:
    """What the probability rests on, or why there is none."""
    return likelihood.basis_words(judged)


@register.simple_tag
def expected(judged: likelihood.Judged, kind: str, unit: Unit | None) -> str:
    """What is to be expected on the due day: `{% expected row.judgement row.target.kind row.unit %}`."""
    return likelihood.expected_words(judged, kind, unit, language())


@register.filter
def share_of_one(probability: float) -> str:
    """A number between 0 and 1 in whole per cent: 78%."""
    return likelihood.share(probability, language())


@register.filter
def share_to_a_tenth(share: float) -> str:
    """A number between 0 and 1 in per cent to a tenth: 2.1%."""
    return f"{format_number(Decimal(str(round(share * 100, 1))), language())}%"


@register.filter
def fixed(value: float, places: int) -> str:
    """A calculated number at so many places: 0.206."""
    return format_number(Decimal(str(round(value, places))), language(), places)


@register.filter
def points(change: float) -> str:
    """A change of a probability: "+12 points"."""
    return likelihood.points(change, language())


@register.filter
def tally(counts: Tally) -> str:
    """The counts of standings on a line: "14 met · 6 at risk of 20"."""
    return wording.tally_words(asdict(counts))


@dataclass(frozen=True)
class BarPart:
    """A stretch of a bar of counts: `count` targets of one standing from the `start`-th on."""

    standing: str
    start: int
    count: int


@register.filter
def bar_parts(counts: Tally) -> list[BarPart]:
    """The stretches of a bar that shows a tally, in the order of the standings; those of no width left out."""
    parts, start = [], 0
    for standing, count in asdict(counts).items():
        if count:
            parts.append(BarPart(standing, start, count))
        start += count
    return parts


@register.filter
def way_width(judged: wording.Paced) -> str:
    """The width of a bar of 100 for the way covered: never less than nothing nor more than all of it."""
    return f"{min(max(wording.progress_of(judged) or 0.0, 0.0), 1.0) * 100:.1f}"


@register.filter
def stated_values(contest: SeriesValue) -> list[Decimal]:
    """The different values sources state for a period, the one taken first."""
    values = (contest.observation, *contest.rivals)
    return list(dict.fromkeys(one.value for one in values if one.value is not None))
