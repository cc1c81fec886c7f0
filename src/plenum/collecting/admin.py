"""The reading desk in the stock administration: to look into, never to write."""

from django.contrib import admin

from plenum.accounts.admin import LookOnly
from plenum.collecting.models import Alias, Decision, ProposedFigure, Report


@admin.register(Report)
class Reports(LookOnly):
    list_display = ("title", "body", "file_name", "state", "progress", "received_by", "received_at")
    list_filter = ("state", "kind")
    list_select_related = ("body", "received_by")
    search_fields = ("title", "file_name", "digest", "body__code")


@admin.register(ProposedFigure)
class Figures(LookOnly):
    list_display = ("report", "position", "name", "words", "period", "status")
    list_select_related = ("report",)
    search_fields = ("name", "words", "report__body__code")
    show_full_result_count = False


@admin.register(Decision)
class Decisions(LookOnly):
    list_display = ("figure", "kind", "observation", "by", "at", "reason")
    list_filter = ("kind",)
    list_select_related = ("figure", "observation", "by")
    search_fields = ("figure__words", "reason")
    show_full_result_count = False


@admin.register(Alias)
class Aliases(LookOnly):
    list_display = ("phrase", "measure", "unit", "indicator", "body")
    list_select_related = ("indicator", "body")
    search_fields = ("phrase", "indicator__code", "body__code")
