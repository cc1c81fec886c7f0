"""The sources a file names: recognised where the record has them, made where it has not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from plenum.accounts.models import User
from plenum.errors import InvalidInput
from plenum.ledger.actions import register_source
from plenum.ledger.exchange.cells import plain, read_choice, read_day, understand
from plenum.ledger.exchange.coded import Coded, coded, constant
from plenum.ledger.exchange.columns import Column, Role
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.models import Source
from plenum.ledger.vocabulary import DateBasis, SourceKind
from plenum.organizations.words import Words

COLUMNS = (
    Column("source_url", Role.TEXT, ("source", "url", "nguồn", "địa chỉ nguồn", "link"), longest=1000),
    Column("source_title_vi", Role.TEXT, ("tên nguồn", "tên tài liệu"), longest=500),
    Column("source_title_en", Role.TEXT, ("source_title",), longest=500),
    Column("source_kind", Role.TEXT, ("loại nguồn",)),
    Column("source_precedence", Role.TEXT, ("precedence", "thứ tự ưu tiên")),
    Column("source_date_basis", Role.TEXT, ("date_basis", "căn cứ ngày")),
    Column("published_on", Role.DATE, ("published", "ngày công bố", "ngày ban hành"), needed=True),
    Column("known_on", Role.DATE, ("known", "ngày biết", "ngày được biết")),
)
"""The columns that tell where a row is from; every format has them."""

_KINDS = {
    "văn bản": SourceKind.DOCUMENT,
    "tài liệu": SourceKind.DOCUMENT,
    "biểu mẫu": SourceKind.FORM,
    "nguồn dữ liệu": SourceKind.FEED,
    "tệp": SourceKind.FILE,
}
_BASES = {
    "nêu rõ": DateBasis.STATED,
    "theo địa chỉ": DateBasis.IN_ADDRESS,
    "không sớm hơn": DateBasis.NOT_BEFORE,
}
_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class SourceFacts:
    """What a row says of its source; None where the file has no such column, and then nothing is compared."""

    url: str
    title_vi: str | None
    title_en: str | None
    kind: SourceKind | None
    precedence: int | None
    basis: DateBasis | None
    published_on: date

    def is_of(self, source: Source, digest: str) -> bool:
        """Whether the record's source is the one meant. A source without an address is the file it stood in."""
        return (
            source.url == self.url
            and source.published_on == self.published_on
            and (self.title_vi is None or source.title_vi == self.title_vi)
            and (self.title_en is None or source.title_en == self.title_en)
            and (self.kind is None or source.kind == self.kind)
            and (self.precedence is None or source.precedence == self.precedence)
            and (self.basis is None or source.date_basis == self.basis)
            and source.document_id is None
            and (bool(self.url) or source.digest in ("", digest))
        )


def read_url(text: str) -> str:
    """A web address or nothing. Raises `InvalidInput`."""
    text = plain(text)
    if text:
        try:
            _web_address(text)
        except ValidationError:
            raise InvalidInput(
                "“{text}” is not a web address. Write it whole (https://…), or leave the cell empty.",
                text=text[:80],
            ) from None
    return text


def read_precedence(text: str) -> int:
    text = plain(text)
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= 999):
        raise InvalidInput(
            "“{text}” is not a rank of precedence: write a whole number from 1 to 999, 50 where nothing is special.",
            text=text[:20],
        )
    return int(text)


def column(sheet: Sheet, name: str) -> Coded[str]:
    """The cells of a column; empty ones where the file does not have it."""
    return coded(sheet.texts[name]) if name in sheet else constant("", len(sheet))


def texts(sheet: Sheet, name: str, faults: Faults) -> Coded[str]:
    """The cells of a column of texts, line breaks as one sign, formulas as faults."""
    read = understand(sheet, name, column(sheet, name), lambda text: text.replace("\r\n", "\n"), faults)
    return read.map(lambda text: text or "")


@dataclass(frozen=True)
class SourcesRead:
    """For each row its source and the day it became known; None where the row is faulty."""

    sources: Coded[SourceFacts | None]
    known_on: Coded[date | None]


def read_sources(sheet: Sheet, lang: str | None, today: date, faults: Faults) -> SourcesRead:
    """The columns of `COLUMNS`, understood."""

    def when_filled(read: Callable[[str], object], default: object) -> Callable[[str], object]:
        return lambda text: read(text) if text.strip() else default

    day = partial(read_day, lang=lang, today=today)
    published = understand(sheet, "published_on", column(sheet, "published_on"), day, faults)
    known = understand(sheet, "known_on", column(sheet, "known_on"), when_filled(day, ""), faults)
    url = understand(sheet, "source_url", column(sheet, "source_url"), read_url, faults)
    kind = understand(
        sheet,
        "source_kind",
        column(sheet, "source_kind"),
        when_filled(lambda text: read_choice(text, SourceKind, _KINDS), ""),
        faults,
    )
    precedence = understand(
        sheet,
        "source_precedence",
        column(sheet, "source_precedence"),
        when_filled(read_precedence, ""),
        faults,
    )
    basis = understand(
        sheet,
        "source_date_basis",
        column(sheet, "source_date_basis"),
        when_filled(lambda text: read_choice(text, DateBasis, _BASES), ""),
        faults,
    )
    title_vi, title_en = texts(sheet, "source_title_vi", faults), texts(sheet, "source_title_en", faults)
    together = (
        published.paired(url).paired(title_vi).paired(title_en).paired(kind).paired(precedence).paired(basis)
    )

    def facts(cells: Any) -> SourceFacts | None:
        ((((((on, url), vi), en), kind), precedence), basis) = cells
        if None in (on, url, kind, precedence, basis):
            return None
        return SourceFacts(
            url=url,
            title_vi=vi if "source_title_vi" in sheet else None,
            title_en=en if "source_title_en" in sheet else None,
            kind=kind or None,
            precedence=precedence or None,
            basis=basis or None,
            published_on=on,
        )

    day_known = known.paired(published).map(lambda pair: pair[1] if pair[0] == "" else pair[0])
    return SourcesRead(together.map(facts), day_known)  # type: ignore[arg-type]


class KnownSources:
    """The record's sources that the facts of a file may mean."""

    def __init__(self, facts: Iterable[SourceFacts], digest: str) -> None:
        self.digest = digest
        self._by_key: dict[tuple[str, date], list[Source]] = {}
        wanted = {one.published_on for one in facts}
        for source in Source.objects.filter(published_on__in=wanted).order_by("pk"):
            self._by_key.setdefault((source.url, source.published_on), []).append(source)

    def find(self, facts: SourceFacts) -> Source | None:
        """The first of the record's sources these facts fit."""
        candidates = self._by_key.get((facts.url, facts.published_on), [])
        return next((source for source in candidates if facts.is_of(source, self.digest)), None)

    def find_or_register(self, facts: SourceFacts, file_name: str, by: User) -> Source:
        """The source meant; made where the record has none. A row that names none is from the file itself."""
        if (known := self.find(facts)) is not None:
            return known
        title = Words(facts.title_vi or "", facts.title_en or "")
        if not facts.url and not any(title):
            title = Words("", file_name[:500])
        source = register_source(
            facts.kind or (SourceKind.DOCUMENT if facts.url else SourceKind.FILE),
            published_on=facts.published_on,
            by=by,
            url=facts.url,
            title=title,
            date_basis=facts.basis or DateBasis.STATED,
            digest="" if facts.url else self.digest,
            precedence=facts.precedence or 50,
        )
        self._by_key.setdefault((facts.url, facts.published_on), []).append(source)
        return source
