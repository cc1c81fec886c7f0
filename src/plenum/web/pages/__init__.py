"""The pages: one module each, hung in by one line of PAGES.

A page's module holds plain function views that read the request, ask a room's `queries` or call its `actions`, and
render one template of the same name.
"""

from django.urls import URLPattern, URLResolver, path

from plenum.web.pages import (
    compare,
    documents,
    home,
    imports,
    indicators,
    observation,
    observation_entry,
    preferences,
    profile,
    review,
    review_adoption,
    scenarios,
    scoreboard,
    target,
    target_scenarios,
)

PAGES: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:code>/", documents.document, name="document"),
    path("documents/<slug:code>/scoreboard/", scoreboard.scoreboard, name="scoreboard"),
    path("documents/<slug:code>/scoreboard.csv", scoreboard.scoreboard_csv, name="scoreboard_csv"),
    path("documents/<slug:code>/targets/<str:number>/", target.target, name="target"),
    path(
        "documents/<slug:code>/targets/<str:number>/chart.<str:format>",
        target.target_chart,
        name="target_chart",
    ),
    path("documents/<slug:code>/targets/<str:number>/values.csv", target.target_values, name="target_values"),
    path(
        "documents/<slug:code>/targets/<str:number>/scenarios/",
        target_scenarios.target_scenarios,
        name="target_scenarios",
    ),
    path(
        "documents/<slug:code>/targets/<str:number>/scenarios/chart.<str:format>",
        target_scenarios.target_scenarios_chart,
        name="target_scenarios_chart",
    ),
    path(
        "documents/<slug:code>/targets/<str:number>/scenarios.csv",
        target_scenarios.target_scenarios_csv,
        name="target_scenarios_csv",
    ),
    path("documents/<slug:code>/scenarios/", scenarios.scenarios, name="scenarios"),
    path("documents/<slug:code>/scenarios.csv", scenarios.scenarios_csv, name="scenarios_csv"),
    path("documents/<slug:code>/scenarios/new/", scenarios.scenario_new, name="scenario_new"),
    path("scenarios/<int:pk>/edit/", scenarios.scenario_edit, name="scenario_edit"),
    path("scenarios/<int:pk>/end/", scenarios.scenario_end, name="scenario_end"),
    path("documents/<slug:code>/reviews/new/", review.prepare, name="review_new"),
    path("reviews/<int:pk>/", review.review, name="review"),
    path("reviews/<int:pk>/targets/<int:target>/", review.override, name="review_override"),
    path("reviews/<int:pk>/targets/<int:target>/clear/", review.clear, name="review_clear"),
    path("reviews/<int:pk>/discard/", review.discard, name="review_discard"),
    path("reviews/<int:pk>/adopt/", review.adopt, name="review_adopt"),
    path("adoptions/<int:pk>/", review_adoption.adoption, name="adoption"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:code>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:code>/chart.<str:format>", indicators.indicator_chart, name="indicator_chart"),
    path("indicators/<slug:code>/values.csv", indicators.indicator_values, name="indicator_values"),
    path("indicators/<slug:code>/record/", observation_entry.record, name="observation_record"),
    path("observations/<int:pk>/", observation.observation, name="observation"),
    path("observations/<int:pk>/correct/", observation_entry.correct, name="observation_correct"),
    path("observations/<int:pk>/withdraw/", observation_entry.withdraw, name="observation_withdraw"),
    path("compare/", compare.compare, name="compare"),
    path("import/", imports.imports, name="import"),
    path("import/now/", imports.import_kept, name="import_kept"),
    path("import/drop/", imports.drop_kept, name="import_drop"),
    path("import/templates/<slug:format>.<slug:kind>", imports.import_template, name="import_template"),
    path("profile/", profile.profile, name="profile"),
    path("preferences/language/", preferences.switch_language, name="switch_language"),
    path("preferences/theme/", preferences.switch_theme, name="switch_theme"),
]
