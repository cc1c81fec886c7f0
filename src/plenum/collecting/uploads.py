"""What is sent in, looked over before anything of it is kept: each file's size and kind, a ZIP taken apart.

All or nothing: one file that cannot be taken keeps the others out too, and every reason is told.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings

from plenum.errors import Fault, FaultyFile, InvalidInput, PlenumError, Translate, UnsafeFile
from plenum.reading.loaders.limits import MIB
from plenum.reading.loaders.opening import unpack
from plenum.reading.loaders.recognising import kind_of

LARGEST_TOGETHER = 256 * MIB
"""Bytes of everything of one upload, unpacked: all of it is held in memory until it is kept."""
MOST_NAMED = 100
_LONGEST_NAME = 255


@dataclass(frozen=True)
class Upload:
    """A file as it was sent in."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Taken:
    """A report's file that may be kept."""

    name: str
    data: bytes
    kind: str
    digest: str


def look_over(uploads: Sequence[Upload]) -> list[Taken]:
    """The reports these files hold, in order; each file once. Raises `FaultyFile` naming every file not taken."""
    if not uploads:
        raise InvalidInput("Choose at least one file.")
    faults: list[Fault] = []
    taken: dict[str, Taken] = {}
    together = 0
    for upload in uploads:
        for one in _opened(upload):
            if isinstance(one, Fault):
                faults.append(one)
            elif one.digest not in taken:
                together += len(one.data)
                if together > LARGEST_TOGETHER:
                    raise UnsafeFile(
                        "Together the files hold more than {limit} MiB. Send them in several uploads.",
                        limit=LARGEST_TOGETHER // MIB,
                    )
                taken[one.digest] = one
    if faults:
        raise NothingReceived(faults)
    return list(taken.values())


class RefusedFile(Fault):
    """Why one file is not taken. A file's name is written as it is, not like the beginning of a sentence."""

    def said_in(self, translate: Translate) -> str:
        return f"{self.name}: {PlenumError(self.message, **self.facts).said_in(translate)}"


class NothingReceived(FaultyFile):
    """An upload of which nothing was kept, and these are the reasons; each names its file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[:MOST_NAMED], len(faults))
        self.message = InvalidInput("Nothing was received.").message


def _opened(upload: Upload) -> Iterator[Taken | Fault]:
    name = clean_name(upload.name)
    if len(upload.data) > settings.LARGEST_UPLOAD:
        yield RefusedFile(
            "The file is larger than {limit} MiB, the most that is taken. Nothing of it was read. "
            "Divide it into smaller files.",
            name=name,
            facts={"limit": settings.LARGEST_UPLOAD // MIB},
        )
        return
    try:
        for member, data in unpack(upload.data, name):
            yield _told(clean_name(member), data)
    except PlenumError as error:
        yield RefusedFile(error.message, name=name, facts=error.facts)


def _told(name: str, data: bytes | PlenumError) -> Taken | Fault:
    try:
        if isinstance(data, PlenumError):
            raise data
        kind = kind_of(data)
        if kind == "bundle":
            raise UnsafeFile("This is a ZIP within a ZIP. Pack the reports themselves.")
    except PlenumError as error:
        return RefusedFile(error.message, name=name, facts=error.facts)
    return Taken(name, data, kind, hashlib.sha256(data).hexdigest())


def clean_name(name: str) -> str:
    """A file's name without what cannot be kept or would steer a terminal, its end kept where it is too long."""
    plain = "".join(sign for sign in name if sign.isprintable())
    return plain[-_LONGEST_NAME:].strip() or "report"


def title_of(name: str) -> str:
    """What to call a report until it is read: its file's name without folder and ending."""
    return PurePath(name).stem.replace("_", " ").strip() or name
