"""From a draft to verdicts that never change."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from plenum.accounts.models import AuditEntry
from plenum.errors import Conflict, InvalidInput
from plenum.ledger import queries
from plenum.ledger.actions import (
    AdoptedStanding,
    TallyAnnounced,
    adopt_review,
    clear_override,
    correct_observation,
    discard_review,
    override_standing,
    prepare_review,
    record_adoption,
)
from plenum.ledger.models import Adoption, Review, ReviewLine, Verdict
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words
from tests.cast import Cast

from .acts import DAY, MEETING, draft_review


def test_a_draft_needs_a_name_and_days_in_order(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong = [
        ({"conference": Words(" ", "")}, "name"),
        ({"held_on": date(2023, 5, 1)}, "2023-05-01"),
        ({"held_on": tomorrow, "data_day": tomorrow}, "known"),
    ]
    right = {"conference": MEETING, "held_on": DAY, "data_day": DAY}
    for facts, message in wrong:
        with pytest.raises(InvalidInput, match=message):
            prepare_review(cast.resolution, by=cast.em, **(right | facts))
    assert not Review.objects.exists()


def test_a_second_draft_for_the_same_day_is_refused(cast: Cast) -> None:
    draft_review(cast)
    with pytest.raises(Conflict, match="open already"):
        draft_review(cast)


def test_an_override_needs_a_reason_and_a_whole_target(cast: Cast) -> None:
    review = draft_review(cast)
    with pytest.raises(InvalidInput, match="say why"):
        override_standing(review, cast.targets["1"], Standing.MET, "  ", by=cast.em)
    with pytest.raises(InvalidInput, match="4a"):
        override_standing(review, cast.targets["4a"], Standing.MET, "A part", by=cast.em)
    assert not ReviewLine.objects.exists()


def test_an_override_shows_in_the_draft_and_can_be_undone(cast: Cast) -> None:
    review = draft_review(cast)
    override_standing(review, cast.targets["3"], Standing.MISSED, "Announced", by=cast.em)
    page = queries.review_page(review, by=cast.em)
    said = {row.row.target.number: row.adopted for row in page.rows}
    assert said["3"] == Standing.MISSED
    assert page.tally.missed == 1
    clear_override(review, cast.targets["3"], by=cast.em)
    page = queries.review_page(review, by=cast.em)
    assert {row.row.target.number: row.adopted for row in page.rows}["3"] != Standing.MISSED
    assert page.tally.missed == 0


def test_a_discarded_draft_is_gone_but_not_forgotten(cast: Cast) -> None:
    review = draft_review(cast, overridden=True)
    discard_review(review, by=cast.em)
    assert not Review.objects.exists()
    told = AuditEntry.objects.get(action="discard_review").before
    assert told is not None
    assert "As reported." in str(told)


def test_adopting_gives_every_whole_target_a_verdict_with_its_evidence(cast: Cast) -> None:
    review = draft_review(cast, overridden=True)
    adoption = adopt_review(review, by=cast.giang)
    verdicts = {one.target.number: one for one in adoption.verdicts.select_related("target")}
    assert set(verdicts) == {"1", "2", "3", "4", "5"}
    first = verdicts["1"]
    assert (first.adopted, first.reason) == (Standing.MET, "As reported.")
    assert first.computed == first.evidence["standing"] != Standing.MET
    assert first.evidence["last"] == "121"
    assert first.evidence["last_observation"] == cast.observations["revenue 2022"].pk
    assert all(one.computed == one.adopted for number, one in verdicts.items() if number != "1")


def test_what_was_adopted_stays_whatever_becomes_known(cast: Cast) -> None:
    adoption = adopt_review(draft_review(cast), by=cast.giang)
    before = [(one.target_id, one.adopted, one.evidence) for one in adoption.verdicts.order_by("pk")]
    correct_observation(
        cast.observations["revenue 2022"],
        cast.observations["revenue 2022"].value * 2,
        source=cast.observations["revenue 2022"].source,
        known_on=date(2023, 2, 1),
        note="Found later, dated back",
        by=cast.chi,
    )
    after = Adoption.objects.get(pk=adoption.pk)
    assert [(one.target_id, one.adopted, one.evidence) for one in after.verdicts.order_by("pk")] == before


def test_after_adoption_nothing_of_the_draft_changes(cast: Cast) -> None:
    review = draft_review(cast)
    adopt_review(review, by=cast.giang)
    for change in (
        lambda: override_standing(review, cast.targets["1"], Standing.MET, "Late", by=cast.em),
        lambda: clear_override(review, cast.targets["1"], by=cast.em),
        lambda: discard_review(review, by=cast.em),
        lambda: adopt_review(review, by=cast.giang),
    ):
        with pytest.raises(Conflict, match="no longer change"):
            change()
    assert Adoption.objects.count() == 1


def test_a_verdict_cannot_be_changed_by_sql(cast: Cast) -> None:
    adoption = adopt_review(draft_review(cast), by=cast.giang)
    verdict = Verdict.objects.filter(adoption=adoption)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        verdict.update(adopted=Standing.MET)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        verdict.delete()


def test_a_conference_of_the_past_may_name_only_some_and_explain_once(cast: Cast) -> None:
    facts = {"conference": MEETING, "held_on": DAY, "data_day": DAY, "by": cast.giang}
    standings = {cast.targets["5"]: AdoptedStanding(Standing.AT_RISK)}
    with pytest.raises(InvalidInput, match="say why"):
        record_adoption(cast.resolution, standings=standings, **facts)
    adoption = record_adoption(
        cast.resolution,
        standings=standings,
        note=Words("Nêu tên", "Named"),
        tallies=[TallyAnnounced(Standing.ON_TRACK, 4, 5)],
        **facts,
    )
    board = queries.scoreboard(cast.resolution, DAY, by=cast.hoa)
    assert board.adoption == adoption
    assert board.adopted_tally is not None
    assert (board.adopted_tally.at_risk, board.announced[0].count) == (1, 4)
    assert [row.agrees for row in board.rows if row.target.number == "5"] == [False]
    assert queries.scoreboard(cast.resolution, DAY - timedelta(days=1), by=cast.hoa).adoption is None
    with pytest.raises(Conflict, match="in the record already"):
        record_adoption(cast.resolution, standings={}, **facts)
