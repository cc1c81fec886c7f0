"""Dates of existence, told the same way wherever something begins and ends.

`starts` is the first day and `ends` the last day, both included; an empty side is open.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q


class Dated(models.Model):
    """Something that exists from `starts` to `ends`."""

    starts = models.DateField(null=True, blank=True, help_text="First day; empty: always was.")
    ends = models.DateField(null=True, blank=True, help_text="Last day; empty: still is.")

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            ),
        )

    def exists_on(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


def existing_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row (or the one `prefix` leads to) exists on `day`."""

    def condition(**lookups: Any) -> Q:
        return Q(**{prefix + name: value for name, value in lookups.items()})

    return (condition(starts__isnull=True) | condition(starts__lte=day)) & (
        condition(ends__isnull=True) | condition(ends__gte=day)
    )
