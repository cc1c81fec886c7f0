from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "plenum.ledger"
    label = "ledger"
    verbose_name = "Ledger"
