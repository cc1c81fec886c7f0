"""How much one file may hold. A file beyond a limit is refused before the part that is too large is read."""

MIB = 1024 * 1024

LARGEST_TEXT = 128 * MIB
"""Bytes of a CSV file."""
LARGEST_WORKBOOK = 32 * MIB
"""Bytes of an XLSX file as it lies on the disk."""
MOST_ROWS = 2_000_000
"""Rows of a CSV file, the header not counted."""
MOST_WORKBOOK_ROWS = 200_000
"""Rows of a worksheet: beyond that a CSV file is the better carrier."""
MOST_TARGETS = 20_000
"""Rows of a file of targets."""
MOST_COLUMNS = 60
LONGEST_CELL = 10_000
"""Characters of one cell."""

MOST_WORKSHEET_TEXT = 256 * MIB
"""Characters of a worksheet's cells together: a long shared text may be named by many cells."""
