"""What Django is told about the pages."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def make_cache_table(using: str, **_: Any) -> None:
    """Make the table of the shared cache where it is missing; it belongs to no model, so no migration makes it."""
    call_command("createcachetable", database=using, verbosity=0)


class WebConfig(AppConfig):
    name = "plenum.web"
    label = "web"
    verbose_name = "Pages"

    def ready(self) -> None:
        # Django announces a migration once for each app with models; one of them is enough.
        post_migrate.connect(
            make_cache_table, sender=apps.get_app_config("accounts"), dispatch_uid="plenum shared cache table"
        )


class StaticFiles(StaticFilesConfig):
    """Leaves out what no page asks for: source maps, and the second reader of the API's description."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "*.map", "redoc.standalone.js")
