"""Every action of accounts and ledger, done once, and the roles of the committee that may do it.

A table, so that a new action without a row here fails a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plenum.accounts import actions as accounts
from plenum.accounts.models import RoleGrant, User
from plenum.accounts.permissions import Role
from plenum.ledger import actions
from plenum.ledger.actions import AdoptedStanding, Assumed, ScenarioDraft, TallyAnnounced, TargetDraft
from plenum.ledger.models import IndicatorLink, Review, Scenario
from plenum.ledger.vocabulary import (
    AssumptionMeasure,
    DocumentKind,
    LinkKind,
    Measurement,
    OverTime,
    RelationKind,
    SourceKind,
    Standing,
    Status,
    TargetKind,
)
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import PASSWORD, Cast

DAY = date(2023, 6, 1)
MEETING = Words("Hội nghị", "Conference")


def draft_review(cast: Cast, *, overridden: bool = False) -> Review:
    """A draft that a test begins with, made by the secretary."""
    review = actions.prepare_review(
        cast.resolution, conference=MEETING, held_on=DAY, data_day=DAY, by=cast.em
    )
    if overridden:
        actions.override_standing(review, cast.targets["1"], Standing.MET, "As reported.", by=cast.em)
    return review


def _put_document(cast: Cast, by: User) -> None:
    actions.put_document(
        "new", body=cast.committee, kind=DocumentKind.PLAN, title=Words("Mới", "New"), number="1", by=by
    )


def _put_indicator(cast: Cast, by: User) -> None:
    actions.put_indicator(
        "new",
        keeper=cast.committee,
        name=Words("Mới", "New"),
        unit="km",
        measurement=Measurement.STOCK,
        over_time=OverTime.LAST,
        by=by,
    )


def _record(cast: Cast, by: User) -> None:
    actions.record_observation(
        cast.revenue,
        cast.district,
        Period.parse("2022"),
        Decimal(7),
        status=Status.ACTUAL,
        source=cast.source,
        by=by,
    )


def _set_target(cast: Cast, by: User) -> None:
    draft = TargetDraft(
        number="9",
        position=9,
        name=Words("Chín", "Nine"),
        kind=TargetKind.LEVEL,
        period=Period.parse("2025"),
        known_on=DAY,
        indicator=cast.growth,
    )
    actions.set_target(cast.resolution, draft, by=by)


def _record_adoption(cast: Cast, by: User) -> None:
    actions.record_adoption(
        cast.resolution,
        conference=MEETING,
        held_on=DAY,
        data_day=DAY,
        standings={cast.targets["1"]: AdoptedStanding(Standing.MET, "As reported.")},
        tallies=[TallyAnnounced(Standing.MET, 1, 5)],
        by=by,
    )


def slow_growth(cast: Cast, percent: str = "5") -> ScenarioDraft:
    """A scenario in which revenue grows slowly."""
    assumed = Assumed(cast.revenue, AssumptionMeasure.GROWTH, Decimal(percent))
    return ScenarioDraft(name=Words("Tăng chậm", "Slow growth"), assumptions=[assumed])


def kept_scenario(cast: Cast) -> Scenario:
    """A scenario that a test begins with, kept by the planner."""
    return actions.put_scenario(
        cast.committee, cast.resolution, slow_growth(cast), by=cast.dung, known_on=DAY
    )


def kept_link(cast: Cast) -> IndicatorLink:
    """GRDP growth as the growth of revenue: invented, as everything in An Binh."""
    return actions.link_indicators(LinkKind.GROWTH, cast.growth, [cast.revenue], by=cast.dung, known_on=DAY)


@dataclass(frozen=True)
class Act:
    """`do(cast, by)` is the action; `set_up(cast)` makes what it needs; `roles` of the committee may do it."""

    do: Callable[[Cast, User], object]
    roles: frozenset[Role]
    set_up: Callable[[Cast], object] = lambda cast: None


A, R, V, P, S, L = (
    Role.ADMINISTRATOR,
    Role.REPORTER,
    Role.REVIEWER,
    Role.PLANNER,
    Role.SECRETARY,
    Role.LEADER,
)
EVERYONE = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
"""Accounts are kept by superusers, who need no role."""

ACTS: dict[str, Act] = {
    "put_document": Act(_put_document, frozenset({A, P, S})),
    "put_provision": Act(
        lambda cast, by: actions.put_provision(cast.resolution, "9", position=9, by=by), frozenset({A, P, S})
    ),
    "relate_documents": Act(
        lambda cast, by: actions.relate_documents(cast.programme, RelationKind.CITES, cast.resolution, by=by),
        frozenset({A, P, S}),
    ),
    "put_indicator": Act(_put_indicator, frozenset({A, P})),
    "register_source": Act(
        lambda cast, by: actions.register_source(
            SourceKind.FILE, published_on=DAY, url="https://x.example", by=by
        ),
        frozenset({A, R, V, P, S, L}),
    ),
    "record_observation": Act(_record, frozenset({A, R, V, P})),
    "correct_observation": Act(
        lambda cast, by: actions.correct_observation(
            cast.observations["revenue 2022"],
            Decimal(122),
            source=cast.source,
            known_on=DAY,
            note="Typing error.",
            by=by,
        ),
        frozenset({A, V}),
    ),
    "withdraw_observation": Act(
        lambda cast, by: actions.withdraw_observation(
            cast.observations["revenue 2022"], known_on=DAY, note="Of another province.", by=by
        ),
        frozenset({A, V}),
    ),
    "set_target": Act(_set_target, frozenset({A, P})),
    "state_target_value": Act(
        lambda cast, by: actions.state_target_value(
            cast.targets["5"], low=Decimal(1), high=None, source=cast.source, known_on=DAY, by=by
        ),
        frozenset({A, P}),
    ),
    "withdraw_target_value": Act(
        lambda cast, by: actions.withdraw_target_value(
            cast.targets["1"].values.get(), known_on=DAY, note="Never promised.", by=by
        ),
        frozenset({A, P}),
    ),
    "prepare_review": Act(
        lambda cast, by: actions.prepare_review(
            cast.resolution, conference=MEETING, held_on=DAY, data_day=DAY, by=by
        ),
        frozenset({A, S, L}),
    ),
    "override_standing": Act(
        lambda cast, by: actions.override_standing(
            Review.objects.get(), cast.targets["3"], Standing.MET, "As reported.", by=by
        ),
        frozenset({A, S, L}),
        draft_review,
    ),
    "clear_override": Act(
        lambda cast, by: actions.clear_override(Review.objects.get(), cast.targets["1"], by=by),
        frozenset({A, S, L}),
        lambda cast: draft_review(cast, overridden=True),
    ),
    "discard_review": Act(
        lambda cast, by: actions.discard_review(Review.objects.get(), by=by),
        frozenset({A, S, L}),
        lambda cast: draft_review(cast, overridden=True),
    ),
    "adopt_review": Act(
        lambda cast, by: actions.adopt_review(Review.objects.get(), by=by),
        frozenset({A, L}),
        lambda cast: draft_review(cast, overridden=True),
    ),
    "record_adoption": Act(_record_adoption, frozenset({A, L})),
    "put_scenario": Act(
        lambda cast, by: actions.put_scenario(cast.committee, cast.resolution, slow_growth(cast), by=by),
        frozenset({A, P, S, L}),
    ),
    "change_scenario": Act(
        lambda cast, by: actions.change_scenario(Scenario.objects.get(), slow_growth(cast, "6"), by=by),
        frozenset({A, P, S, L}),
        kept_scenario,
    ),
    "end_scenario": Act(
        lambda cast, by: actions.end_scenario(Scenario.objects.get(), by=by),
        frozenset({A, P, S, L}),
        kept_scenario,
    ),
    "link_indicators": Act(
        lambda cast, by: actions.link_indicators(LinkKind.GROWTH, cast.growth, [cast.revenue], by=by),
        frozenset({A, P}),
    ),
    "end_link": Act(
        lambda cast, by: actions.end_link(IndicatorLink.objects.get(), by=by), frozenset({A, P}), kept_link
    ),
    "create_user": Act(lambda cast, by: accounts.create_user("new", PASSWORD, by=by), NOBODY),
    "change_user": Act(
        lambda cast, by: accounts.change_user(_renamed(cast.minh), by=by),
        NOBODY,
    ),
    "set_password": Act(
        lambda cast, by: accounts.set_password(
            User.objects.get(username="someone"), "a new long password", by=by
        ),
        NOBODY,
        lambda cast: accounts.create_user("someone", PASSWORD, by=cast.operator),
    ),
    "grant_role": Act(
        lambda cast, by: accounts.grant_role(cast.minh, Role.VIEWER, cast.committee, by=by), frozenset({A})
    ),
    "end_role": Act(
        lambda cast, by: accounts.end_role(
            RoleGrant.objects.get(user=cast.users[Role.VIEWER], role=Role.VIEWER), by=by
        ),
        frozenset({A}),
    ),
    "set_reading_preferences": Act(
        lambda cast, by: accounts.set_reading_preferences(by, language="vi", theme="dark"), EVERYONE
    ),
}


def _renamed(user: User) -> User:
    changed = User.objects.get(pk=user.pk)
    changed.last_name = "Trần"
    return changed
