"""What is measured: the noun phrase a figure is said of, across lists, brackets, "of which" and pronouns."""

from plenum.reading.patterns.names.assign import assign

__all__ = ["assign"]
