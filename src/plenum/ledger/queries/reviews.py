"""Draft reviews and what conferences adopted."""

from dataclasses import dataclass

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, may, require
from plenum.assessing.verdicts import Tally, tally
from plenum.errors import NotFound
from plenum.ledger.models import Adoption, Document, Review, ReviewLine
from plenum.ledger.queries.movement import Movement, movements
from plenum.ledger.queries.scoreboard import Scoreboard, ScoreRow, scoreboard


@dataclass(frozen=True)
class DraftRow:
    """A target in a draft: as computed, and how it is to be adopted."""

    row: ScoreRow
    line: ReviewLine | None
    movement: Movement | None = None
    """What has moved it since the last conference; None where there was none, or it was not known then."""

    @property
    def adopted(self) -> str:
        return self.line.adopted if self.line is not None else self.row.judgement.standing


@dataclass(frozen=True)
class ReviewPage:
    """A draft review with every target as computed on its data day."""

    review: Review
    board: Scoreboard
    rows: tuple[DraftRow, ...]
    tally: Tally
    may_adopt: bool


def review_by_id(pk: int, *, by: Reader) -> Review:
    """Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    review = (
        Review.objects.select_related("document__body", "document__term", "adoption").filter(pk=pk).first()
    )
    if review is None:
        raise NotFound("There is no review {number}; it may have been discarded.", number=pk)
    require(by, Permission.PREPARE_REVIEW, review.document.body)
    return review


def review_page(review: Review, *, by: Reader) -> ReviewPage:
    """Raises `Forbidden`, `SignInRequired`."""
    require(by, Permission.PREPARE_REVIEW, review.document.body)
    board = scoreboard(review.document, review.data_day, by=by)
    lines = {line.target_id: line for line in review.lines.select_related("by")}
    moved = _moved_since_the_last(review, board, by)
    rows = tuple(DraftRow(row, lines.get(row.target.pk), moved.get(row.target.pk)) for row in board.rows)
    return ReviewPage(
        review=review,
        board=board,
        rows=rows,
        tally=tally([row.adopted for row in rows]),
        may_adopt=may(by, Permission.ADOPT_VERDICTS, review.document.body),
    )


def _moved_since_the_last(review: Review, board: Scoreboard, by: Reader) -> dict[int, Movement]:
    last = (
        review.document.adoptions.filter(held_on__lte=review.data_day, data_day__lt=review.data_day)
        .order_by("-held_on", "-id")
        .first()
    )
    if last is None:
        return {}
    family = [one.target for row in board.rows for one in (row, *row.parts)]
    return movements(family, last.data_day, review.data_day, by=by)


def open_reviews(document: Document, *, by: Reader) -> tuple[Review, ...]:
    """The drafts `by` may go on with; none for someone who may not prepare reviews."""
    if not may(by, Permission.PREPARE_REVIEW, document.body):
        return ()
    return tuple(document.reviews.filter(adoption__isnull=True))


def adoption_by_id(pk: int, *, by: Reader) -> Adoption:
    """What a conference adopted, with its verdicts. Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    adoption = (
        Adoption.objects.select_related("document__body", "source", "entered_by")
        .prefetch_related("verdicts__target__indicator", "tallies")
        .filter(pk=pk)
        .first()
    )
    if adoption is None:
        raise NotFound("There is no adoption {number}.", number=pk)
    require(by, Permission.VIEW, adoption.document.body)
    return adoption
