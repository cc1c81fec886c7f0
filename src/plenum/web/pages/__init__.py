"""The pages: one module each, hung in by one line of PAGES.

A page's module holds plain function views that read the request, ask a room's `queries` or call its `actions`, and
render one template of the same name.
"""

from django.urls import URLPattern, URLResolver, path

from plenum.web.pages import preferences, profile

PAGES: list[URLPattern | URLResolver] = [
    path("profile/", profile.profile, name="profile"),
    path("preferences/language/", preferences.switch_language, name="switch_language"),
    path("preferences/theme/", preferences.switch_theme, name="switch_theme"),
]
