"""The ledger in the stock administration: to look into, never to write. Pages, REST and commands write it."""

from django.contrib import admin

from plenum.accounts.admin import LookOnly
from plenum.ledger.models import (
    Adoption,
    Assumption,
    Document,
    Indicator,
    IndicatorLink,
    Observation,
    Provision,
    Review,
    Scenario,
    Source,
    Target,
    TargetValue,
    Verdict,
)


@admin.register(Document)
class Documents(LookOnly):
    list_display = ("code", "kind", "number", "title_vi", "body", "issued_on", "term")
    list_filter = ("kind",)
    search_fields = ("code", "number", "title_vi", "title_en", "body__code")
    list_select_related = ("body", "term__body")


@admin.register(Provision)
class Provisions(LookOnly):
    list_display = ("document", "number", "text_vi")
    search_fields = ("document__code", "number", "text_vi", "text_en")
    list_select_related = ("document",)


@admin.register(Indicator)
class Indicators(LookOnly):
    list_display = ("code", "name_vi", "name_en", "unit", "measurement", "over_time", "direction", "keeper")
    list_filter = ("measurement", "over_time")
    search_fields = ("code", "name_vi", "name_en")
    list_select_related = ("keeper",)


@admin.register(Source)
class Sources(LookOnly):
    list_display = ("label", "kind", "published_on", "date_basis", "precedence")
    list_filter = ("kind", "date_basis")
    search_fields = ("url", "title_vi", "title_en")


@admin.register(Observation)
class Observations(LookOnly):
    list_display = ("indicator", "place", "period", "value", "status", "known_on", "corrects_id", "withdrawn")
    list_filter = ("status", "withdrawn")
    search_fields = ("indicator__code", "place__code", "=period")
    list_select_related = ("indicator", "place")
    # A ledger may hold millions of rows: counting them all for a number nobody reads takes seconds.
    show_full_result_count = False


@admin.register(Target)
class Targets(LookOnly):
    list_display = ("document", "number", "name_vi", "kind", "indicator", "period", "known_on")
    list_filter = ("kind",)
    search_fields = ("document__code", "number", "name_vi", "name_en", "indicator__code")
    list_select_related = ("document", "indicator")


@admin.register(TargetValue)
class TargetValues(LookOnly):
    list_display = ("target", "low", "high", "source", "known_on", "corrects_id", "withdrawn")
    search_fields = ("target__document__code", "target__number")
    list_select_related = ("target", "source")


@admin.register(Review)
class Reviews(LookOnly):
    list_display = ("document", "conference_vi", "held_on", "data_day", "adoption_id")
    list_select_related = ("document",)


@admin.register(Adoption)
class Adoptions(LookOnly):
    list_display = ("document", "conference_vi", "held_on", "data_day", "entered_by", "entered_at")
    list_select_related = ("document", "entered_by")


@admin.register(Verdict)
class Verdicts(LookOnly):
    list_display = ("adoption", "target", "computed", "adopted", "reason")
    list_filter = ("adopted",)
    search_fields = ("target__document__code", "target__number", "reason")
    list_select_related = ("adoption", "target")


@admin.register(Scenario)
class Scenarios(LookOnly):
    list_display = ("body", "document", "name_vi", "name_en", "course", "known_on", "ended_on", "entered_by")
    search_fields = ("name_vi", "name_en", "body__code", "document__code")
    list_select_related = ("body", "document", "entered_by")


@admin.register(Assumption)
class Assumptions(LookOnly):
    list_display = ("scenario", "indicator", "place", "measure", "amount", "year", "catches_up")
    list_filter = ("measure",)
    search_fields = ("scenario__name_vi", "scenario__name_en", "indicator__code", "place__code")
    list_select_related = ("scenario", "indicator", "place")


@admin.register(IndicatorLink)
class IndicatorLinks(LookOnly):
    list_display = ("derived", "kind", "known_on", "ended_on", "entered_by")
    list_filter = ("kind",)
    search_fields = ("derived__code",)
    list_select_related = ("derived", "entered_by")
