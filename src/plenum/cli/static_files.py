"""Collecting the files that never change while the server runs, when there is something new to collect."""

import hashlib
import importlib.metadata
from pathlib import Path

from plenum.cli.saying import doing

STAMP = ".collected"


def _fingerprint() -> str:
    """Changes whenever a file to be served does. Sizes and times are enough: nothing here is an adversary's."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256(importlib.metadata.version("plenum").encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=lambda pair: pair[0]):
            facts = Path(storage.path(name)).stat()
            seen.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def collect_if_needed() -> bool:
    """Collect static files unless they are the ones collected last; whether it did. Django is started."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.PLAIN_STATIC:
        return False
    stamp = Path(settings.STATIC_ROOT) / STAMP
    fingerprint = _fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    with doing("Collecting static files"):
        call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")
    return True
