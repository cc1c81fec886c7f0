"""The linear path: is the last value where a straight line from the base to the figure would have it by now?

The plain reading of most plans with yearly steps. The path's value in the last year is base + (figure - base) x share
of the time gone; at it or better is on the path. Compared as decimals: the differences are multiplied by each other's
years, not divided.

Source: elementary; it is the "required path" of many national monitoring frameworks.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("base_year", "base", "last_year", "last", "path", "gap", "status")
ATTAINED, ON_PATH, BEHIND = "attained", "on_path", "behind_path"

_NOTHING = ibis.null("float64")


def linear(t: Any) -> Any:
    """The histories with COLUMNS added: `path` is the value there should be.

    `gap` is last - path in the desired direction: negative is behind.
    """
    gone = history.years_between(t.base_year, t.last_year)
    whole = history.years_between(t.base_year, t.due_year)
    known = t.applies & (t.last_year > t.base_year) & (t.due_year > t.base_year)
    # A mean of the two ends, not the base and a difference: next to a very large base a small figure would be lost.
    path = (t.base.cast("float64") * (whole - gone) + t.figure.cast("float64") * gone) / whole
    wanted = t.up.ifelse(1.0, -1.0)
    covered = (t.last - t.base).cast("decimal(28, 9)") * (t.due_year - t.base_year).cast("decimal(5, 0)")
    asked = (t.figure - t.base).cast("decimal(28, 9)") * (t.last_year - t.base_year).cast("decimal(5, 0)")
    status = ibis.cases(
        (~t.applies, history.NOT_APPLICABLE),
        (known & history.attained(t.last, t.figure, t.up), ATTAINED),
        (known & t.up.ifelse(covered >= asked, covered <= asked), ON_PATH),
        (known & t.figure.notnull(), BEHIND),
        else_=history.NOT_AVAILABLE,
    )
    return t.mutate(
        path=known.ifelse(path, _NOTHING),
        gap=known.ifelse(wanted * (t.last.cast("float64") - path), _NOTHING),
        status=status,
    )
