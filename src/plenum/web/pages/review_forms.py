"""The forms of a review: what conference it is for, and how one target is to be adopted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenum.web.days import today
from plenum.web.templatetags.plenum_format import STANDINGS

WRITTEN_DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
"""As a browser's date field sends a day, and as a reader without one writes it."""

ADOPTABLE = ("exceeded", "met", "on_track", "at_risk", "off_track", "missed", "not_yet_due")
"""What a conference may adopt otherwise than computed. That figures are lacking is a finding, not a verdict."""


def _day_field(**facts: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(input_formats=WRITTEN_DAYS, widget=widget, **facts)


class PrepareReviewForm(forms.Form):
    """The conference a draft is prepared for, and the day whose knowledge it judges by."""

    conference_vi = forms.CharField(label=_("Conference, in Vietnamese"), max_length=300, required=False)
    conference_en = forms.CharField(label=_("Conference, in English"), max_length=300, required=False)
    held_on = _day_field(label=_("Held on"))
    data_day = _day_field(
        label=_("Data day"),
        help_text=_("What was known by this day is judged; the day of the conference or an earlier one."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("conference_vi") and not told.get("conference_en"):
            self.add_error("conference_vi", _("Name the conference in one of the two languages."))
        held_on, data_day = told.get("held_on"), told.get("data_day")
        if data_day and data_day > today():
            self.add_error("data_day", _("Nothing is known of this day yet; choose today or an earlier day."))
        elif held_on and data_day and data_day > held_on:
            self.add_error(
                "data_day",
                _(
                    "The conference cannot judge what became known after it; choose its day or an earlier one."
                ),
            )
        return told


class OverrideForm(forms.Form):
    """A standing that is to differ from the computed one, and why."""

    adopted = forms.ChoiceField(
        label=_("Adopt as"),
        choices=lambda: [("", _("choose…")), *((code, STANDINGS[code][1]) for code in ADOPTABLE)],
        error_messages={"required": _("Choose how the target stands.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the verdict for good."),
        error_messages={"required": _("Say why it stands otherwise than computed.")},
    )

    def __init__(self, *args: Any, computed: str, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.computed = computed

    def clean_adopted(self) -> str:
        adopted: str = self.cleaned_data["adopted"]
        if adopted == self.computed:
            raise forms.ValidationError(
                _("It stands so as computed. Choose another standing, or undo the change.")
            )
        return adopted
