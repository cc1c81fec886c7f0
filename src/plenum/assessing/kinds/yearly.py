"""Figures that every value of the period must keep to: each year ("160,000 jobs a year"), or at all times (a ceiling,
and its mirror, a floor: "public debt stays below 60 %").

One final value that fails settles the matter: it cannot be mended. Until a failing value is final it stays open.
There is no pace; what warns is a last change that, repeated once, would break the figure.
"""

from dataclasses import replace
from typing import Any

import ibis

from plenum.assessing.facts import DAYS_A_YEAR, years
from plenum.assessing.kinds.pace import bar, beyond_bounds, nonzero, past_far_end
from plenum.assessing.kinds.prospect import EACH, Prospect, Question
from plenum.assessing.verdicts import Reading, fulfils


def _next(f: Any) -> dict[str, Any]:
    return {
        "yearly_bar": bar(f, past_far_end(f, f.last, f.last)),
        "yearly_slipping": ~ibis.coalesce(fulfils(f.last + (f.last - f.previous), f), ibis.literal(True)),
    }


STEPS = (_next,)


def every_year(f: Any) -> Reading:
    """Judged on every year of the period."""
    return replace(
        _each(f),
        settled=f.covered == f.due - f.begins,
        progress=f.good.cast("float64") * DAYS_A_YEAR / nonzero(f.due - f.begins),
        years_left=years(f.due - f.begins - f.covered),
    )


def ceiling(f: Any) -> Reading:
    """Judged on every value of the period, years and states alike; settled by the one at the due day."""
    return replace(_each(f), settled=f.last_stop == f.due, years_left=years(f.due - f.last_stop))


def _each(f: Any) -> Reading:
    seen, failed = f.seen > 0, f.failed_final + f.failed_open
    return Reading(
        has_figure=f.yearly_bar.notnull(),
        begun=f.begun,
        seen=seen,
        broken=f.failed_final > 0,
        failing=f.failed_open > 0,
        attained=seen & (failed == 0),
        beyond=seen & (f.better == f.seen),
        kept=seen & (failed == 0),
        slipping=f.yearly_slipping,
        out_of_reach=beyond_bounds(f, f.yearly_bar),
        first_year=f.first_year,
        measured=f.last,
        bar=f.yearly_bar,
    )


def _question(f: Any) -> Question:
    return Question(ibis.literal(EACH), f.low.cast("float64"), f.high.cast("float64"))


PROSPECT = Prospect(_question)
"""That every year left keeps to the figure; what is expected is the value of the last year."""
