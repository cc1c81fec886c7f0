"""What the record has that a report's figures may be about: indicators, a body's own names for them, and places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from plenum.collecting.digesting import Digest
from plenum.collecting.linking import Called, Link, Named, Names, Said
from plenum.collecting.models import Alias, Candidate, Decision, ProposedFigure, Report, ReportText
from plenum.collecting.placing import PlaceNamed, PlaceNames
from plenum.collecting.vocabulary import DecisionKind
from plenum.ledger.models import Indicator
from plenum.organizations.dates import existing_on
from plenum.organizations.models import Body, Place, PlaceKind
from plenum.organizations.queries import place_and_below

AROUND = 40
"""Characters behind a value that may say what it is per."""
BATCH = 500
WIDELY_KNOWN = (PlaceKind.NATION, PlaceKind.REGION, PlaceKind.PROVINCE)
"""Kinds of places that a report of any body may name."""


@dataclass(frozen=True)
class FigureLinks:
    """What one figure is proposed to be about; `place` is None where the words name none."""

    place: int | None
    candidates: tuple[Link, ...]


def names_for(body: Body | None) -> Names:
    """Every indicator by its names, and what this body's reports call them."""
    indicators = Indicator.objects.values_list("pk", "name_vi", "name_en", "unit")
    return Names(
        (Named(pk, (name_vi, name_en), unit) for pk, name_vi, name_en, unit in indicators),
        called_by(body) if body is not None else (),
    )


def called_by(body: Body) -> Iterator[Called]:
    """The names learned from this body's confirmations that nothing has undone, the latest last."""
    undone = Decision.objects.filter(undoes=OuterRef("taught_by"))
    rows = Alias.objects.filter(~Exists(undone), body=body).order_by("pk")
    for phrase, measure, unit, indicator in rows.values_list("phrase", "measure", "unit", "indicator_id"):
        yield Called(phrase, measure, unit, indicator)


def places_for(body: Body | None, own: Place | None, day: date) -> PlaceNames:
    """The places a report of a body may name: provinces, the nation, and what lies within its own place."""
    territory = place_and_below([own.pk], day) if own is not None else set()
    rows = Place.objects.filter(existing_on(day)).filter(Q(kind__in=WIDELY_KNOWN) | Q(pk__in=territory))
    return PlaceNames(
        PlaceNamed(pk, (name_vi, name_en), pk in territory, kind == PlaceKind.NATION)
        for pk, name_vi, name_en, kind in rows.values_list("pk", "name_vi", "name_en", "kind")
    )


def links_of(report: Report, found: Digest) -> list[FigureLinks]:
    """What each figure of a report is proposed to be about, in their order."""
    day = report.dated_on or found.dated_on or timezone.localdate(report.received_at)
    return linked(found, names_for(report.body), places_for(report.body, report.place, day))


def linked(found: Digest, names: Names, places: PlaceNames) -> list[FigureLinks]:
    """`links_of` for a report that is not kept."""
    links = []
    for one in found.figures:
        figure = one.figure
        start, end = one.sentence
        sentence = found.text[start:end]
        said = Said(
            one.name,
            sentence,
            figure.measure.value,
            figure.unit,
            figure.value,
            found.text[figure.value_start : figure.value_end + AROUND],
        )
        name_start = figure.name_start - start if start <= figure.name_start <= end else 0
        place = places.place_of(
            sentence, min(name_start, figure.value_start - start), figure.value_start - start
        )
        links.append(FigureLinks(place, tuple(names.candidates(said))))
    return links


def undecided(rows: QuerySet[ProposedFigure]) -> QuerySet[ProposedFigure]:
    """Those of these figures that wait for a decision."""
    undone = Decision.objects.filter(undoes=OuterRef("pk"))
    holding = Decision.objects.filter(~Exists(undone), figure=OuterRef("pk")).exclude(
        kind=DecisionKind.UNDONE
    )
    return rows.filter(~Exists(holding))


def link_figures(body: Body, phrases: Iterable[str] | None = None) -> int:
    """Make the candidates of a body's undecided figures anew, of all or of those called by these phrases.

    How many figures were looked at. Call it in the transaction of what changed.
    """
    rows = ProposedFigure.objects.filter(report__body=body)
    if phrases is not None:
        rows = rows.filter(phrase__in=list(phrases))
    rows = undecided(rows)
    figures = list(rows.order_by("report_id", "position"))
    if not figures:
        return 0
    names = names_for(body)
    texts = dict(
        ReportText.objects.filter(report__in={one.report_id for one in figures}).values_list(
            "report_id", "text"
        )
    )
    Candidate.objects.filter(figure__in=rows.values("pk")).delete()
    Candidate.objects.bulk_create(_candidates(figures, texts, names), batch_size=BATCH)
    return len(figures)


def _candidates(
    figures: Sequence[ProposedFigure], texts: dict[int, str], names: Names
) -> Iterator[Candidate]:
    for figure in figures:
        text = texts[figure.report_id]
        said = Said(
            figure.name,
            text[figure.sentence_start : figure.sentence_end],
            figure.measure,
            figure.unit,
            figure.value,
            text[figure.value_start : figure.value_end + AROUND],
        )
        for rank, link in enumerate(names.candidates(said), 1):
            yield Candidate(
                figure=figure, rank=rank, indicator_id=link.indicator, score=link.score, reason=link.reason
            )
