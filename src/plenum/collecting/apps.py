from django.apps import AppConfig


class CollectingConfig(AppConfig):
    name = "plenum.collecting"
    label = "collecting"
    verbose_name = "Collecting"
