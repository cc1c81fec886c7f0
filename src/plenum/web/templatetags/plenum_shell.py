"""Tags of the shell: icons and form controls."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/tabler-icons/sprite.svg"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Decoration unless `label` says what it stands for."""
    sprite = f"{static(SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, sprite
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', sprite)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form's field as a control of the interface kit, told apart where it is invalid."""
    widget = field.field.widget
    classes = "form-control"
    if isinstance(widget, forms.CheckboxInput):
        classes = "form-check-input"
    elif isinstance(widget, forms.Select):
        classes = "form-select"
    # A placeholder that repeats the label disappears when it is needed, and is too pale to read.
    attributes: dict[str, Any] = {"class": classes, "placeholder": False}
    if field.errors:
        attributes["class"] += " is-invalid"
    return field.as_widget(attrs=attributes)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)
