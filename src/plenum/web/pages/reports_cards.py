"""What a proposed figure is shown with: what it lacks, what is doubtful of it, and which figures a filter shows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.collecting.folding import fold
from plenum.collecting.queries import Desk, DeskFigure, Finding
from plenum.collecting.vocabulary import CONTRADICTING, FigureState, Stand
from plenum.errors import PlenumError
from plenum.ledger.fields import canonical
from plenum.periods import Period
from plenum.units import Unit
from plenum.web.templatetags.plenum_format import language

if TYPE_CHECKING:  # only to name what the desk shows
    from plenum.collecting.models import ProposedFigure
    from plenum.ledger.models import Observation


MOST_STATED = 3
"""Values of the record shown beside a figure."""


@dataclass(frozen=True)
class Card:
    """A figure at the desk. `doubts` are the findings about it with their numbers; `lacks` says why it cannot be
    confirmed as it stands, one line for each reason; `problem` what was wrong with what was just asked."""

    one: DeskFigure
    doubts: tuple[tuple[int, Finding], ...] = ()
    lacks: tuple[Promise, ...] = ()
    problem: str = ""

    @property
    def stated(self) -> "list[tuple[Observation, bool]]":
        """What the record has, one observation for each value it states, the one compared with first; and whether it
        is that one."""
        compared = self.one.comparison.known if self.one.comparison is not None else None
        by_value = {known.value: known for known in reversed(self.one.known)}
        several = sorted(by_value.values(), key=lambda known: known.value != compared)
        return [(known, known.value == compared) for known in several[:MOST_STATED]]


@dataclass(frozen=True)
class Shown:
    """Which figures a page of the desk shows: those of a kind, those that hold words, those of a part of the text."""

    show: str = "all"
    find: str = ""
    part: int = 1
    keep: int | None = None
    """A figure shown whatever the rest says: the one just decided, or come to by a link."""

    def query(self, **changed: object) -> dict[str, object]:
        """As a query string names it, what is usual left out."""
        told = {"show": self.show, "find": self.find, "part": self.part} | changed
        usual = {"show": "all", "find": "", "part": 1}
        return {name: value for name, value in told.items() if value and value != usual.get(name)}


def _stands(*stands: Stand) -> Callable[[DeskFigure], bool]:
    return lambda one: (
        one.state is FigureState.WAITING and one.comparison is not None and one.comparison.stand in stands
    )


FILTERS: dict[str, tuple[Promise, Callable[[DeskFigure], bool]]] = {
    "all": (_("all"), lambda one: True),
    "waiting": (_("waiting"), lambda one: one.state is FigureState.WAITING),
    "confirmed": (_("confirmed"), lambda one: one.state is FigureState.CONFIRMED),
    "rejected": (_("rejected"), lambda one: one.state is FigureState.REJECTED),
    "doubtful": (_("doubtful"), lambda one: False),  # decided by the findings, see `fits`
    "agreeing": (_("agree with the record"), _stands(Stand.AGREES)),
    "contradicting": (_("contradict the record"), _stands(*CONTRADICTING)),
    "new": (_("new to the record"), _stands(Stand.NEW)),
    "unlinked": (
        _("without an indicator"),
        lambda one: one.state is FigureState.WAITING and not one.candidates,
    ),
}
"""What the list can be narrowed to."""


@dataclass
class Narrowing:
    """The figures of a desk by what they are narrowed to."""

    desk: Desk
    shown: Shown
    doubts: Mapping[int, tuple[tuple[int, Finding], ...]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[int, list[tuple[int, Finding]]] = {}
        for number, finding in enumerate(self.desk.findings, 1):
            for pk in finding.figures:
                found.setdefault(pk, []).append((number, finding))
        self.doubts = {pk: tuple(several) for pk, several in found.items()}
        self._sought = fold(self.shown.find.strip())

    def is_of(self, one: DeskFigure, show: str) -> bool:
        if show == "doubtful":
            return one.figure.pk in self.doubts
        return FILTERS[show][1](one)

    def fits(self, one: DeskFigure) -> bool:
        """Whether the list shows a figure, wherever in the text it stands."""
        if one.figure.pk == self.shown.keep:
            return True
        return self.is_of(one, self.shown.show) and self._sought in self._words(one)

    def _words(self, one: DeskFigure) -> str:
        if not self._sought:
            return ""
        names = (candidate.indicator.name.said_in(language()) for candidate in one.candidates)
        return fold(" ".join((one.figure.words, one.figure.name, one.sentence, *names)))

    def counts(self) -> list[tuple[str, Promise, int]]:
        """Each filter with its words and how many figures of the report it holds; empty ones are left out."""
        held = Counter(show for one in self.desk.figures for show in FILTERS if self.is_of(one, show))
        return [
            (show, words, held[show])
            for show, (words, _fits) in FILTERS.items()
            if held[show] or show in ("all", self.shown.show)
        ]

    def card(self, one: DeskFigure, **facts: Any) -> Card:
        return Card(
            one,
            doubts=self.doubts.get(one.figure.pk, ()),
            lacks=tuple(_lacking(one, self.desk.report.place_id is not None)),
            **facts,
        )

    def cards(self, start: int, end: int) -> list[Card]:
        """The figures shown of those whose value begins between two offsets of the text."""
        return [
            self.card(one)
            for one in self.desk.figures
            if start <= one.figure.value_start < end and self.fits(one)
        ]


def _lacking(one: DeskFigure, has_place: bool) -> Iterable[Promise]:
    if one.state is not FigureState.WAITING or one.is_ready:
        return
    if not one.candidates:
        yield _("No indicator is known by this name.")
    if not one.figure.period:
        yield _("The words name no period.")
    if one.figure.place_id is None and not has_place:
        yield _("The words name no place.")
    if one.figure.value_high is not None:
        yield _("The words give a range; one value is entered.")
    elif one.proposal is not None and one.proposal.value is None:
        yield _("The unit read is not that of the indicator.")


def touched(before: DeskFigure, desk: Desk) -> list[DeskFigure]:
    """The other figures that a decision on one may have changed: of the same name, or about the same thing. None where
    nothing of it entered or left the record."""
    now = desk.figure(before.figure.pk)
    if FigureState.CONFIRMED not in (before.state, now.state):
        return []
    keys = {one.proposal.key for one in (before, now) if one.proposal is not None}
    if now.observation is not None:
        keys |= {
            one.proposal.key
            for one in desk.figures
            if one.proposal is not None and one.proposal.indicator.pk == now.observation.indicator_id
        }
    return [
        one
        for one in desk.figures
        if one.figure.pk != before.figure.pk
        and (
            (one.figure.phrase and one.figure.phrase == before.figure.phrase)
            or (one.proposal is not None and one.proposal.key in keys)
        )
    ]


def scaled(figure: "ProposedFigure") -> tuple[Decimal, Unit | None]:
    """A figure's value with the scale it is printed in, and its unit; None where the unit is none the record knows."""
    try:
        unit = Unit.parse(figure.unit)
    except PlenumError:
        return figure.value, None
    printed = Decimal(figure.printed) if figure.printed else None
    if not printed or not figure.value:
        return figure.value, unit
    exponent = abs(figure.value).adjusted() - abs(printed).adjusted()
    if exponent <= 0 or abs(figure.value) != abs(printed).scaleb(exponent):
        return figure.value, unit
    return canonical(figure.value.scaleb(-exponent)), Unit(unit.measure, unit.exponent + exponent, unit.per)


def label_of(code: str) -> str:
    """A period's code in words; a text that is no code, as it stands."""
    try:
        return Period.parse(code).label(language()) if code else ""
    except PlenumError:
        return code
