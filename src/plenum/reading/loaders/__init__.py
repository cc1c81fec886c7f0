"""Loaders: a report's file becomes its text and tables, whatever kind of file it is.

`load` takes a path or bytes and gives a `Loaded` for each report in it: DOCX, XLSX, PDF with text (scans where OCR is
installed), HTML, TXT and Markdown, and a ZIP of these. Files are recognised by their content, looked over before they
are unpacked, and refused with a message a clerk can act on: macros, passwords, entities, archives that would grow
beyond reason, anything larger than `limits` says. Nothing is fetched, run or written; a PDF is read in a process of its
own. Everything a file can do wrong is a `PlenumError`.
"""

from plenum.reading.loaders.drafts import Loaded, Refused
from plenum.reading.loaders.opening import LOADERS, SUFFIXES, load, load_each

__all__ = ["LOADERS", "SUFFIXES", "Loaded", "Refused", "load", "load_each"]
