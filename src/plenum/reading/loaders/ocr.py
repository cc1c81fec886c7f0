"""Characters out of pictures of pages, by `ocrmypdf` and Tesseract where they are installed (an extra)."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from plenum.errors import InvalidInput, UnsafeFile
from plenum.reading.loaders.limits import LARGEST_FILE, OCR_SECONDS

LANGUAGES = ("vie", "eng")


def is_there() -> bool:
    """Whether `ocrmypdf` is there, and Tesseract with Vietnamese and English is on the path."""
    tesseract = shutil.which("tesseract")
    if _program() is None or tesseract is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - found on the path, arguments of our own
            [tesseract, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return set(LANGUAGES) <= set(listed.stdout.split())


def _program() -> str | None:
    """`ocrmypdf` on the path, or where the extra put it: beside this Python, which need not be on the path."""
    return shutil.which("ocrmypdf") or shutil.which("ocrmypdf", path=str(Path(sys.executable).parent))


def with_text(data: bytes) -> bytes:
    """The same PDF with the characters found in its pictures. Raises `InvalidInput` and `UnsafeFile`."""
    if not is_there():
        raise InvalidInput(
            "The PDF is a scan: its pages are pictures without text. Send the Word file or a PDF exported from it; or "
            "have the administrator install OCR (ocrmypdf and tesseract-ocr-vie)."
        )
    program = _program()
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="plenum-ocr-") as folder:
        scan, found = Path(folder, "scan.pdf"), Path(folder, "text.pdf")
        scan.write_bytes(data)
        options = [
            "--quiet",
            "--skip-text",
            "--rotate-pages",
            "--output-type",
            "pdf",
            "-l",
            "+".join(LANGUAGES),
        ]
        # A session of its own, so that what ocrmypdf starts ends with it.
        with subprocess.Popen(  # noqa: S603 - found on the path, arguments of our own
            [program, *options, str(scan), str(found)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=folder,
            start_new_session=True,
        ) as process:
            try:
                _, error = process.communicate(timeout=OCR_SECONDS)
            except subprocess.TimeoutExpired:
                _end(process)
                raise UnsafeFile(
                    "Looking for characters in the scan took longer than {minutes} minutes and was stopped. Divide it.",
                    minutes=OCR_SECONDS // 60,
                ) from None
        if process.returncode or not found.exists() or found.stat().st_size > LARGEST_FILE:
            said = error.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
            raise InvalidInput(
                "No characters could be recognised in the scan. OCR says: {said}", said=said or "nothing"
            )
        return found.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
