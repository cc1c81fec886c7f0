"""A probability in the reader's words: how likely, what is to be expected, what it rests on, and what moved it.

The words for likelihood are those of the guidance note of the IPCC on the consistent treatment of uncertainties
(Mastrandrea and others, 2010), which calibrates each word to a span of probabilities.
"""

from decimal import Decimal
from typing import Protocol

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenum.assessing.verdicts import LIKELY, UNLIKELY
from plenum.ledger.vocabulary import TargetKind
from plenum.quantities import Quantity, format_number
from plenum.units import Unit

WORDS: tuple[tuple[float, Lazy], ...] = (
    (0.99, gettext_lazy("virtually certain")),
    (0.90, gettext_lazy("very likely")),
    (LIKELY, gettext_lazy("likely")),
    (UNLIKELY, gettext_lazy("about as likely as not")),
    (0.10, gettext_lazy("unlikely")),
    (0.01, gettext_lazy("very unlikely")),
    (0.0, gettext_lazy("exceptionally unlikely")),
)
"""From which probability on each word holds."""

BASES: dict[str, Lazy] = {
    "forecast": gettext_lazy("From how the series has moved so far, and how series like it went on."),
    "settled": gettext_lazy("The value that decides is known."),
    "secured": gettext_lazy("It is reached, and later values cannot undo it."),
    "broken": gettext_lazy("It is broken for good."),
    "out_of_reach": gettext_lazy("No value the indicator can have would still reach it."),
    "parts": gettext_lazy("From its parts."),
    "parts_unknown": gettext_lazy("For a part of it no probability can be given."),
    "no_figure": gettext_lazy("No value to reach has been stated."),
    "due_value_missing": gettext_lazy("The period is over, and its value is not known."),
    "too_few_values": gettext_lazy(
        "No probability: it takes at least three yearly values, without a gap in the period."
    ),
    "not_calculated": gettext_lazy("No probability was calculated."),
}
"""What a probability rests on or lacks (`assessing.verdicts.Basis`), as a sentence."""

CAUSES: dict[str, Lazy] = {
    "promise": gettext_lazy("the promised value was stated anew"),
    "time": gettext_lazy("time has passed"),
    "revision": gettext_lazy("known values were revised"),
    "new_value": gettext_lazy("new values came in"),
}
"""What moved a judgement (`ledger.queries.movement.Cause`)."""

SEASONS: dict[str, Lazy] = {
    "ahead": gettext_lazy("ahead: by that day past years had less of their whole"),
    "behind": gettext_lazy("behind: by that day past years had more of their whole"),
    "as_usual": gettext_lazy("as usual for that day"),
    "no_plan": gettext_lazy("no plan for the year is in the record"),
    "no_profile": gettext_lazy("too few past years to tell what is usual by that day"),
}
"""How the year under way runs (`assessing.season.Season`)."""

IN_PERCENT = frozenset({TargetKind.AVERAGE_GROWTH})


class Judged(Protocol):
    """What the sentences need to know of a judgement."""

    @property
    def reason(self) -> str: ...
    @property
    def probability(self) -> float | None: ...
    @property
    def probability_basis(self) -> str: ...
    @property
    def expected(self) -> float | None: ...
    @property
    def expected_low(self) -> float | None: ...
    @property
    def expected_high(self) -> float | None: ...
    @property
    def history_year(self) -> int | None: ...
    @property
    def history_values(self) -> int | None: ...


def share(probability: float, language: str) -> str:
    """A probability in whole per cent; never 0% or 100% of what is not certain."""
    if 0 < probability < 0.005:
        return "<1%"
    if 0.995 < probability < 1:
        return ">99%"
    return f"{format_number(Decimal(round(probability * 100)), language)}%"


def likelihood(probability: float) -> str:
    """The word for a probability: "very likely"."""
    return str(next(word for least, word in WORDS if probability >= least))


def likelihood_words(judged: Judged, language: str) -> str:
    """How likely the promise is kept: "likely to be met: 78%". Empty where it is known, or nothing can be said."""
    chance = judged.probability
    if chance is None or judged.probability_basis not in ("forecast", "parts", "out_of_reach"):
        return ""
    told = {"word": likelihood(chance), "share": share(chance, language)}
    if judged.probability_basis == "out_of_reach":
        return _("out of reach: %(share)s") % told
    if judged.reason in ("already_attained", "already_beyond"):
        return _("%(word)s to hold until the due day: %(share)s") % told
    return _("%(word)s to be met: %(share)s") % told


def _amount(value: float, unit: Unit, language: str) -> str:
    """A calculated value at the precision a reader can use: four significant digits."""
    exact = Decimal(f"{value:.4g}")
    places = min(max(-int(exact.normalize().as_tuple().exponent), 0), 3)
    return Quantity(Decimal(f"{exact:f}"), unit).format(language, places)


def expected_words(judged: Judged, kind: str, unit: Unit | None, language: str) -> str:
    """What is to be expected on the due day, with its interval. Empty where nothing can be said."""
    ends = (judged.expected_low, judged.expected, judged.expected_high)
    if unit is None or any(end is None for end in ends):
        return ""
    told_in = Unit("%") if kind in IN_PERCENT else unit
    low, middle, high = (_amount(end, told_in, language) for end in ends if end is not None)
    return _("%(middle)s; in four cases of five between %(low)s and %(high)s") % {
        "middle": middle,
        "low": low,
        "high": high,
    }


def basis_words(judged: Judged) -> str:
    """What the probability rests on, as a sentence."""
    sentence = str(BASES[judged.probability_basis])
    if judged.probability_basis == "forecast" and judged.history_values and judged.history_year:
        values = _("%(count)s yearly values up to %(year)s.") % {
            "count": judged.history_values,
            "year": judged.history_year,
        }
        return f"{sentence} {values}"
    return sentence


def points(change: float, language: str) -> str:
    """A change of a probability in percentage points, with its sign: "+12 points"."""
    rounded = Decimal(round(change * 100))
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else "±"
    return _("%(change)s points") % {"change": f"{sign}{format_number(abs(rounded), language)}"}
