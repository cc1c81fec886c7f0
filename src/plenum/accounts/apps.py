from django.apps import AppConfig
from django.db.models.signals import post_migrate

from plenum.accounts.append_only import install_after_migrate


class AccountsConfig(AppConfig):
    name = "plenum.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrate, dispatch_uid="plenum append-only triggers")
