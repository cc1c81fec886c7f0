"""What the checks found doubtful: within a report as it was read, and between it and the ledger as it is now."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plenum.collecting.models import ProposedFigure, ReportText
from plenum.collecting.queries.standing import Proposal
from plenum.collecting.queries.tracing import Origin
from plenum.collecting.valuing import Comparison
from plenum.collecting.vocabulary import CONTRADICTING, Stand
from plenum.errors import PlenumError
from plenum.ledger.models import Observation
from plenum.quantities import format_number
from plenum.reading.checks import DoubtKind
from plenum.units import Unit

Span = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """Something to look at before confirming.

    `said` tells it, in the reader's language by `said_in`; `spans` are the words of the report that it is about, and
    `figures` the ids of the proposed figures that stand on them. Against the ledger `observation` is the other side,
    with the report and the span it came from where it came from one.
    """

    kind: DoubtKind
    said: PlenumError
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    figures: tuple[int, ...]
    observation: Observation | None = None
    origin: Origin | None = None

    @property
    def is_against_the_ledger(self) -> bool:
        return self.observation is not None


def _name(figure: ProposedFigure | None) -> str:
    return figure.name if figure is not None else ""


def _two_values(words: Sequence[str], figure: ProposedFigure | None) -> PlenumError:
    return PlenumError(
        "{name}: {first} and {second} are both given for {period}. Which one is right?",
        name=_name(figure),
        first=words[0],
        second=words[1],
        period=figure.period if figure else "",
    )


def _slip(words: Sequence[str], figure: ProposedFigure | None) -> PlenumError:
    return PlenumError(
        "{name}: {first} and {second} differ a thousand times. Is a scale word wrong?",
        name=_name(figure),
        first=words[0],
        second=words[1],
    )


def _parts(words: Sequence[str], figure: ProposedFigure | None) -> PlenumError:
    return PlenumError(
        "The parts of {total} ({parts}) do not add up to it.", total=words[0], parts="; ".join(words[1:])
    )


def _growth(words: Sequence[str], figure: ProposedFigure | None) -> PlenumError:
    return PlenumError(
        "{growth} is printed, but {now} against {then} a year before gives another growth.",
        growth=words[0],
        now=words[1],
        then=words[2],
    )


def _share(words: Sequence[str], figure: ProposedFigure | None) -> PlenumError:
    return PlenumError("{share} is read as a share, and no part is more than its whole.", share=words[0])


def _tallies(words: Sequence[str], figure: ProposedFigure | None) -> PlenumError:
    return PlenumError(
        "{first} and {second} count the same targets differently.", first=words[0], second=words[1]
    )


_SAID: dict[DoubtKind, tuple[int, Callable[[Sequence[str], ProposedFigure | None], PlenumError]]] = {
    DoubtKind.TWO_VALUES: (2, _two_values),
    DoubtKind.UNIT_SLIP: (2, _slip),
    DoubtKind.PARTS: (2, _parts),
    DoubtKind.GROWTH: (3, _growth),
    DoubtKind.SHARE: (1, _share),
    DoubtKind.TALLIES: (2, _tallies),
}
"""For each kind of doubt how many spans it has at least, and what to say of their words."""


def within(text: ReportText, figures: Iterable[ProposedFigure]) -> Iterator[Finding]:
    """The doubts found when the report was read."""
    by_span = {(figure.value_start, figure.value_end): figure for figure in figures}
    for doubt in text.doubts:
        yield _finding(doubt, text.text, by_span)


def _finding(doubt: Mapping[str, Any], text: str, by_span: Mapping[Span, ProposedFigure]) -> Finding:
    kind = DoubtKind(doubt["kind"])
    spans = tuple((start, end) for start, end in doubt["spans"])
    words = tuple(text[start:end] for start, end in spans)
    figures = [by_span[span] for span in spans if span in by_span]
    least, say = _SAID[kind]
    said = (
        say(words, figures[0] if figures else None) if len(words) >= least else PlenumError(doubt["message"])
    )
    return Finding(kind, said, spans, words, tuple(figure.pk for figure in figures))


def against(
    figures: Iterable[tuple[ProposedFigure, Proposal | None, Comparison | None]],
    observations: Mapping[int, tuple[Observation, ...]],
    origins: Mapping[int, Origin],
    language: str,
) -> Iterator[Finding]:
    """The proposed values the ledger contradicts; `observations` by figure, `origins` by observation.

    Names and numbers of the ledger are written in `language`, the report's, beside whose words they are read.
    """
    for figure, proposal, comparison in figures:
        if proposal is None or comparison is None or comparison.stand not in CONTRADICTING:
            continue
        other = next(one for one in observations[figure.pk] if one.value == comparison.known)
        assert other.value is not None
        is_slip = comparison.stand is Stand.SLIP
        say = _against_a_thousand_times if is_slip else _against
        said = say(figure, proposal, format_number(other.value, language), language)
        yield Finding(
            DoubtKind.UNIT_SLIP if is_slip else DoubtKind.TWO_VALUES,
            said,
            ((figure.value_start, figure.value_end),),
            (figure.words,),
            (figure.pk,),
            other,
            origins.get(other.pk),
        )


def _against(figure: ProposedFigure, proposal: Proposal, value: str, language: str) -> PlenumError:
    return PlenumError(
        "{words} is read; the record has {value} {unit} for {indicator}, {place}, {period}.",
        words=figure.words,
        value=value,
        unit=Unit.parse(proposal.indicator.unit).label(language),
        indicator=proposal.indicator.name.said_in(language),
        place=proposal.place.name.said_in(language),
        period=proposal.period.code,
    )


def _against_a_thousand_times(
    figure: ProposedFigure, proposal: Proposal, value: str, language: str
) -> PlenumError:
    return PlenumError(
        "{words} is read; the record has {value} {unit} for {indicator}, {place}, {period}: about a thousand "
        "times as much or as little. Is a scale word wrong?",
        **_against(figure, proposal, value, language).facts,
    )
