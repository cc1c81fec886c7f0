"""The addresses of the REST door, to be included at `/api/`."""

from django.urls import URLPattern, include, path, re_path

from plenum.api.door import api
from plenum.api.problems import not_allowed, nowhere

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        # The root only tells ninja where the door is.
        _pattern.callback = nowhere if _pattern.name == "api-root" else not_allowed(_pattern.callback)

urlpatterns = [
    path("", include((_patterns, _app), namespace=_namespace)),
    # Django's own page for a wrong address is no answer to a program.
    re_path("", nowhere),
]
