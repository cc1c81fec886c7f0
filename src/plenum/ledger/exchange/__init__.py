"""Files in and out: observations and targets as CSV and XLSX.

A file is refused before it is read where its size, its kind or what unpacking it would do is not safe; it is imported
whole or not at all, each fault told by row and column; and what is exported comes back in unchanged. Refused here:
formulas and macros, numbers with two readings, units that do not convert by a power of ten, values that are in the
record already.
"""

from plenum.ledger.exchange.exporting import export_file, template_file
from plenum.ledger.exchange.formats import FORMATS
from plenum.ledger.exchange.importing import format_called, import_file, preview_file
from plenum.ledger.exchange.national import Panel, export_panel
from plenum.ledger.exchange.opening import Kind
from plenum.ledger.exchange.preparing import Format, Imported, Preview, Progress

__all__ = [
    "FORMATS",
    "Format",
    "Imported",
    "Kind",
    "Panel",
    "Preview",
    "Progress",
    "export_file",
    "export_panel",
    "format_called",
    "import_file",
    "preview_file",
    "template_file",
]
