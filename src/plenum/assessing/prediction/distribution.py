"""A distribution written as columns: its probabilities and quantiles in closed form, for every row at once.

On the scale of the link (see `summaries`) let q be a value's distance from the last one, in units. With
z = (q - location) / scale the log odds of ending below it are

    shift + tail asinh(z),    scale = below where z < 0, above elsewhere.

For small z this is a logistic distribution; far out its tails fall as a power, as those of real series do. It is
strictly increasing in the value, its inverse is closed, and P(at least) + P(below) = 1.

An `Outlook` is the same series seen from its last value; `outlook.at(h)` is the distribution h years on, for any
h > 0, whole or not.
"""

from dataclasses import dataclass, fields
from typing import Any

import ibis

from plenum.assessing.prediction.summaries import ADDITIVE, LOG, LOGIT, on_link

_NOTHING = ibis.null("float64")

# An expression cannot name what it uses twice, so each function below is written to use its arguments few times.


def _held(x: Any, limit: float) -> Any:
    """x held within plus and minus `limit`. A null may come out as a number: whoever calls this guards."""
    return ibis.greatest(ibis.least(x, limit), -limit)


def sigmoid(x: Any) -> Any:
    """1 / (1 + e^-x) without overflow. Not null where x is: whoever calls this guards."""
    return 1.0 / (1.0 + (-_held(x, 700.0)).exp())


def _asinh_of_positive(x: Any) -> Any:
    return (x + (x * x + 1.0).sqrt()).ln()


def _sinh(x: Any) -> Any:
    return (_held(x, 300.0).exp() - (-_held(x, 300.0)).exp()) / 2.0


@dataclass(frozen=True)
class Distribution:
    """Where the value of each row will be on one day. Every field is an Ibis column of float64 but `link`.

    `location` is the median's distance from the last value where `shift` is 0, in units on the link's scale.
    """

    link: Any
    link_last: Any
    unit: Any
    lower: Any
    upper: Any
    tail: Any
    shift: Any
    location: Any
    scale_below: Any
    scale_above: Any

    @classmethod
    def of(cls, table: Any, name: str = "due") -> "Distribution":
        """The distribution whose columns `foreseen` added to `table` under `name`."""
        of_a_day = ("location", "scale_below", "scale_above")
        return cls(
            **{
                each.name: table[f"{name}_{each.name}" if each.name in of_a_day else each.name]
                for each in fields(cls)
            }
        )

    def log_odds_below(self, value: Any) -> Any:
        """The log odds of ending at or below a value the link has a place for."""
        placed = on_link(value, self.link, self.lower, self.upper)
        return self.log_odds_at((placed - self.link_last) / self.unit - self.location)

    def log_odds_at(self, distance: Any) -> Any:
        """The log odds of ending at or below a place `distance` units from the location."""
        z = (distance < 0).ifelse(
            -_asinh_of_positive(-distance / self.scale_below), _asinh_of_positive(distance / self.scale_above)
        )
        return self.shift + self.tail * z

    def _answer(self, value: Any, too_low: float, too_high: float, rest: Any) -> Any:
        """`rest`, but a certainty for a value the link has no place for, and null where nothing is known."""
        floor = ibis.cases((self.link == LOG, 0.0), (self.link == LOGIT, self.lower), else_=_NOTHING)
        return ibis.cases(
            (value.isnull() | self.location.isnull(), _NOTHING),
            (value <= floor, too_low),
            ((self.link == LOGIT) & (value >= self.upper), too_high),
            else_=rest,
        )

    def below(self, value: Any) -> Any:
        """P(at most `value`), float64; null where there is no distribution or no value."""
        value = value.cast("float64")
        return self._answer(value, 0.0, 1.0, sigmoid(self.log_odds_below(value)))

    def at_least(self, value: Any) -> Any:
        """P(at least `value`): 1 - below, with nothing lost where it is very small."""
        value = value.cast("float64")
        return self._answer(value, 1.0, 0.0, sigmoid(-self.log_odds_below(value)))

    def between(self, low: Any, high: Any) -> Any:
        """P(low <= the value <= high). A null bound is no bound; 0 where low is above high."""
        everything = self.location.notnull().ifelse(1.0, _NOTHING)
        missing = 1.0 - ibis.coalesce(self.at_least(low), everything)
        return ibis.greatest(ibis.coalesce(self.below(high), everything) - missing, everything * 0.0)

    def quantile(self, p: Any) -> Any:
        """The value that is reached with probability 1 - p, in the series' own unit; 0 < p < 1, number or column."""
        return self.off_link(self.place_of(p))

    def place_of(self, p: Any) -> Any:
        """The place on the link's scale that is reached with probability 1 - p."""
        p = (ibis.literal(p) if isinstance(p, float) else p).cast("float64")
        z = ((p / (1.0 - p)).ln() - self.shift) / self.tail
        scale = (z < 0).ifelse(self.scale_below, self.scale_above)
        return self.link_last + self.unit * (self.location + scale * _sinh(z))

    def off_link(self, x: Any) -> Any:
        """A place on the link's scale as a value in the series' own unit; null where there is no distribution."""
        width = self.upper - self.lower
        return ibis.cases(
            (self.location.isnull(), _NOTHING),
            (self.link == ADDITIVE, x),
            (self.link == LOG, _held(x, 700.0).exp()),
            else_=self.lower + width * sigmoid(x - width.ln()),
        )


@dataclass(frozen=True)
class Outlook:
    """Where a series is heading: location = offset + drift h^reach, ln scale = ln_scale + widening ln h.

    Every field is an Ibis column. They are null together where there is too little to go by.
    """

    link: Any
    link_last: Any
    unit: Any
    lower: Any
    upper: Any
    tail: Any
    shift: Any
    offset: Any
    drift: Any
    reach: Any
    ln_scale_below: Any
    ln_scale_above: Any
    widening: Any

    @classmethod
    def of(cls, table: Any) -> "Outlook":
        """The outlook whose fields are columns of `table`, as `pooled.outlook` leaves them."""
        return cls(**{name: table[name] for name in FIELDS})

    def at(self, horizon: Any) -> Distribution:
        """The distribution `horizon` years (a number or a column) after the last value; null unless above 0.

        Its columns are written out wherever it is asked something. `foreseen` names them first, which keeps a long
        expression short.
        """
        years = ibis.literal(float(horizon)) if isinstance(horizon, int | float) else horizon
        years = (years > 0).ifelse(years.cast("float64"), _NOTHING)
        return Distribution(
            self.link,
            self.link_last,
            self.unit,
            self.lower,
            self.upper,
            self.tail,
            self.shift,
            self.offset + (self.reach * years.ln()).exp() * self.drift,
            (self.ln_scale_below + self.widening * years.ln()).exp(),
            (self.ln_scale_above + self.widening * years.ln()).exp(),
        )


FIELDS = tuple(field.name for field in fields(Outlook))
"""The columns of an outlook: what a table must have for `Outlook.of`."""


def foreseen(table: Any, horizon: Any, name: str = "due") -> Any:
    """`table`, which has an outlook's columns, with the distribution at `horizon` added as columns.

    `Distribution.of(table, name)` reads them. Add one for each of several horizons under names of their own.
    """
    day = Outlook.of(table).at(horizon)
    return table.mutate(
        **{
            f"{name}_location": day.location,
            f"{name}_scale_below": day.scale_below,
            f"{name}_scale_above": day.scale_above,
        }
    )
