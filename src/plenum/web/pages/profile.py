"""A reader's own page: name, language, appearance, password, and the roles held."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from plenum.accounts.actions import set_reading_preferences
from plenum.accounts.queries import roles_of
from plenum.errors import SignInRequired
from plenum.web.forms import ProfileForm
from plenum.web.pages.preferences import remember_language, remember_theme


def profile(request: HttpRequest) -> HttpResponse:
    """Show the profile; on POST keep it."""
    reader = request.user
    if not reader.is_authenticated:
        raise SignInRequired("Sign in to see your profile.")
    kept = {"name": reader.first_name, "language": reader.language, "theme": reader.theme}
    form = ProfileForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        wished = form.cleaned_data
        set_reading_preferences(
            reader, language=wished["language"], theme=wished["theme"], name=wished["name"]
        )
        response = redirect("profile")
        remember_language(response, wished["language"])
        remember_theme(response, wished["theme"])
        with translation.override(wished["language"]):
            messages.success(request, _("Your profile is saved."))
        return response
    return render(request, "web/profile.html", {"form": form, "grants": roles_of(reader)})
