"""What is to be expected of a target on its due day: a probability and an interval, for every kind of promise.

A kind puts its promise as a question about the yearly values to come: what must the due value be, what the mean of
the years left, or what each of them; and it tells how an answer turns back into what it measures. The answers come
from one distribution for each target (`prediction`). Where the question cannot be put (too few values, gaps, a term of
more than ten years), there is no answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis

from plenum.assessing.facts import DAYS_A_YEAR, years

QUANTILES = {"expected_low": 0.1, "expected": 0.5, "expected_high": 0.9}
"""Between the outer two the measured figure ends in four cases of five."""

DUE, MEAN, EACH = "due", "mean", "each"
"""What is asked of: the value on the due day, the mean of the years left, each of the years left."""

NOTHING = ibis.null("float64")


@dataclass(frozen=True)
class Question:
    """What a kind asks of the years to come. Ibis columns over the facts."""

    of: Any = ibis.null("string")  # noqa: RUF009
    """DUE, MEAN or EACH; null where nothing can be asked."""
    low: Any = NOTHING
    """The two ends of the figure in terms of what is asked, float64; null for an end that is open."""
    high: Any = NOTHING


Measured = Callable[[Any, Any], Any]
"""From the facts and an answer (a due value, a mean) to what the kind measures."""


def as_it_is(_: Any, value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Prospect:
    """A kind's question, and the way back from an answer."""

    question: Callable[[Any], Question]
    measured: Measured = as_it_is


def to_come(f: Any) -> dict[str, Any]:
    """The years to come as the kinds ask for them, counted from the last yearly value.

    `ahead` is the time to the due day in years; `first_ahead` and `last_ahead` are the first and the last year of the
    period without a value (int64), null where the period has a year without one before that.
    """
    known_until = (f.history_year + 1) * DAYS_A_YEAR
    begin = ibis.greatest(known_until, f.begins)
    unbroken = ((f.due - begin) % DAYS_A_YEAR == 0) & (begin - f.begins == f.covered)

    def counted(days: Any) -> Any:
        return unbroken.ifelse((days / DAYS_A_YEAR).floor().cast("int64"), ibis.null("int64"))

    return {
        "ahead": years(f.due - known_until),
        "first_ahead": counted(begin - known_until) + 1,
        "last_ahead": counted(f.due - known_until),
    }
