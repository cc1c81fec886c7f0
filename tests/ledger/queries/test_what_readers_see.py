"""Nothing of a body shows to someone who may not read that body, whatever page leads to it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from plenum.accounts.actions import grant_role
from plenum.accounts.permissions import Role
from plenum.errors import Forbidden, SignInRequired
from plenum.ledger import queries
from plenum.ledger.actions import TargetDraft, put_document, relate_documents, set_target
from plenum.ledger.models import Document, Target
from plenum.ledger.vocabulary import DocumentKind, RelationKind, TargetKind
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

DAY = date(2023, 6, 1)


@pytest.fixture
def secret(cast: Cast) -> Document:
    """A programme of the other committee that carries out the resolution and sets a target on the same series."""
    grant_role(cast.oanh, Role.PLANNER, cast.other_committee, by=cast.operator)
    document = put_document(
        "ha-thanh-secret",
        body=cast.other_committee,
        kind=DocumentKind.PROGRAMME,
        number="07",
        title=Words("Mật", "Secret"),
        issued_on=date(2021, 5, 1),
        by=cast.oanh,
    )
    provision = cast.resolution.provisions.get(number="2")
    relate_documents(document, RelationKind.IMPLEMENTS, cast.resolution, provision=provision, by=cast.oanh)
    draft = TargetDraft(
        number="1",
        position=1,
        name=Words("Mật", "Secret"),
        kind=TargetKind.LEVEL,
        period=Period.parse("2025"),
        known_on=date(2021, 5, 1),
        indicator=cast.revenue,
        place=cast.province,
    )
    set_target(document, draft, by=cast.oanh)
    return document


def test_a_document_names_only_relations_its_reader_may_follow(cast: Cast, secret: Document) -> None:
    hoa = queries.document_page(cast.resolution, DAY, by=cast.hoa)
    assert [relation.document for relation in hoa.relations_to_it] == [cast.programme]
    everything = queries.document_page(cast.resolution, DAY, by=cast.operator)
    assert {relation.document for relation in everything.relations_to_it} == {cast.programme, secret}
    its_own = queries.document_page(secret, DAY, by=cast.oanh)
    assert its_own.relations == ()


def test_whether_a_provision_is_implemented_does_not_depend_on_the_reader(
    cast: Cast, secret: Document
) -> None:
    for by in (cast.hoa, cast.operator):
        page = queries.document_page(cast.resolution, DAY, by=by)
        assert [row.provision.number for row in page.uncovered] == []
    row = queries.document_page(cast.resolution, DAY, by=cast.hoa).provisions[1]
    assert row.is_implemented
    assert row.implemented_by == ()


def test_a_target_names_only_other_promises_its_reader_may_see(cast: Cast, secret: Document) -> None:
    target = cast.targets["1"]
    assert queries.target_page(target, DAY, by=cast.hoa).elsewhere == ()
    other = Target.objects.get(document=secret)
    assert queries.target_page(target, DAY, by=cast.operator).elsewhere == (other,)


def test_an_observation_and_an_indicator_name_only_targets_their_reader_may_see(
    cast: Cast, secret: Document
) -> None:
    other = Target.objects.get(document=secret)
    observation = cast.observations["revenue 2022"].pk
    for by, seen in ((cast.hoa, False), (cast.operator, True)):
        assert (other in queries.observation_page(observation, DAY, by=by).targets) is seen
        assert (other in queries.indicator_page(cast.revenue, DAY, by=by).targets) is seen


def test_an_indicator_shows_no_values_of_places_only_others_may_read(cast: Cast) -> None:
    for by in (cast.oanh, cast.minh, AnonymousUser()):
        page = queries.indicator_page(cast.revenue, DAY, by=by)
        assert page.series == ()
        assert page.targets == ()
    assert len(queries.indicator_page(cast.revenue, DAY, by=cast.hoa).series) == 1


@pytest.mark.parametrize(
    ("who", "refusal"), [("anonymous", SignInRequired), ("minh", Forbidden), ("oanh", Forbidden)]
)
def test_strangers_are_refused_at_every_query_of_a_private_body(
    cast: Cast, who: str, refusal: type[Exception]
) -> None:
    by = AnonymousUser() if who == "anonymous" else getattr(cast, who)
    asked = (
        lambda: queries.document_by_code("an-binh-2020", by=by),
        lambda: queries.document_page(cast.resolution, DAY, by=by),
        lambda: queries.resolution_of("an-binh", DAY, by=by),
        lambda: queries.scoreboard(cast.resolution, DAY, by=by),
        lambda: queries.target_by_number("an-binh-2020", "1", by=by),
        lambda: queries.target_page(cast.targets["1"], DAY, by=by),
        lambda: queries.observation_by_id(cast.observations["revenue 2022"].pk, by=by),
        lambda: queries.observation_page(cast.observations["revenue 2022"].pk, DAY, by=by),
    )
    for query in asked:
        with pytest.raises(refusal):
            query()
    assert list(queries.document_list(DAY, by=by)) == []
    assert queries.home(DAY, by=by) == ()
    assert queries.open_reviews(cast.resolution, by=by) == ()
    assert all(row.observations == 0 for row in queries.indicator_list(DAY, by=by))
