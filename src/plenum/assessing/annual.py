"""The yearly values of each target that count, one for each year: what every method that looks at years reads.

Years are told by frequency A, or by twelve months from January on. A year has a value whichever of several counts; so
the years of a target, its last one too, are known before any ranking, and no row has to be sorted for them.
"""

from typing import Any

from plenum.assessing import precedence

_KEY = list(precedence.KEY)


def annual(rows: Any) -> Any:
    """Of rows of observations those that stand for one year, up to their `due_year`; with `year`, int64."""
    january, december = (rows.starts.month() == 1) & (rows.starts.day() == 1), rows.ends.month() == 12
    twelve_months = january & december & (rows.ends.day() == 31) & (rows.starts.year() == rows.ends.year())
    rows = rows.filter((rows.frequency == "A") | ((rows.frequency == "R") & twelve_months))
    rows = rows.mutate(year=rows.starts.year().cast("int64"))
    return rows.filter(rows.year <= rows.due_year)


def yearly(observations: Any, asked: Any) -> Any:
    """The yearly values that count for each pair asked, one row for each year.

    `asked` has the columns target, as_of, series and `due_year` (int64), the last year that counts; what else it has
    is carried along. If it has `base_from` (int64), `base_year` is the first year with a value from there on.

    Columns: those of `asked`, `last_year` (int64), perhaps `base_year`, `year` (int64) and `value` (decimal).
    """
    rows = annual(precedence.candidates(observations, asked))
    based = (
        {"base_year": rows.year.min(where=rows.year >= rows.base_from)} if "base_from" in rows.columns else {}
    )
    found = rows.group_by(*_KEY).agg(last_year=rows.year.max(), **based, **precedence.periods_marked(rows))
    found = found.mutate(contested=precedence.contested(found)).drop("rows", "marks")
    placed = asked.inner_join(found, _KEY)
    rows = annual(precedence.settled(observations, placed))
    return rows.select(*(name for name in placed.columns if name != "contested"), "year", "value")
