"""Periods: the stretch of time, or the day, that a figure is about.

A period is a year, a half, a quarter, a month, a run of whole months or years, or the state on a date. It is
written one way only (its `code`), so that two periods are the same exactly when their codes are:

| code              | period                                     | frequency |
| ----------------- | ------------------------------------------ | --------- |
| `2023`            | a year                                     | A         |
| `2021-S1`         | a half                                     | S         |
| `2023-Q1`         | a quarter                                  | Q         |
| `2023-05`         | a month                                    | M         |
| `2021/2025`       | years, both ends counted                   | R         |
| `2021-01/2021-09` | months, both ends counted                  | R         |
| `@2023-05-31`     | the state on a date                        | D         |

Weeks, and stretches that begin or end inside a month, are refused: no figure Plenum keeps is about one.
The notation of SDMX (ISO 17369, versions 2.1 and 3.0) is read and written; nothing here knows of a clock.
"""

from plenum.periods.period import Period, Span, containing_term
from plenum.periods.spans import FIRST_YEAR, LAST_YEAR, Frequency

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Frequency", "Period", "Span", "containing_term"]
