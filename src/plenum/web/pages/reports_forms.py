"""The forms of the desk: sending reports in, saying what one is, and correcting a figure before it is confirmed."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from plenum.errors import NumberError, PlenumError
from plenum.periods import Period
from plenum.quantities import parse_number
from plenum.units import Unit
from plenum.web.pages.observation_forms import NOTATIONS, day_field, not_ahead
from plenum.web.templatetags.plenum_format import language
from plenum.web.wording import STATUSES

ACCEPTED = ".docx,.pdf,.html,.htm,.txt,.md,.xlsx,.zip"


class SeveralFiles(forms.FileInput):
    """A file field of the browser that takes many files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else list(files.get(name, []))


class FilesField(forms.FileField):
    """The files sent, in their order; at least one. What is in them is looked over by who takes them."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(data)


class UploadForm(forms.Form):
    """Reports of a body, one file or many. The bodies offered are those the reader may receive reports for."""

    body = forms.ChoiceField(label=_("Received by"))
    sent = FilesField(
        label=_("Files"),
        help_text=_(
            "Word (.docx), PDF, HTML, text, Excel (.xlsx), or a ZIP of these; at most 32 MiB together."
        ),
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose at least one file.")},
    )
    dated_on = day_field(
        label=_("The reports' own date"),
        required=False,
        help_text=_("Leave it empty to take the date each report states."),
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = bodies

    def clean_dated_on(self) -> date | None:
        return not_ahead(self.cleaned_data["dated_on"])


class DescribeForm(forms.Form):
    """What a report is called, of which day it is, and what place its figures are about."""

    title = forms.CharField(label=_("Title"), max_length=500)
    dated_on = day_field(label=_("The report's own date"), required=False)
    place = forms.ChoiceField(
        label=_("Place"),
        required=False,
        help_text=_("What its figures are about where the words name no other place."),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *places]

    def clean_dated_on(self) -> date | None:
        return not_ahead(self.cleaned_data["dated_on"])


class CorrectFigureForm(forms.Form):
    """What a figure is, said by the clerk in place of what was proposed. The indicator is chosen beside it."""

    value = forms.CharField(
        label=_("Value"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("Like bn VND, tỷ đồng, %, tonne. Empty: the indicator's own."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    notation = forms.ChoiceField(label=_("The value is written like"), choices=NOTATIONS)
    period = forms.CharField(
        label=_("Period"),
        max_length=21,
        help_text=_("2023 a year, 2023-S1 the first half, 2023-Q1 a quarter, 2023-9M the first nine months."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.ChoiceField(label=_("Place"))
    status = forms.ChoiceField(label=_("Status"), choices=lambda: list(STATUSES.items()))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        help_text=_("Why it is entered otherwise than read. Kept with the value for good."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **facts: Any) -> None:
        super().__init__(*args, **facts)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places
        self.fields["notation"].initial = language()

    def clean_period(self) -> Period:
        try:
            return Period.parse(self.cleaned_data["period"])
        except PlenumError as error:
            raise forms.ValidationError(error.said_in(_now)) from None

    def clean_unit(self) -> str:
        text: str = self.cleaned_data["unit"].strip()
        try:
            return str(Unit.parse(text)) if text else ""
        except PlenumError as error:
            raise forms.ValidationError(error.said_in(_now)) from None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        text, notation = told.get("value"), told.get("notation")
        if text and notation:
            try:
                told["number"] = parse_number(text, notation)
            except NumberError as error:
                self.add_error("value", error.said_in(_now))
        return told
