"""The form of a scenario: a row for each indicator, and lines for what happens in one year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plenum.errors import NumberError
from plenum.ledger.actions import Assumed, ScenarioDraft
from plenum.ledger.queries.scenarios import Measured, Stage, assumption_rows, usual_movement
from plenum.ledger.vocabulary import AssumptionMeasure, Course
from plenum.organizations.words import Words
from plenum.quantities import parse_number
from plenum.web.scenario_words import COURSES, natural
from plenum.web.templatetags.plenum_format import language

LINES = 4
"""How many assumptions on one year a form has room for; as many more as the scenario changed has."""

_MEASURE_WORDS = {
    "growth": _("% a year"),
    "change": _("in its unit, a year"),
    "value": _("each year's value"),
}
_ONE_YEAR = {
    "in": _("in that year instead"),
    "shock": _("shock: on top of what happens otherwise"),
    "caught": _("shock, made good the year after"),
}


@dataclass(frozen=True)
class Row:
    """One indicator on the form: its fields, and how it would move otherwise."""

    measured: Measured
    amount: BoundField
    measure: BoundField
    usual_measure: str
    usual: Decimal | None


@dataclass(frozen=True)
class YearLine:
    """One line for a single year."""

    fields: tuple[BoundField, ...]


class ScenarioForm(forms.Form):
    """Names, the course of what is not assumed, and amounts. An empty amount assumes nothing."""

    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    course = forms.ChoiceField(
        label=_("What is not assumed goes"),
        choices=lambda: [(code, COURSES[code]) for code in ("base", "high", "low")],
        help_text=_("Indicators that follow from others do so, unless something is assumed of themselves."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why these amounts, and where they come from."),
    )

    def __init__(self, *args: Any, stage: Stage, lines: int = LINES, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.stage = stage
        self.lines = lines
        for number, one in stage.measured.items():
            self.fields[f"amount_{number}"] = _amount_field(one.indicator.name.said_in(language()))
            self.fields[f"measure_{number}"] = forms.ChoiceField(
                label=gettext("%(name)s: measure") % {"name": one.indicator.name.said_in(language())},
                choices=[(code, _MEASURE_WORDS[code]) for code in measures_for(one)],
                initial=natural(one.series),
                required=False,
            )
        names = [
            (str(number), one.indicator.name.said_in(language())) for number, one in stage.measured.items()
        ]
        for line in range(lines):
            at = {"line": line + 1}
            self.fields[f"series_{line}"] = forms.ChoiceField(
                label=gettext("Line %(line)s: indicator") % at, choices=[("", "—"), *names], required=False
            )
            self.fields[f"year_{line}"] = forms.IntegerField(
                label=gettext("Line %(line)s: year") % at,
                required=False,
                min_value=stage.as_of.year - 10,
                max_value=stage.world.until,
                widget=forms.NumberInput(attrs={"placeholder": False}),
            )
            self.fields[f"in_{line}"] = _amount_field(gettext("Line %(line)s: amount") % at)
            self.fields[f"sort_{line}"] = forms.ChoiceField(
                label=gettext("Line %(line)s: how") % at, choices=list(_ONE_YEAR.items()), required=False
            )

    def rows(self) -> Iterator[Row]:
        """The indicators' rows, in the order of the targets."""
        for number, one in self.stage.measured.items():
            yield Row(
                one,
                self[f"amount_{number}"],
                self[f"measure_{number}"],
                natural(one.series),
                usual_movement(self.stage, number),
            )

    def year_lines(self) -> Iterator[YearLine]:
        for line in range(self.lines):
            yield YearLine(tuple(self[f"{name}_{line}"] for name in ("series", "year", "in", "sort")))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("name_vi") and not told.get("name_en"):
            self.add_error("name_vi", gettext("Name the scenario in one of the two languages."))
        assumed: list[Assumed] = []
        for number, one in self.stage.measured.items():
            amount = self._number(f"amount_{number}")
            if amount is not None:
                measure = AssumptionMeasure(told.get(f"measure_{number}") or natural(one.series))
                assumed.append(Assumed(one.indicator, measure, amount, place=one.place))
        for line in range(self.lines):
            assumed += self._line(line, told)
        if not assumed and not self.errors:
            self.add_error(None, gettext("Assume something: give an amount for at least one indicator."))
        told["assumed"] = assumed
        return told

    def _number(self, name: str) -> Decimal | None:
        text = (self.cleaned_data.get(name) or "").strip()
        if not text:
            return None
        try:
            return parse_number(text, language())
        except NumberError as error:
            self.add_error(name, error.said_in(gettext))
            return None

    def _line(self, line: int, told: Mapping[str, Any]) -> list[Assumed]:
        number, year = told.get(f"series_{line}"), told.get(f"year_{line}")
        amount = self._number(f"in_{line}")
        if not number and not year and not (told.get(f"in_{line}") or "").strip():
            return []
        for name, value in (("series", number), ("year", year), ("in", told.get(f"in_{line}"))):
            if not value and f"{name}_{line}" not in self.errors:
                self.add_error(
                    f"{name}_{line}", gettext("Give the indicator, the year and the amount, or none.")
                )
        if not number or not year or amount is None:
            return []
        one = self.stage.measured[int(number)]
        sort = told.get(f"sort_{line}") or "in"
        measure = AssumptionMeasure(natural(one.series)) if sort == "in" else AssumptionMeasure.SHOCK
        return [Assumed(one.indicator, measure, amount, year, sort == "caught", one.place)]

    @property
    def draft(self) -> ScenarioDraft:
        """The scenario as filled in; only after the form was found valid."""
        told = self.cleaned_data
        note = told["note"]
        return ScenarioDraft(
            name=Words(told["name_vi"], told["name_en"]),
            assumptions=told["assumed"],
            course=Course(told["course"]),
            note=Words(note, note),
        )


def _amount_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "size": 8}),
    )


def measures_for(one: Measured) -> list[str]:
    """The measures an assumption on an indicator may use, the natural one first."""
    first = natural(one.series)
    return [first] if first == "value" else [first, *(m for m in ("growth", "change", "value") if m != first)]


def filled_in(stage: Stage, scenario: Any) -> tuple[dict[str, Any], int]:
    """What a form shows of a scenario kept, and how many lines for single years it needs."""
    first: dict[str, Any] = {
        "name_vi": scenario.name_vi,
        "name_en": scenario.name_en,
        "note": scenario.note.said_in(language()),
        "course": scenario.course,
    }
    line = 0
    for number, row in assumption_rows(scenario):
        if number not in stage.measured:
            continue
        written = _written(row.amount)
        if row.year is None:
            first[f"amount_{number}"] = written
            first[f"measure_{number}"] = row.measure
        else:
            shock = row.measure == AssumptionMeasure.SHOCK
            first |= {
                f"series_{line}": str(number),
                f"year_{line}": row.year,
                f"in_{line}": written,
                f"sort_{line}": ("caught" if row.catches_up else "shock") if shock else "in",
            }
            line += 1
    return first, max(LINES, line + 1)


def _written(amount: Decimal) -> str:
    plain = format(amount, "f")
    return plain.replace(".", ",") if language() == "vi" else plain
