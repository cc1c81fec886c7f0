"""Forms as the shell draws them, and the forms of its own pages."""

from django import forms
from django.conf import settings
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class ShellRenderer(TemplatesSetting):
    """Labels above, errors beside their field, the classes of the interface kit."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


class ProfileForm(forms.Form):
    """How a reader likes to read."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        help_text=_("As it should appear beside what you record."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(
        label=_("Appearance"),
        choices=[("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
    )
