"""A resolution's targets, each with its standing as of a day; and the home page's bodies."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.assessing.verdicts import Tally, tally
from plenum.errors import NotFound
from plenum.ledger.models import Adoption, AnnouncedTally, Document, Observation, Target, Verdict
from plenum.ledger.queries.judging import (
    Judgement,
    Promise,
    judge_targets,
    observations_by_id,
    promises,
    targets_judged,
)
from plenum.ledger.queries.observations import latest_parts_of_years
from plenum.ledger.vocabulary import DocumentKind
from plenum.organizations.models import Body, Term
from plenum.organizations.queries import SuccessionLink, body_by_code, fate_of
from plenum.organizations.words import Words
from plenum.units import Unit

NEEDS_ATTENTION = ("missed", "off_track", "at_risk")
"""The computed standings a leader should look at first, the worst first."""


@dataclass(frozen=True)
class JudgedOn:
    """What a target is judged on: an observation, or what several come to, `observation` being the newest of them: the
    parts of a year, or the places that a place was made of."""

    observation: Observation
    value: Decimal | None
    period: str
    starts: date
    ends: date
    status: str
    is_of_parts: bool


@dataclass(frozen=True)
class ScoreRow:
    """One target as of a day."""

    target: Target
    unit: Unit | None
    promise: Promise | None
    judgement: Judgement
    last: JudgedOn | None
    verdict: Verdict | None
    parts: tuple["ScoreRow", ...] = ()
    since: Observation | None = None
    """A value of a part of a year that reaches beyond `last`: known, and no ground for a standing yet."""

    @property
    def agrees(self) -> bool | None:
        """Whether the adopted standing is the computed one; None where nothing was adopted."""
        return None if self.verdict is None else self.verdict.adopted == self.judgement.standing


@dataclass(frozen=True)
class ScoreGroup:
    """The rows under one heading; the heading is empty where targets are not grouped."""

    name: Words
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class Scoreboard:
    """A resolution as of a day."""

    document: Document
    body: Body
    term: Term | None
    as_of: date
    groups: tuple[ScoreGroup, ...]
    tally: Tally
    adoption: Adoption | None
    adopted_tally: Tally | None
    announced: tuple[AnnouncedTally, ...]
    adoptions: tuple[Adoption, ...]
    fate: tuple[SuccessionLink, ...] = ()
    """What became of the body's territory by `as_of`."""

    @property
    def rows(self) -> tuple[ScoreRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def attention(self) -> tuple[ScoreRow, ...]:
        """The rows in trouble, the worst first."""
        troubled = [row for row in self.rows if row.judgement.standing in NEEDS_ATTENTION]
        return tuple(sorted(troubled, key=lambda row: NEEDS_ATTENTION.index(row.judgement.standing)))


@dataclass(frozen=True)
class BodySummary:
    """A body on the home page, with the resolution of its term in force."""

    body: Body
    scoreboard: Scoreboard | None


def document_by_code(code: str, *, by: Reader) -> Document:
    """The document with this code. Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    document = Document.objects.select_related("body__place", "term").filter(code=code).first()
    if document is None:
        raise NotFound("There is no document with the code {code!r}.", code=code)
    require(by, Permission.VIEW, document.body)
    return document


def current_resolution(body: Body, as_of: date) -> Document | None:
    """The resolution a body is judged by on a day: the latest with targets known by then and a term."""
    return (
        body.documents.filter(kind=DocumentKind.RESOLUTION, term__isnull=False, targets__known_on__lte=as_of)
        .select_related("body__place", "term")
        .order_by("-term__first_year", "-issued_on", "code")
        .distinct()
        .first()
    )


def resolution_of(code: str, as_of: date, *, by: Reader) -> Document:
    """The current resolution of the body with this code. Raises `NotFound`, `Forbidden`."""
    body = body_by_code(code)
    require(by, Permission.VIEW, body)
    document = current_resolution(body, as_of)
    if document is None:
        raise NotFound(
            "No resolution of {body} with targets was known on {day}.", body=str(body), day=as_of.isoformat()
        )
    return document


def scoreboard(document: Document, as_of: date, *, by: Reader) -> Scoreboard:
    """A resolution as known on a day. Raises `Forbidden`, `SignInRequired`."""
    require(by, Permission.VIEW, document.body)
    targets = targets_judged(document, as_of)
    adoptions = tuple(document.adoptions.filter(held_on__lte=as_of).select_related("source"))
    adoption = adoptions[0] if adoptions else None
    verdicts = {one.target_id: one for one in adoption.verdicts.all()} if adoption else {}
    rows = _rows(targets, as_of, verdicts)
    return Scoreboard(
        document=document,
        body=document.body,
        term=document.term,
        as_of=as_of,
        groups=_grouped(rows),
        tally=tally([row.judgement.standing for row in rows]),
        adoption=adoption,
        adopted_tally=tally([one.adopted for one in verdicts.values()]) if verdicts else None,
        announced=tuple(adoption.tallies.all()) if adoption else (),
        adoptions=adoptions,
        fate=fate_of(document.body.place, as_of) if document.body.place else (),
    )


def score_row(target: Target, as_of: date) -> ScoreRow:
    """One target, with its parts, as known on a day."""
    family = [
        target,
        *target.parts.filter(known_on__lte=as_of).select_related("indicator", "place", "document__term"),
    ]
    verdict = (
        Verdict.objects.filter(target=target, adoption__held_on__lte=as_of)
        .select_related("adoption")
        .order_by("-adoption__held_on", "-id")
        .first()
    )
    return _rows(family, as_of, {target.pk: verdict} if verdict else {}, top=target)[0]


def _rows(
    targets: list[Target], as_of: date, verdicts: dict[int, Verdict], top: Target | None = None
) -> list[ScoreRow]:
    judgements = judge_targets(targets, as_of)
    known = promises(targets, as_of)
    series = {(one.indicator_id, one.place_id) for one in targets if one.indicator_id is not None}
    latest = latest_parts_of_years(series, as_of)
    last = observations_by_id(judged.last_observation for judged in judgements.values())

    def row(target: Target, parts: tuple[ScoreRow, ...] = ()) -> ScoreRow:
        judged = judgements[target.pk]
        part = latest.get((target.indicator_id, target.place_id)) if target.indicator_id else None
        reaches = part and (judged.last_ends is None or part.observation.ends > judged.last_ends)
        return ScoreRow(
            target=target,
            unit=Unit.parse(target.indicator.unit) if target.indicator else None,
            promise=known.get(target.pk),
            judgement=judged,
            last=_last(last.get(judged.last_observation or 0), judged),
            verdict=verdicts.get(target.pk),
            parts=parts,
            since=part.observation if part and reaches else None,
        )

    wholes = [one for one in targets if (one == top if top else one.part_of_id is None)]
    return [
        row(whole, tuple(row(part) for part in targets if part.part_of_id == whole.pk)) for whole in wholes
    ]


def _last(observation: Observation | None, judged: Judgement) -> JudgedOn | None:
    if observation is None or judged.last_starts is None or judged.last_ends is None:
        return None
    is_same_period = (observation.starts, observation.ends) == (judged.last_starts, judged.last_ends)
    return JudgedOn(
        observation=observation,
        value=judged.last,
        period=observation.period if is_same_period else str(judged.last_starts.year),
        starts=judged.last_starts,
        ends=judged.last_ends,
        status=judged.last_status or observation.status,
        is_of_parts=not is_same_period or observation.value != judged.last,
    )


def _grouped(rows: list[ScoreRow]) -> tuple[ScoreGroup, ...]:
    names = list(dict.fromkeys(row.target.group for row in rows))
    return tuple(ScoreGroup(name, tuple(row for row in rows if row.target.group == name)) for name in names)


def home(as_of: date, *, by: Reader) -> tuple[BodySummary, ...]:
    """The bodies `by` may read that have a resolution, each with its scoreboard as of a day."""
    bodies = bodies_where(by, Permission.VIEW).filter(documents__term__isnull=False).distinct()
    summaries = []
    for body in bodies.select_related("place"):
        document = current_resolution(body, as_of)
        summaries.append(BodySummary(body, scoreboard(document, as_of, by=by) if document else None))
    return tuple(summaries)


def adopted_beside_computed(board: Scoreboard) -> Counter[tuple[str, str]]:
    """How often each (adopted, computed) pair occurs among the rows with a verdict."""
    return Counter(
        (row.verdict.adopted, row.judgement.standing) for row in board.rows if row.verdict is not None
    )
