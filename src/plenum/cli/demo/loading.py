"""Loading the demonstration into an empty or a used record, once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

from django.db import transaction

from plenum.accounts.actions import operator
from plenum.cli.demo.conferences import record_conferences
from plenum.cli.demo.documents import put_documents, put_provisions, relate_all
from plenum.cli.demo.places import put_bodies, put_places
from plenum.cli.demo.reports import receive_reports
from plenum.cli.demo.scenarios import put_scenarios
from plenum.errors import NotFound
from plenum.ledger.actions import (
    TargetDraft,
    put_indicator,
    record_observation,
    register_source,
    set_target,
    state_target_value,
)
from plenum.ledger.queries import document_by_code
from plenum.ledger.vocabulary import (
    DateBasis,
    Direction,
    Measurement,
    OverPlaces,
    OverTime,
    SourceKind,
    Status,
    TargetKind,
)
from plenum.organizations.words import Words
from plenum.periods import Period

if TYPE_CHECKING:
    from plenum.accounts.models import User
    from plenum.ledger.models import Document, Indicator, Source, Target
    from plenum.organizations.models import Body, Place

Progress = Callable[[int, int], None]
"""Called with how many rows are in and how many there are."""

MARK = "hai-phong-congress-16"
"""The document by which a record that holds the demonstration is known."""

KNOWN_FROM = {
    "politburo-45": date(2019, 12, 31),
    "hanoi-programme-08": date(2021, 3, 27),
    "hanoi-programme-16": date(2021, 12, 31),
    "thai-binh-resolution-01": date(2021, 12, 31),
}
"""From when on a document's targets are known, where not from the congress year's end."""

CONGRESS_YEAR_END = date(2020, 12, 31)

CONFLICTING = ("hanoi-congress-17", "15", Decimal(22000), "http://www.vietreader.com/trend/indonesia/")
"""A second value that another source states for a target: new jobs a year, not jobs provided."""


def _rows(name: str) -> list[dict[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def is_loaded() -> bool:
    """Whether the record holds the demonstration already."""
    try:
        document_by_code(MARK, by=operator())
    except NotFound:
        return False
    return True


@transaction.atomic
def load(progress: Progress = lambda done, total: None) -> None:
    """Put the demonstration into the record: all of it or nothing. Does nothing where it is in already."""
    if is_loaded():
        return
    by = operator()
    places = put_places()
    bodies = put_bodies(places)
    documents = put_documents(bodies, by)
    indicators = _indicators(bodies["statistics-office"], by)
    sources = _sources(by)
    _targets(documents, indicators, places, sources, by)
    relate_all(documents, by)
    rows = _rows("observations.csv")
    for done, row in enumerate(rows, start=1):
        record_observation(
            indicators[row["indicator"]],
            places[row["place"]],
            Period.parse(row["period"]),
            Decimal(row["value"]),
            status=Status(row["status"]),
            source=sources[row["source_url"]],
            note=row["note"],
            by=by,
        )
        progress(done, len(rows))
    record_conferences(documents, sources, by)
    put_scenarios(documents, indicators, by)
    receive_reports(bodies["hai-phong"], by)


def _indicators(keeper: Body, by: User) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in _rows("indicators.csv"):
        found[row["code"]] = put_indicator(
            row["code"].replace("_", "-"),
            keeper=keeper,
            name=Words(row["name_vi"], row["name_en"]),
            unit=row["unit"],
            measurement=Measurement(row["measurement"]),
            over_time=OverTime(row["over_time"]),
            direction=Direction(row["direction"]),
            over_places=OverPlaces(row["over_places"]),
            bounds=(
                Decimal(row["lower"]) if row["lower"] else None,
                Decimal(row["upper"]) if row["upper"] else None,
            ),
            national_twin=found[row["twin"]] if row["twin"] else None,
            by=by,
        )
    return found


def _sources(by: User) -> dict[str, Source]:
    return {
        row["url"]: register_source(
            SourceKind.DOCUMENT,
            url=row["url"],
            published_on=date.fromisoformat(row["published_on"]),
            date_basis=DateBasis(row["date_basis"]),
            precedence=int(row["precedence"]),
            by=by,
        )
        for row in _rows("sources.csv")
    }


def _pair(text: str) -> Words:
    vi, _, en = text.partition("|")
    return Words(vi, en)


def _by_document(rows: list[dict[str, str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for code in dict.fromkeys(row["document"] for row in rows):
        yield code, [row for row in rows if row["document"] == code]


def _targets(
    documents: dict[str, Document],
    indicators: dict[str, Indicator],
    places: dict[str, Place],
    sources: dict[str, Source],
    by: User,
) -> None:
    for code, rows in _by_document(_rows("targets.csv")):
        document = documents[code]
        known_on = KNOWN_FROM.get(code, CONGRESS_YEAR_END)
        wholes = [row for row in rows if not row["part_of"]]
        put_provisions(
            document, [(row["number"], Words(row["name_vi"], row["name_en"])) for row in wholes], by
        )
        made: dict[str, Target] = {}
        for position, row in enumerate(rows, start=1):
            whole = made.get(row["part_of"])
            target = set_target(
                document,
                TargetDraft(
                    number=row["number"],
                    position=position,
                    name=Words(row["name_vi"], row["name_en"]),
                    group=_pair(row["group"]),
                    kind=TargetKind(row["kind"]),
                    direction=Direction(row["direction"]),
                    period=Period.parse(row["period"]),
                    known_on=known_on,
                    indicator=indicators[row["indicator"]] if row["indicator"] else None,
                    place=places["hai-phong"] if code == "politburo-45" else None,
                    provision=document.provisions.get(number=row["part_of"] or row["number"]),
                    part_of=whole,
                    note=_pair(row["note"]),
                ),
                by=by,
            )
            made[row["number"]] = target
            if row["source_url"]:
                source = sources[row["source_url"]]
                state_target_value(
                    target,
                    low=Decimal(row["low"]) if row["low"] else None,
                    high=Decimal(row["high"]) if row["high"] else None,
                    source=source,
                    known_on=max(known_on, source.published_on),
                    by=by,
                )
        if code == CONFLICTING[0]:
            source = next(source for url, source in sources.items() if url.startswith(CONFLICTING[3]))
            state_target_value(
                made[CONFLICTING[1]],
                low=CONFLICTING[2],
                high=None,
                source=source,
                known_on=max(known_on, source.published_on),
                note="The source speaks of new jobs a year, not of jobs provided.",
                by=by,
            )
