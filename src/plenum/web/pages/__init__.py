"""The pages: one module each, hung in by one line of PAGES.

A page's module holds plain function views that read the request, ask a room's `queries` or call its `actions`, and
render one template of the same name.
"""

from django.urls import URLPattern, URLResolver, path

from plenum.web.pages import (
    documents,
    home,
    preferences,
    profile,
    review,
    review_adoption,
    scoreboard,
)

PAGES: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:code>/", documents.document, name="document"),
    path("documents/<slug:code>/scoreboard/", scoreboard.scoreboard, name="scoreboard"),
    path("documents/<slug:code>/scoreboard.csv", scoreboard.scoreboard_csv, name="scoreboard_csv"),
    path("documents/<slug:code>/reviews/new/", review.prepare, name="review_new"),
    path("reviews/<int:pk>/", review.review, name="review"),
    path("reviews/<int:pk>/targets/<int:target>/", review.override, name="review_override"),
    path("reviews/<int:pk>/targets/<int:target>/clear/", review.clear, name="review_clear"),
    path("reviews/<int:pk>/discard/", review.discard, name="review_discard"),
    path("reviews/<int:pk>/adopt/", review.adopt, name="review_adopt"),
    path("adoptions/<int:pk>/", review_adoption.adoption, name="adoption"),
    path("profile/", profile.profile, name="profile"),
    path("preferences/language/", preferences.switch_language, name="switch_language"),
    path("preferences/theme/", preferences.switch_theme, name="switch_theme"),
]
