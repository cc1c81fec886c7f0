"""The record as plain JSON: one form per thing, shared by the REST door and the commands.

Figures the record keeps are strings in plain notation ("45600.5"), since a JSON number is read as a binary float by
most readers. Figures worked out of them (progress, paces, years left) are numbers. Days are ISO (2024-11-14), periods
and units as `plenum.periods` and `plenum.units` write them, and what is absent is null, never zero. A thing is called
by `name` (English, else Vietnamese) and in each language by `name_vi` and `name_en`.

Refuses to look anything up: every form is made from what a query has returned.
"""

from plenum.reporting.open_data.scoreboard import (
    ScoreboardForm,
    TargetForm,
    counts_form,
    scoreboard_form,
    target_form,
)

__all__ = ["ScoreboardForm", "TargetForm", "counts_form", "scoreboard_form", "target_form"]
