"""Reading: a report's prose becomes figures, documents, tallies, people and deadlines, each with its span.

`read` takes a text and gives a `Report`: what is measured, how much, in which unit, for which period, planned
or reached, and the exact characters it stands on. Everything here is a proposal: nothing counts until a person
confirms it. The room knows no database, opens no file and refuses no text; a text it cannot read (an old
Vietnamese encoding that does not decode) gives an empty report that says why.
"""

from plenum.reading.figures import Deadline, DocumentMention, Figure, PersonMention, Report, Tally
from plenum.reading.reader import read, read_many
from plenum.reading.source_text import SourceText

__all__ = [
    "Deadline",
    "DocumentMention",
    "Figure",
    "PersonMention",
    "Report",
    "SourceText",
    "Tally",
    "read",
    "read_many",
]
