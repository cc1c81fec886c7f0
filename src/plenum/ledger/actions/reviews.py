"""From a draft review to verdicts that never change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.errors import Conflict, InvalidInput, PlenumError
from plenum.ledger.actions.writing import hold
from plenum.ledger.models import (
    Adoption,
    AnnouncedTally,
    Document,
    Review,
    ReviewLine,
    Source,
    Target,
    Verdict,
)
from plenum.ledger.queries.judging import Judgement, evidence, judge_targets, targets_judged
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import NOTHING_SAID, Words


@dataclass(frozen=True)
class AdoptedStanding:
    """What a conference says of one target, and why where the computation says otherwise."""

    standing: Standing
    reason: str = ""


@dataclass(frozen=True)
class TallyAnnounced:
    """A count a conference announced: `count` of `of` targets stand so, by `horizon`."""

    standing: Standing
    count: int
    of: int
    horizon: Words = NOTHING_SAID


def _check_days(held_on: date, data_day: date) -> None:
    if data_day > held_on:
        raise InvalidInput(
            "A conference on {held_on} cannot judge what became known by {data_day}.",
            held_on=held_on.isoformat(),
            data_day=data_day.isoformat(),
        )
    if data_day > timezone.localdate():
        raise InvalidInput(
            "Nothing is known yet of {data_day}; choose today or an earlier day.",
            data_day=data_day.isoformat(),
        )


@transaction.atomic
def prepare_review(
    document: Document, *, conference: Words, held_on: date, data_day: date, by: User
) -> Review:
    """Open a draft of what a conference will adopt. Raises `Forbidden`, `InvalidInput`, `Conflict`."""
    require(by, Permission.PREPARE_REVIEW, document.body)
    if not str(conference).strip():
        raise InvalidInput("Give the conference a name.")
    _check_days(held_on, data_day)
    document = hold(document)
    if document.reviews.filter(adoption__isnull=True, held_on=held_on).exists():
        raise Conflict(
            "A draft for a conference on {held_on} is open already; go on with that one.",
            held_on=held_on.isoformat(),
        )
    review = Review.objects.create(
        document=document,
        conference_vi=conference.vi,
        conference_en=conference.en,
        held_on=held_on,
        data_day=data_day,
        entered_by=by,
    )
    record_audit(
        "prepare_review",
        review,
        by=by,
        body=document.body,
        after={
            "conference": str(conference),
            "held_on": held_on.isoformat(),
            "data_day": data_day.isoformat(),
        },
    )
    return review


def _open(review: Review, by: User, permission: Permission) -> Review:
    review = hold(review)
    require(by, permission, review.document.body)
    if review.adoption_id is not None:
        raise Conflict("These verdicts were adopted; they no longer change. Prepare a new review instead.")
    return review


@transaction.atomic
def override_standing(
    review: Review, target: Target, adopted: Standing, reason: str, *, by: User
) -> ReviewLine:
    """In a draft, let a target stand otherwise than computed. Raises `InvalidInput` without a reason."""
    review = _open(review, by, Permission.PREPARE_REVIEW)
    if target.document_id != review.document_id or target.part_of_id is not None:
        raise InvalidInput("Target {number} is not one this review judges.", number=target.number)
    if target.known_on > review.data_day:
        raise InvalidInput(
            "Target {number} was not known yet on {day}.",
            number=target.number,
            day=review.data_day.isoformat(),
        )
    if not reason.strip():
        raise InvalidInput(
            "Target {number}: say why it stands otherwise than computed.", number=target.number
        )
    before = review.lines.filter(target=target).first()
    line, _ = ReviewLine.objects.update_or_create(
        review=review, target=target, defaults={"adopted": adopted, "reason": reason.strip(), "by": by}
    )
    record_audit(
        "override_standing",
        line,
        by=by,
        body=review.document.body,
        before={"adopted": before.adopted, "reason": before.reason} if before else None,
        after={"target": target.number, "adopted": str(adopted), "reason": reason.strip()},
    )
    return line


@transaction.atomic
def clear_override(review: Review, target: Target, *, by: User) -> None:
    """In a draft, let a target stand as computed again."""
    review = _open(review, by, Permission.PREPARE_REVIEW)
    line = review.lines.filter(target=target).first()
    if line is not None:
        record_audit(
            "clear_override",
            line,
            by=by,
            body=review.document.body,
            before={"target": target.number, "adopted": line.adopted, "reason": line.reason},
        )
        line.delete()


@transaction.atomic
def discard_review(review: Review, *, by: User) -> None:
    """Throw a draft away; the audit trail keeps what it said."""
    review = _open(review, by, Permission.PREPARE_REVIEW)
    lines = [
        {"target": line.target.number, "adopted": line.adopted, "reason": line.reason}
        for line in review.lines.select_related("target")
    ]
    record_audit(
        "discard_review",
        review,
        by=by,
        body=review.document.body,
        before={"conference": str(review.conference), "held_on": review.held_on.isoformat(), "lines": lines},
    )
    review.delete()


@transaction.atomic
def adopt_review(review: Review, *, by: User) -> Adoption:
    """Adopt a draft: every target gets a verdict, frozen with what it was judged on.

    Raises `Forbidden`, and `Conflict` where the draft was adopted before.
    """
    review = _open(review, by, Permission.ADOPT_VERDICTS)
    overrides = {
        line.target_id: AdoptedStanding(Standing(line.adopted), line.reason) for line in review.lines.all()
    }
    targets = targets_judged(review.document, review.data_day)
    judgements = judge_targets(targets, review.data_day)
    standings = {
        target: overrides.get(target.pk, AdoptedStanding(Standing(judgements[target.pk].standing)))
        for target in targets
        if target.part_of_id is None
    }
    adoption = _adopt(
        review.document, review.conference, review.held_on, review.data_day, standings, judgements, by=by
    )
    review.adoption = adoption
    review.save(update_fields=["adoption"])
    return adoption


@transaction.atomic
def record_adoption(
    document: Document,
    *,
    conference: Words,
    held_on: date,
    data_day: date,
    standings: Mapping[Target, AdoptedStanding],
    by: User,
    tallies: Sequence[TallyAnnounced] = (),
    source: Source | None = None,
    note: Words = NOTHING_SAID,
) -> Adoption:
    """Enter what a conference of the past adopted, for the targets it named.

    The computed standing beside each is computed now, as of the conference's data day. Where one thing explains
    all that differ (the conference only listed them), say it once in `note` instead of a reason for each.
    """
    require(by, Permission.ADOPT_VERDICTS, document.body)
    if not str(conference).strip():
        raise InvalidInput("Give the conference a name.")
    _check_days(held_on, data_day)
    document = hold(document)
    named = {"conference_vi": conference.vi, "conference_en": conference.en}
    if document.adoptions.filter(held_on=held_on, **named).exists():
        raise Conflict(
            "What {conference} adopted on {held_on} is in the record already.",
            conference=str(conference),
            held_on=held_on.isoformat(),
        )
    judgements = judge_targets(targets_judged(document, data_day), data_day)
    return _adopt(
        document,
        conference,
        held_on,
        data_day,
        standings,
        judgements,
        by=by,
        tallies=tallies,
        source=source,
        note=note,
    )


def _adopt(
    document: Document,
    conference: Words,
    held_on: date,
    data_day: date,
    standings: Mapping[Target, AdoptedStanding],
    judgements: Mapping[int, Judgement],
    *,
    by: User,
    tallies: Sequence[TallyAnnounced] = (),
    source: Source | None = None,
    note: Words = NOTHING_SAID,
) -> Adoption:
    for target, said in standings.items():
        if target.pk not in judgements or target.part_of_id is not None:
            raise InvalidInput(
                "Target {number} was not one of {code}'s on {day}.",
                number=target.number,
                code=document.code,
                day=data_day.isoformat(),
            )
        computed = judgements[target.pk].standing
        if said.standing != computed and not said.reason.strip() and note == NOTHING_SAID:
            raise InvalidInput(
                "Target {number} is adopted as “{adopted}” and computed as “{computed}”: say why.",
                number=target.number,
                adopted=PlenumError(Standing(said.standing).label),
                computed=PlenumError(Standing(computed).label),
            )
    for tally in tallies:
        if not 0 <= tally.count <= tally.of:
            raise InvalidInput(
                "{count} of {of} is no tally: it counts more targets than there are.",
                count=tally.count,
                of=tally.of,
            )
    adoption = Adoption.objects.create(
        document=document,
        conference_vi=conference.vi,
        conference_en=conference.en,
        held_on=held_on,
        data_day=data_day,
        source=source,
        note_vi=note.vi,
        note_en=note.en,
        entered_by=by,
    )
    Verdict.objects.bulk_create(
        Verdict(
            adoption=adoption,
            target=target,
            computed=judgements[target.pk].standing,
            adopted=said.standing,
            reason=said.reason.strip(),
            evidence=evidence(judgements[target.pk]),
        )
        for target, said in standings.items()
    )
    AnnouncedTally.objects.bulk_create(
        AnnouncedTally(
            adoption=adoption,
            standing=tally.standing,
            count=tally.count,
            of=tally.of,
            horizon_vi=tally.horizon.vi,
            horizon_en=tally.horizon.en,
        )
        for tally in tallies
    )
    record_audit(
        "adopt_verdicts",
        adoption,
        by=by,
        body=document.body,
        after={
            "document": document.code,
            "conference": str(conference),
            "held_on": held_on.isoformat(),
            "data_day": data_day.isoformat(),
            "verdicts": {target.number: str(said.standing) for target, said in standings.items()},
            "tallies": [f"{tally.standing}: {tally.count}/{tally.of}" for tally in tallies],
        },
    )
    return adoption
