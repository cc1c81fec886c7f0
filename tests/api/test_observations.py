"""Observations: paged through as known on a day, entered, corrected and withdrawn."""

from typing import Any

from plenum.ledger.models import Observation, Source
from tests.api.test_permissions import CORRECTION, DRAFT, SOURCE, WITHDRAWAL
from tests.cast import Cast


def test_pages_follow_each_other_without_gap_or_overlap(cast: Cast, call: Any) -> None:
    caller, seen, after = call(cast.hoa), [], 0
    while after is not None:
        page = caller.get("observations", limit=3, after=after).json()
        assert 0 < len(page["items"]) <= 3
        seen += [one["id"] for one in page["items"]]
        after = page["next"]
    assert seen == sorted(one.pk for one in cast.observations.values())


def test_a_full_last_page_says_that_it_is_the_last(cast: Cast, call: Any) -> None:
    everything = call(cast.hoa).get("observations", limit=len(cast.observations)).json()
    assert everything["next"] is None


def test_as_of_a_day_nothing_later_is_told(cast: Cast, call: Any) -> None:
    caller = call(cast.hoa)
    items = caller.get("observations", as_of="2022-01-15").json()["items"]
    assert {one["period"] for one in items} == {"2020", "2021"}
    late = cast.observations["revenue 2022"].pk
    assert caller.get(f"observations/{late}", as_of="2022-12-31").status_code == 404


def test_filters(cast: Cast, call: Any) -> None:
    caller = call(cast.hoa)
    items = caller.get("observations", indicator="revenue", place="an-binh", period="2021").json()["items"]
    assert [one["value"] for one in items] == ["110"]
    assert items[0]["unit"] == "bn VND"
    assert caller.get("observations", place="an-lac").json()["items"] == []
    assert caller.get("observations", indicator="revenues").status_code == 404
    assert caller.get("observations", period="2021-9X").status_code == 422


def test_a_value_is_entered_exactly(cast: Cast, call: Any) -> None:
    made = call(cast.bob).post(
        "observations", DRAFT | {"value": "133.123456789", "words": "133,123456789 tỷ"}
    )
    assert made.status_code == 201
    told = made.json()
    assert told["value"] == "133.123456789"
    assert told["known_on"] == "2024-01-20"
    assert told["words"] == "133,123456789 tỷ"
    kept = call(cast.hoa).get(f"observations/{told['id']}").json()
    assert kept["observation"] == told
    assert kept["entered_by"] == "Bob"
    assert [entry["action"] for entry in kept["audit"]] == ["record_observation"]


def test_a_value_in_another_unit_is_converted_exactly_or_refused(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    made = caller.post("observations", DRAFT | {"value": "133100.5", "unit": "m VND"})
    assert made.json()["value"] == "133.1005"
    assert caller.post("observations", DRAFT | {"period": "2024", "unit": "USD"}).status_code == 422
    assert caller.post("observations", DRAFT | {"period": "2024", "unit": "bushels"}).status_code == 422


def test_a_source_is_registered_once(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    first = caller.post("observations", DRAFT).json()
    second = caller.post("observations", DRAFT | {"period": "2023-S1", "value": "60"}).json()
    assert first["source"]["id"] == second["source"]["id"]


def test_the_same_again_is_a_conflict_and_leaves_nothing(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    caller.post("observations", DRAFT)
    before = (Observation.objects.count(), Source.objects.count())
    assert caller.post("observations", DRAFT).status_code == 409
    out_of_bounds = DRAFT | {"value": "-1", "source": SOURCE | {"title_en": "Another"}}
    assert caller.post("observations", out_of_bounds).status_code == 422
    assert (Observation.objects.count(), Source.objects.count()) == before


def test_a_correction_overtakes_from_its_day_on(cast: Cast, call: Any) -> None:
    old = cast.observations["revenue 2021"]
    caller = call(cast.chi)
    made = caller.post(f"observations/{old.pk}/correction", CORRECTION)
    assert made.status_code == 201
    assert made.json()["corrects"] == old.pk

    def current(as_of: str) -> list[str]:
        items = caller.get(
            "observations", indicator="revenue", period="2021", current="true", as_of=as_of
        ).json()["items"]
        return [one["value"] for one in items]

    assert current("2024-01-31") == ["110"]
    assert current("2024-02-01") == ["111"]
    both = caller.get("observations", indicator="revenue", period="2021").json()["items"]
    assert [(one["value"], one["overtaken"]) for one in both] == [("110", True), ("111", False)]
    page = caller.get(f"observations/{old.pk}").json()
    assert [one["id"] for one in page["chain"]] == [old.pk, made.json()["id"]]
    assert page["taken"] == made.json()["id"]
    assert caller.post(f"observations/{old.pk}/correction", CORRECTION).status_code == 409


def test_a_withdrawal_leaves_no_value(cast: Cast, call: Any) -> None:
    old = cast.observations["revenue 2021"]
    caller = call(cast.chi)
    made = caller.post(f"observations/{old.pk}/withdrawal", WITHDRAWAL)
    assert made.status_code == 201
    assert made.json()["value"] is None
    assert made.json()["withdrawn"] is True
    left = caller.get("observations", indicator="revenue", period="2021", current="true").json()["items"]
    assert left == []


def test_a_reason_is_asked_for(cast: Cast, call: Any) -> None:
    old = cast.observations["revenue 2021"].pk
    assert (
        call(cast.chi).post(f"observations/{old}/withdrawal", WITHDRAWAL | {"note": " "}).status_code == 422
    )
