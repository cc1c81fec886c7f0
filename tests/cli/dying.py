"""Readers that die, for processes to import."""

import os
import signal
from pathlib import Path

from plenum.cli.reports.findings import Findings, read_file
from plenum.cli.reports.frames import Frame, read_frame


def read(path: Path, name: str, known: frozenset[str]) -> Findings:
    """Die over one file."""
    if name == "dies":
        os._exit(9)
    return read_file(path, name, known)


def read_until_told(path: Path, name: str, known: frozenset[str]) -> Frame:
    """Note every file that is read; kill the run at the file that `DIES_AT` names."""
    if name == os.environ.get("DIES_AT"):
        os.kill(int(os.environ["KILLS"]) if os.environ.get("KILLS") else os.getpid(), signal.SIGKILL)
    frame = read_frame(path, name, known)
    if not frame.is_known:
        with Path(os.environ["NOTES"]).open("a", encoding="utf-8") as notes:
            notes.write(f"{name}\n")
    return frame
