"""How much one file may hold. A file beyond a limit is refused before the part that is too large is read."""

MIB = 1024 * 1024

LARGEST_FILE = 128 * MIB
"""Bytes of a report as it lies on the disk."""
LARGEST_TEXT_FILE = 32 * MIB
"""Bytes of a file that is nothing but text, and of a web page."""
MOST_TEXT = 20_000_000
"""Characters of one report: some ten thousand printed pages."""
MOST_PAGES = 10_000
"""Pages of a PDF."""
MOST_CELLS = 1_000_000
"""Cells of all tables of a report, a merged cell counted as often as it covers."""
MOST_COLUMNS = 256
"""Columns of a table; what lies beyond is not read."""
MOST_ROWS = 100_000
"""Rows of one worksheet that hold something."""
DEEPEST = 2_000
"""Elements of XML or HTML open at once; an office file has some thirty."""
MOST_PACKED = 500
"""Reports in one ZIP."""

MOST_MEMBERS = 2_048
"""Files within an archive; a workbook has a dozen, a long report with pictures a few hundred."""
LARGEST_UNPACKED = 512 * MIB
"""Bytes of everything in an archive, unpacked."""
HIGHEST_RATIO = 200
"""Unpacked bytes for each packed one; a worksheet has 5 to 40, a zip bomb a thousand."""
RATIO_COUNTS_FROM = MIB
"""Small members may be packed as tightly as they like."""

PDF_SECONDS = 180
"""How long a PDF may be worked on."""
PDF_MEMORY = 2_048 * MIB
"""Address space of the process that reads a PDF."""
OCR_SECONDS = 1_800
"""How long characters of one scanned report may be looked for."""
