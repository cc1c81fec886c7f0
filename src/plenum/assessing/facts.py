"""What is known about each target as of its day: one wide row for each pair (target, as_of).

Every kind of target reads this one table, so observations are joined, ranked and summed once whatever the kinds.

Time is counted in whole numbers, `DAYS_A_YEAR` (12 months of 31) to the year, so that any two month ends are a whole
number of months apart and any two year ends a whole number of years, on every engine and in leap years too.

Which values count:

* a year counts for every kind; a state on a date counts too where the indicator is one of states (`over_time` last)
  and the kind looks at states (level, range, milestone, ceiling, and growth between two levels);
* halves, quarters, months and ranges of months do not: what a flow has reached by June is no annual value; where all
  parts of a year are known there is a row for the year (see `whole_years`);
* a range that is exactly the target's period is the direct result of a cumulative or an average-growth target;
* sums, averages, every-year and ceiling targets look only inside their period, the others at all up to the due day.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.columns import NUMBER
from plenum.assessing.verdicts import fulfils, goes_beyond

DAYS_A_YEAR = 372
"""Of this room's calendar: 12 months of 31 days."""

_KEY = list(precedence.KEY)
_NO = ibis.literal(False)


def position(day: Any) -> Any:
    """The place of a date in the calendar of 372 days a year, as int64."""
    return (day.year() * DAYS_A_YEAR + (day.month() - 1) * 31 + day.day() - 1).cast("int64")


def position_after(day: Any) -> Any:
    """The place of the day after: where a period that ends on `day` stops."""
    return position(day + ibis.interval(days=1))


def years(days: Any) -> Any:
    """A number of this calendar's days as years, float64."""
    return days.cast("float64") / float(DAYS_A_YEAR)


def _plain(targets: Any) -> Any:
    """The targets with their numbers narrowed and their period placed; two columns tell what the kind looks at."""
    t = targets
    growth_rates = t.over_time.isin(["compound", "mean"])
    within = (
        t.kind.isin(["every_year", "ceiling"])
        | ((t.kind == "cumulative") & (t.over_time != "last"))
        | ((t.kind == "average_growth") & growth_rates)
    )
    begins, due = position(t.starts), position_after(t.ends)
    # A level due in one year says nothing of when the term began: without a stated day its way starts at the
    # earliest value known.
    open_start = ~within & (t.kind != "average_growth") & (due - begins <= DAYS_A_YEAR)
    # A ceiling is told by the bound it has, whatever direction the indicator has elsewhere.
    ceiling_direction = ibis.cases(
        ((t.direction == "down") | t.low.isnull(), "down"), (t.high.isnull(), "up"), else_="range"
    )
    return t.select(
        *_KEY,
        "part_of",
        "kind",
        "over_time",
        "relative",
        direction=(t.kind == "ceiling").ifelse(ceiling_direction, t.direction),
        low=t.low.cast(NUMBER),
        high=t.high.cast(NUMBER),
        bound_below=t.lower.cast(NUMBER),
        bound_above=t.upper.cast(NUMBER),
        stated=t.baseline.cast(NUMBER),
        stated_on=t.baseline_on,
        term_starts=t.starts,
        begins=begins,
        due=due,
        base_by=ibis.coalesce(position_after(t.baseline_on), open_start.ifelse(ibis.null("int64"), begins)),
        past_due=t.as_of > t.ends,
        begun=t.as_of >= t.starts,
        first_year=position(t.as_of) < begins + DAYS_A_YEAR,
        within=within,
        growth_rates=growth_rates,
    )


def _counting(observations: Any, targets: Any, plain: Any) -> Any:
    """The current values of each target with what they count as."""
    rows = precedence.current(observations, targets)
    rows = plain.inner_join(rows, _KEY)
    rows = rows.mutate(
        value=rows.value.cast(NUMBER), start=position(rows.starts), stop=position_after(rows.ends)
    )
    state = rows.frequency == "D"
    length = rows.stop - rows.start
    annual = (rows.frequency == "A") | (
        ~state & (length == DAYS_A_YEAR) & (rows.starts.month() == 1) & (rows.starts.day() == 1)
    )
    point = annual | (state & (rows.over_time == "last"))
    inside = (rows.start >= rows.begins) & (rows.stop <= rows.due)
    totals = rows.within & rows.kind.isin(["cumulative", "average_growth"])
    direct = totals & ~state & (rows.start == rows.begins) & (rows.stop == rows.due)
    yearly = annual & inside
    counts = rows.within.ifelse(
        (rows.kind == "ceiling").ifelse(point & inside, yearly | direct), point & (rows.stop <= rows.due)
    )
    rows = rows.mutate(
        length=length, yearly=yearly, direct=direct, counts=counts, late=point & (rows.stop > rows.due),
        good=fulfils(rows.value, rows), better=goes_beyond(rows.value, rows), final=rows.status == "actual",
    )  # fmt: skip
    # The last value has the greatest place. At the same end the direct result goes first, then a year before a state.
    # Of a milestone the last value that reaches it: having been reached, it stays so.
    reached = (rows.kind == "milestone") & ibis.coalesce(rows.good, _NO)
    place = rows.stop * 4 + rows.direct.ifelse(2, 0) + annual.ifelse(1, 0)
    rows = rows.mutate(place=place, rank=place + reached.ifelse(100_000_000, 0))
    earlier = ibis.window(group_by=[*_KEY, "counts"], order_by=rows.place)
    return rows.mutate(previous=rows.value.lag(1).over(earlier))


def facts(observations: Any, targets: Any) -> Any:
    """One row for each row of `targets`: the target, and all that is known of it as of its day.

    Beyond the target's own columns: `last`, `previous`, `base` with their rows, days and places; `seen` values;
    inside the period the `total`, the `growth` (sum of ln(1 + rate)), the days `covered`, the number of `years_known`,
    `least`; the `direct` result; how many values are good, better, failed for good (`failed_final`) or failed by a
    value not final yet (`failed_open`); `late_short`, values after the due day that fall short.
    """
    plain = _plain(targets)
    rows = _counting(observations, targets, plain)
    row = ibis.struct(
        {
            "value": rows.value,
            "observation": rows.observation,
            "starts": rows.starts,
            "ends": rows.ends,
            "status": rows.status,
            "stop": rows.stop,
            "previous": rows.previous,
        }
    )
    rate_above_ruin = rows.yearly & rows.growth_rates & (rows.value > -100)
    growth_factor = rate_above_ruin.ifelse(1.0 + rows.value.cast("float64") / 100.0, ibis.null("float64"))

    def count(condition: Any) -> Any:
        return rows.count(where=condition)

    found = rows.group_by(*_KEY).agg(
        last_row=row.argmax(rows.rank, where=rows.counts),
        base_row=row.argmax(rows.place, where=rows.counts & ~rows.within & (rows.stop <= rows.base_by)),
        first_row=row.argmin(rows.place, where=rows.counts & ~rows.within),
        direct=rows.value.max(where=rows.direct),
        seen=count(rows.counts),
        total=rows.value.sum(where=rows.yearly),
        least=rows.value.min(where=rows.yearly),
        growth=growth_factor.ln().sum(),
        rates_known=count(rate_above_ruin),
        years_known=count(rows.yearly),
        covered=ibis.coalesce(rows.length.sum(where=rows.yearly), 0).cast("int64"),
        open_values=count(rows.yearly & ~rows.final),
        good=count(rows.counts & rows.good),
        better=count(rows.counts & rows.better),
        failed_final=count(rows.counts & ~rows.good & rows.final),
        failed_open=count(rows.counts & ~rows.good & ~rows.final),
        late_short=count(rows.late & ~rows.good),
    )
    base_row = ibis.coalesce(found.base_row, found.first_row)
    found = found.select(
        *_KEY,
        *("direct", "least", "growth", "seen", "years_known", "rates_known", "covered", "open_values"),
        *("good", "better", "failed_final", "failed_open", "late_short"),
        total=found.total.cast(NUMBER),
        last=found.last_row.value,
        last_observation=found.last_row.observation,
        last_starts=found.last_row.starts,
        last_ends=found.last_row.ends,
        last_status=found.last_row.status,
        last_stop=found.last_row.stop,
        previous=found.last_row.previous,
        base_value=base_row.value,
        base_observation=base_row.observation,
        base_ends=base_row.ends,
        base_stop=base_row.stop,
    )
    counts = ("seen", "years_known", "rates_known", "covered", "open_values",
              "good", "better", "failed_final", "failed_open", "late_short")  # fmt: skip
    f = plain.left_join(found, _KEY).drop("target_right", "as_of_right")
    states = f.stated.notnull()
    return f.mutate(
        **{name: ibis.coalesce(f[name], 0) for name in counts},
        base=ibis.coalesce(f.stated, f.base_value),
        base_observation=states.ifelse(ibis.null("int64"), f.base_observation),
        base_ends=states.ifelse(
            ibis.coalesce(
                f.stated_on, (f.term_starts.cast("timestamp") - ibis.interval(days=1)).cast("date")
            ),
            f.base_ends,
        ),
        base_stop=states.ifelse(ibis.coalesce(f.base_by, f.begins), f.base_stop),
    )
