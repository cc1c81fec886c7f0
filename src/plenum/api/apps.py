from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST door as an app of its own, so that its template is found."""

    name = "plenum.api"
    label = "api"
    verbose_name = "REST API"
