"""UN ESCAP: the anticipated progress index, how short of the figure the present trend would end.

A line fitted to the yearly values by least squares, recent values weighing more, says the value of the due year:

    P = 100 |TV - I_due| / |TV - I_0|,

the share of the way from the base I_0 to the figure TV that would be missing, in per cent; 0 where the figure would
be reached or passed. `maintain` up to 10, `accelerate` up to 100, `reverse` beyond, where the line ends farther from
the figure than the base was. For parity (a range to stay in) ending on either side of the figure is a gap.

By hand: 10, 12 and 16 in 2021, 2022 and 2023, 24 promised for 2025. Seen from the last value the years are -2, -1, 0
and the distances -6, -4, 0; the weights are 1, 2, 3. Their sums: w 6, w s -4, w s^2 6, w d -14, w s d 20. The slope
is (6 x 20 - 4 x 14) / (6 x 6 - 4 x 4) = 3.2 a year, the line at (-14 + 3.2 x 4) / 6 = -0.2 in 2023 and -0.2 + 2 x 3.2
= 6.2 in 2025, so 22.2 is expected and P = 100 (24 - 22.2) / (24 - 10) = 12.9: accelerate.

Source: UN ESCAP, "Progress assessment methodology" (data.unescap.org), for what the index compares; UNECE, technical
notes and progress assessment of its regional reports, 2022 to 2026 (w3.unece.org/sdg2023/technical-notes.html), for
the time-weighted line, the values it is fitted to (from 2000 on, for a base of 2015: fifteen years back), the gap
relative to the way from the base, and the three answers: enough, to be accelerated, running against the desired
direction.

Not found in a source we could read: the weights, which by its abstract ESCAP's working paper SD/WP/04 (2017) sets
out, and the cut at 10 per cent, which is reported second-hand. The weights here are the simplest that favour recent
values: 1 in the year of the first value used, one more each year after. Medians over countries, which the commissions
judge by, do not arise for one series.

Not told there, decided here: where the base is at the figure already there is no way to measure a gap by; falling
short of it is `reverse`. A due value that is known is not predicted.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("base_year", "base", "last_year", "last", "predicted", "gap", "status")
CUTS = (10.0, 100.0)
STATUSES = ("maintain", "accelerate", "reverse")

_NOTHING = ibis.null("float64")


def _line(t: Any) -> Any:
    """`t` with `slope` a year and `height`, the line's distance from the last value in the last year."""
    # A value s years before the last weighs `latest` + s (s is negative): 1 in the first year, `latest` in the last.
    latest = (t.last_year - t.fitted_from + 1).cast("float64")
    t = t.mutate(
        w=latest * t.fitted_values.cast("float64") + t.fitted_since,
        w_since=latest * t.fitted_since + t.fitted_since_squared,
        w_since_squared=latest * t.fitted_since_squared + t.fitted_since_cubed,
        w_rise=latest * t.fitted_rise + t.fitted_since_rise,
        w_since_rise=latest * t.fitted_since_rise + t.fitted_since_squared_rise,
    )
    # Of whole numbers, so exactly 0 where all values are of one year.
    spread = t.w * t.w_since_squared - t.w_since * t.w_since
    t = t.mutate(slope=(t.w * t.w_since_rise - t.w_since * t.w_rise) / (spread > 0).ifelse(spread, _NOTHING))
    return t.mutate(height=(t.w_rise - t.slope * t.w_since) / (t.w > 0).ifelse(t.w, _NOTHING))


def anticipated(t: Any) -> Any:
    """The histories with COLUMNS added: `predicted` in the unit of the series, `gap` in per cent, never below 0."""
    t = _line(t)
    ahead = (t.due_year - t.last_year).cast("float64")
    known = t.applies & (t.last_year > t.base_year)
    t = t.mutate(rise=known.ifelse((ahead > 0).ifelse(t.height + t.slope * ahead, 0.0), _NOTHING))
    still = (t.figure - t.last).cast("float64") - t.rise
    t = t.mutate(short=t.parity.ifelse(still.abs(), t.up.ifelse(still, -still)))
    way = (t.figure - t.base).abs().cast("float64")
    share = 100.0 * t.short / (way > 0).ifelse(way, _NOTHING)
    t = t.mutate(
        predicted=t.last.cast("float64") + t.rise,
        gap=ibis.cases((t.short <= 0, 0.0), (t.short > 0, share), else_=_NOTHING),
    )
    status = ibis.cases(
        (~t.applies, history.NOT_APPLICABLE),
        *((t.gap <= cut, word) for cut, word in zip(CUTS, STATUSES[:2], strict=True)),
        (t.short > 0, STATUSES[2]),
        else_=history.NOT_AVAILABLE,
    )
    return t.mutate(status=status)
