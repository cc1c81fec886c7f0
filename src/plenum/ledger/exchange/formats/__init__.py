"""The formats of files, one module each, hung in by one line of FORMATS."""

from plenum.ledger.exchange.formats import observations, targets
from plenum.ledger.exchange.preparing import Format

FORMATS: dict[str, Format] = {
    "observations": observations.FORMAT,
    "targets": targets.FORMAT,
}
