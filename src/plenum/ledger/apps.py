from django.apps import AppConfig
from django.conf import settings

from plenum.assessing import compiled
from plenum.assessing.prediction.calibration import read, use


class LedgerConfig(AppConfig):
    name = "plenum.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        compiled.keep_in(settings.DATA_DIR / "compiled")
        if settings.CALIBRATION is not None:
            use(read(settings.CALIBRATION))
