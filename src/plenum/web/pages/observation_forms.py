"""The forms by which values enter the record: a new one, a correction, a withdrawal."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plenum.errors import NumberError, PeriodError
from plenum.ledger.vocabulary import DateBasis, SourceKind
from plenum.periods import Period
from plenum.quantities import parse_number
from plenum.web.days import today
from plenum.web.pages.review_forms import WRITTEN_DAYS
from plenum.web.templatetags.plenum_format import language
from plenum.web.wording import DATE_BASES, SOURCE_KINDS, STATUSES

NOTATIONS = [("vi", "1.234,5"), ("en", "1,234.5")]


def day_field(**facts: Any) -> forms.DateField:
    """A day, picked in the browser or typed as 2021-07-01 or 01/07/2021. Not one ahead: nothing is known of it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(input_formats=WRITTEN_DAYS, widget=widget, **facts)


def not_ahead(day: date | None) -> date | None:
    if day is not None and day > today():
        raise forms.ValidationError(_now("This day is still to come; choose today or an earlier one."))
    return day


class Figure(forms.Form):
    """A value as the reader writes numbers, or as the other language does where that is said."""

    value = forms.CharField(
        label=_("Value"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    notation = forms.ChoiceField(
        label=_("The value is written like"),
        choices=NOTATIONS,
        help_text=_("Which mark divides thousands, and which the decimals."),
    )
    status = forms.ChoiceField(label=_("Status"), choices=lambda: list(STATUSES.items()))

    def __init__(self, *args: Any, unit_words: str, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["value"].help_text = _now("In %(unit)s. Only the number.") % {"unit": unit_words}
        self.fields["notation"].initial = language()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        text, notation = told.get("value"), told.get("notation")
        if text and notation:
            try:
                told["number"] = parse_number(text, notation)
            except NumberError as error:
                self.add_error("value", error.said_in(_now))
        return told

    @property
    def number(self) -> Decimal:
        """The value read; only after the form was found valid."""
        number: Decimal = self.cleaned_data["number"]
        return number


class SourceFields(forms.Form):
    """Where a value came from: an address, a title or both, and the day it was published."""

    source_kind = forms.ChoiceField(
        label=_("Kind of source"), choices=lambda: list(SOURCE_KINDS.items()), initial=SourceKind.DOCUMENT
    )
    source_title = forms.CharField(label=_("Title of the source"), max_length=500, required=False)
    source_url = forms.URLField(
        label=_("Address of the source"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("Like https://example.vn/report. Give an address, a title, or both."),
    )
    published_on = day_field(
        label=_("Published on"), help_text=_("The day from which the value counts as known.")
    )
    date_basis = forms.ChoiceField(
        label=_("How that day is known"), choices=lambda: list(DATE_BASES.items()), initial=DateBasis.STATED
    )

    def clean_published_on(self) -> date | None:
        return not_ahead(self.cleaned_data["published_on"])

    def check_source(self, told: dict[str, Any]) -> None:
        if "source_url" not in self.errors and not told.get("source_url") and not told.get("source_title"):
            self.add_error(
                "source_title", _now("Say where the value comes from: a title, an address, or both.")
            )


class RecordForm(Figure, SourceFields):
    """A new observation. The places offered are those the reader may record for."""

    place = forms.ChoiceField(label=_("Place"))
    period = forms.CharField(
        label=_("Period"),
        max_length=21,
        help_text=_(
            "2023 a year, 2023-S1 the first half, 2023-Q1 a quarter, 2023-05 a month, 2023-9M the first nine "
            "months, 2021/2025 years, @2023-05-31 the state on a day."
        ),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    field_order = (
        "place", "period", "value", "notation", "status", "source_title", "source_url", "source_kind",
        "published_on", "date_basis", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, places: list[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places

    def clean_period(self) -> Period:
        try:
            return Period.parse(self.cleaned_data["period"])
        except PeriodError as error:
            raise forms.ValidationError(error.said_in(_now)) from None

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self.check_source(told)
        return told


class CorrectForm(Figure, SourceFields):
    """A value that takes the place of another, and why. Its source is the old one's unless another is given."""

    same_source = forms.BooleanField(
        label=_("The source is the same as that of the value corrected"), required=False, initial=True
    )
    known_on = day_field(
        label=_("Known to be wrong since"), help_text=_("As of earlier days the old value stays.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the value for good."),
        error_messages={"required": _("Say why the value is corrected.")},
    )

    field_order = (
        "value", "notation", "status", "known_on", "reason", "same_source", "source_title", "source_url",
        "source_kind", "published_on", "date_basis",
    )  # fmt: skip

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["published_on"].required = False

    def clean_known_on(self) -> date | None:
        return not_ahead(self.cleaned_data["known_on"])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not told.get("same_source"):
            self.check_source(told)
            if not told.get("published_on") and "published_on" not in self.errors:
                self.add_error("published_on", _now("Say on which day the other source was published."))
        return told


class WithdrawForm(forms.Form):
    """That a value was wrong, with none in its place."""

    known_on = day_field(
        label=_("Known to be wrong since"), help_text=_("As of earlier days the value stays.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the value for good."),
        error_messages={"required": _("Say why the value is withdrawn.")},
    )

    def clean_known_on(self) -> date | None:
        return not_ahead(self.cleaned_data["known_on"])
