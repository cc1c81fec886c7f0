"""What the rows of a file of targets say together, checked against one another and against the record."""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop

from plenum.ledger.exchange import history as past
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.preparing import Request
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.exchange.sources import KnownSources, SourceFacts
from plenum.ledger.models import Document, Indicator, Provision, Target, TargetValue
from plenum.ledger.vocabulary import Direction, TargetKind
from plenum.organizations.models import Place
from plenum.periods import Period


@dataclass(frozen=True)
class TargetFacts:
    """A target without what it promises. Every row of a target says the same of these."""

    document: Document
    number: str
    part_of: str
    provision: Provision | None
    group_vi: str
    group_en: str
    name_vi: str
    name_en: str
    indicator: Indicator | None
    kind: TargetKind
    direction: Direction
    place: Place
    period: Period
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class TargetRow:
    """One row: a target and one value that one source states for it, or none."""

    facts: TargetFacts
    low: Decimal | None
    high: Decimal | None
    source: SourceFacts | None
    known_on: date
    value_note: str
    target_known_on: date
    position: int
    is_new: bool
    corrects: int | None
    withdrawn: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.facts.document.code, self.facts.number

    @property
    def has_value(self) -> bool:
        return self.low is not None or self.high is not None


def check_rows(
    sheet: Sheet,
    cells: dict[str, list[Any]],
    history: past.History,
    known: KnownSources,
    request: Request,
    faults: Faults,
) -> list[TargetRow]:
    """The rows, understood together. All that does not hold is a fault; then what comes back is not to be used."""
    documents = {one.pk: one for one in cells["document"]}
    recorded: dict[tuple[str, str], Target] = {}
    found = Target.objects.filter(document__in=documents).select_related(
        "document__body", "provision", "part_of", "indicator", "place"
    )
    for target in found:
        recorded[target.document.code, target.number] = target
    provisions = {
        (one.document_id, one.number): one for one in Provision.objects.filter(document__in=documents)
    }
    positions: dict[int, int] = {}
    for target in recorded.values():
        positions[target.document_id] = max(positions.get(target.document_id, 0), target.position)
    checker = _Checker(sheet, cells, history, known, recorded, provisions, positions, faults)
    rows = [checker.row(index) for index in range(len(sheet))]
    checker.check_parts(rows)
    checker.check_values(rows)
    return [row for row in rows if row is not None]


@dataclass
class _Checker:
    sheet: Sheet
    cells: dict[str, list[Any]]
    history: past.History
    known: KnownSources
    recorded: dict[tuple[str, str], Target]
    provisions: dict[tuple[int, str], Provision]
    positions: dict[int, int]
    faults: Faults
    first: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[int, TargetRow] = field(default_factory=dict)

    def fault(self, index: int, name: str | None, message: str, /, **facts: object) -> None:
        self.faults.add(self.sheet.fault(index, name, message, **facts))

    def row(self, index: int) -> TargetRow | None:
        """One row; None where a fault was found in it."""
        before = self.faults.count
        facts = self._facts(index)
        if facts is None or self.faults.count > before:
            return None
        cell = {name: values[index] for name, values in self.cells.items()}
        key = (facts.document.code, facts.number)
        recorded = self.recorded.get(key)
        first = self.rows.get(self.first.setdefault(key, index))
        withdrawn = index in self.history.withdrawn
        has_value = cell["low"] is not None or cell["high"] is not None
        if withdrawn and has_value:
            self.fault(index, "low", gettext_noop("A row that withdraws another has no value of its own."))
        names_source = has_value or withdrawn or bool(cell["source"].url) or self._has_title(cell["source"])
        row = TargetRow(
            facts=facts,
            low=cell["low"],
            high=cell["high"],
            source=cell["source"] if names_source else None,
            known_on=cell["known_on"],
            value_note=cell["value_note"],
            target_known_on=cell["target_known_on"] or (first.target_known_on if first else cell["known_on"]),
            position=first.position if first else self._position(facts, recorded),
            is_new=recorded is None,
            corrects=self.history.corrects.get(index),
            withdrawn=withdrawn,
        )
        self._compare(index, row, recorded, first)
        self.rows[index] = row
        return row if self.faults.count == before else None

    @staticmethod
    def _has_title(source: SourceFacts) -> bool:
        return bool(source.title_vi or source.title_en)

    def _facts(self, index: int) -> TargetFacts | None:
        cell = {name: values[index] for name, values in self.cells.items()}
        document: Document = cell["document"]
        provision = None
        if cell["provision"]:
            provision = self.provisions.get((document.pk, cell["provision"]))
            if provision is None:
                message = gettext_noop("{document} has no provision {number}.")
                self.fault(index, "provision", message, document=document.code, number=cell["provision"])
        place = cell["place"] or document.body.place
        if place is None:
            message = gettext_noop("{body} has no territory; name the place the target is for.")
            self.fault(index, "place", message, body=str(document.body))
            return None
        if not cell["name_vi"].strip() and not cell["name_en"].strip():
            self.fault(index, "name_vi", gettext_noop("Give the target's name, in Vietnamese or in English."))
        if cell["kind"] == TargetKind.COMPOUND and cell["indicator"] is not None:
            self.fault(
                index, "indicator", gettext_noop("The target has parts; give each part its own indicator.")
            )
        return TargetFacts(
            document=document,
            number=cell["number"],
            part_of=cell["part_of"],
            provision=provision,
            group_vi=cell["group_vi"],
            group_en=cell["group_en"],
            name_vi=cell["name_vi"] or cell["name_en"],
            name_en=cell["name_en"] or cell["name_vi"],
            indicator=cell["indicator"],
            kind=cell["kind"],
            direction=cell["direction"],
            place=place,
            period=cell["period"],
            note_vi=cell["note_vi"],
            note_en=cell["note_en"],
        )

    def _position(self, facts: TargetFacts, recorded: Target | None) -> int:
        if recorded is not None:
            return recorded.position
        self.positions[facts.document.pk] = self.positions.get(facts.document.pk, 0) + 1
        return self.positions[facts.document.pk]

    def _compare(self, index: int, row: TargetRow, recorded: Target | None, first: TargetRow | None) -> None:
        """A target's rows agree with one another and with the record in everything but its values."""
        if first is not None and (differing := _differing(row.facts, first.facts)):
            message = gettext_noop("Row {row} tells target {number} otherwise in {columns}.")
            other = self.sheet.rows[self.first[row.key]].as_py()
            self.fault(
                index, "number", message, row=other, number=row.facts.number, columns=", ".join(differing)
            )
        if recorded is not None and (differing := _differing(row.facts, _facts_of(recorded))):
            message = gettext_noop(
                "Target {number} is in the record otherwise: {columns}. A file adds targets and values; change a "
                "target on its own page."
            )
            self.fault(index, "number", message, number=row.facts.number, columns=", ".join(differing))
        elif not row.has_value and not row.withdrawn and (recorded is not None or first is not None):
            message = gettext_noop("Target {number} is there already, and the row states no value for it.")
            self.fault(index, "number", message, number=row.facts.number)

    def check_parts(self, rows: list[TargetRow | None]) -> None:
        """A part names a target of the same document that is told by its parts."""
        for index, row in enumerate(rows):
            if row is None or not row.facts.part_of:
                continue
            key = (row.facts.document.code, row.facts.part_of)
            kind = None
            whole = self.rows.get(self.first.get(key, -1))
            if whole is not None:
                kind = whole.facts.kind
            elif key in self.recorded:
                kind = TargetKind(self.recorded[key].kind)
            if kind is None:
                message = gettext_noop("{document} has no target {number}, in this file or in the record.")
                self.fault(index, "part_of", message, document=key[0], number=key[1])
            elif kind != TargetKind.COMPOUND:
                message = gettext_noop("Target {number} has no parts: its kind must be “compound”.")
                self.fault(index, "part_of", message, number=key[1])

    def check_values(self, rows: list[TargetRow | None]) -> None:
        """No value twice from the same source; a range in its order; corrections for what they correct."""
        stated: dict[Any, int] = {}
        for index, row in enumerate(rows):
            if row is None:
                continue
            if row.facts.kind == TargetKind.COMPOUND and row.has_value:
                self.fault(index, "low", gettext_noop("The target has parts; state the value of each part."))
            if row.low is not None and row.high is not None and row.high < row.low:
                message = gettext_noop("The range {low} to {high} is upside down.")
                self.fault(index, "high", message, low=format(row.low, "f"), high=format(row.high, "f"))
            if row.corrects is not None:
                old = rows[row.corrects]
                if old is not None and old.key != row.key:
                    message = gettext_noop(
                        "A correction is for the same {name} as the value it corrects (row {row})."
                    )
                    other = self.sheet.rows[row.corrects].as_py()
                    self.fault(index, "number", message, name="number", row=other)
            elif row.has_value:
                same = (row.key, row.low, row.high, row.source)
                if same in stated:
                    message = gettext_noop(
                        "The row says the same as row {row}: same target, value and source."
                    )
                    self.fault(index, None, message, row=self.sheet.rows[stated[same]].as_py())
                stated.setdefault(same, index)
                self._check_record(index, row)
        past.check_days(self.sheet, self.history, self.cells["known_on"], self.faults)
        past.check_reasons(self.sheet, self.history, self.cells["value_note"], "value_note", self.faults)

    def _check_record(self, index: int, row: TargetRow) -> None:
        source = self.known.find(row.source) if row.source is not None else None
        recorded = self.recorded.get(row.key)
        if source is None or recorded is None:
            return
        for value in TargetValue.objects.filter(target=recorded, source=source, withdrawn=False):
            if (value.low, value.high) == (row.low, row.high):
                message = gettext_noop(
                    "The record has this already: {source} states it. It is not entered again."
                )
                self.fault(index, None, message, source=str(source))
                return


def _facts_of(target: Target) -> TargetFacts:
    return TargetFacts(
        document=target.document,
        number=target.number,
        part_of=target.part_of.number if target.part_of else "",
        provision=target.provision,
        group_vi=target.group_vi,
        group_en=target.group_en,
        name_vi=target.name_vi,
        name_en=target.name_en,
        indicator=target.indicator,
        kind=TargetKind(target.kind),
        direction=Direction(target.direction),
        place=target.place,
        period=Period.parse(target.period),
        note_vi=target.note_vi,
        note_en=target.note_en,
    )


def _differing(one: TargetFacts, other: TargetFacts) -> list[str]:
    return [each.name for each in fields(TargetFacts) if getattr(one, each.name) != getattr(other, each.name)]
