from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "plenum.organizations"
    label = "organizations"
    verbose_name = "Organizations"
