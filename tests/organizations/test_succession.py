"""What became of a place: whole mergers, splits by shares, and shares that would pass 1."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from plenum.errors import InvalidInput
from plenum.organizations.actions import put_place, put_succession
from plenum.organizations.models import Place, Succession
from plenum.organizations.queries import fate_of, successions_of
from plenum.organizations.words import Words
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ON = date(2025, 7, 1)


def place(code: str) -> Place:
    return put_place(code, Words(code, code), "province")


def test_a_merger_is_seen_from_both_sides_from_its_day_on() -> None:
    thai_binh, hung_yen = place("thai-binh"), place("hung-yen")
    put_succession(
        thai_binh, hung_yen, ON, basis=Words("Nghị quyết", "Resolution"), source_url="https://a.example/"
    )
    for seen_from in (thai_binh, hung_yen):
        assert successions_of(seen_from, date(2025, 6, 30)) == ()
        (link,) = successions_of(seen_from, ON)
        assert (link.predecessor, link.successor, link.share) == (thai_binh, hung_yen, 1)
        assert (link.basis, link.source_url) == (Words("Nghị quyết", "Resolution"), "https://a.example/")


def test_a_split_has_shares_that_add_up_to_one() -> None:
    old, east, west = place("old"), place("east"), place("west")
    put_succession(old, east, ON, share=Decimal("0.62345678"))
    put_succession(old, west, ON, share=Decimal("0.37654322"))
    assert sum(link.share for link in successions_of(old, ON)) == 1


def test_shares_over_one_are_refused_and_nothing_is_kept() -> None:
    old, east, west = place("old"), place("east"), place("west")
    put_succession(old, east, ON, share=Decimal("0.7"))
    with pytest.raises(
        InvalidInput, match=r"The shares of old on 2025-07-01 add up to 1\.0\d*1, more than 1"
    ):
        put_succession(old, west, ON, share=Decimal("0.30000001"))
    assert Succession.objects.count() == 1
    # Saying the same link again changes its share; it does not count beside itself.
    put_succession(old, east, ON, share=Decimal(1))
    # Another day is another succession.
    put_succession(old, west, date(2030, 1, 1), share=Decimal(1))


@pytest.mark.parametrize("share", ["-0.1", "1.1"])
def test_a_share_lies_between_zero_and_one(share: str) -> None:
    old, new = place("old"), place("new")
    with pytest.raises(InvalidInput, match="is not a share"):
        put_succession(old, new, ON, share=Decimal(share))
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(predecessor=old, successor=new, on=ON, share=Decimal(share))


def test_nothing_succeeds_itself() -> None:
    old = place("old")
    with pytest.raises(IntegrityError), transaction.atomic():
        put_succession(old, old, ON)


def test_what_became_of_a_place_names_everyone_who_went_the_same_way(cast: Cast) -> None:
    merged = put_place("new", Words("Mới", "New"), "province", starts=date(2025, 7, 1))
    put_succession(cast.province, merged, date(2025, 7, 1))
    put_succession(cast.elsewhere, merged, date(2025, 7, 1))
    assert fate_of(cast.province, date(2025, 6, 30)) == ()
    found = fate_of(cast.province, date(2025, 7, 1))
    assert [(link.predecessor, link.successor) for link in found] == [
        (cast.province, merged),
        (cast.elsewhere, merged),
    ]
    assert fate_of(merged, date(2026, 1, 1)) == ()
