"""A reader that dies over one file, for a process to import."""

import os
from pathlib import Path

from plenum.cli.reports.findings import Findings, read_file


def read(path: Path, name: str) -> Findings:
    if name == "dies":
        os._exit(9)
    return read_file(path, name)
