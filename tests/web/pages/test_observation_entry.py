"""Entering values: recorded, corrected, withdrawn, and refused with what was typed kept."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from plenum.ledger.models import Observation, Source
from plenum.web.days import today
from tests.cast import Cast

from .reading import attributes, words


@pytest.fixture
def known(cast: Cast) -> Observation:
    return cast.observations["revenue 2022"]


def typed(**more: str) -> dict[str, str]:
    return {
        "place": "an-binh",
        "period": "2023",
        "value": "1,234.5",
        "notation": "en",
        "status": "provisional",
        "source_kind": "document",
        "source_title": "Yearbook 2023",
        "source_url": "https://an-binh.example/2023",
        "published_on": "2024-01-15",
        "date_basis": "stated",
        "note": "",
        **more,
    }


def corrected(**more: str) -> dict[str, str]:
    return {
        "value": "122",
        "notation": "en",
        "status": "actual",
        "known_on": "2023-06-01",
        "reason": "Reprint",
        "same_source": "on",
        "source_kind": "document",
        "date_basis": "stated",
        "step": "check",
        **more,
    }


def send(client: Client, user: Any, path: str, data: dict[str, str]) -> Any:
    client.force_login(user)
    return client.post(path, data)


def test_a_value_is_recorded_and_shown(client: Client, cast: Cast) -> None:
    response = send(client, cast.bob, "/indicators/revenue/record/", typed())
    new = Observation.objects.latest("pk")
    assert response.status_code == 302
    assert response["Location"] == f"/observations/{new.pk}/"
    assert (new.value, new.period, new.status) == (Decimal("1234.5"), "2023", "provisional")
    assert (new.source.title_en, new.known_on.isoformat(), new.entered_by) == (
        "Yearbook 2023",
        "2024-01-15",
        cast.bob,
    )
    assert "The value is recorded." in words(client.get(response["Location"]))


def test_numbers_are_read_as_the_reader_writes_them(client: Client, cast: Cast) -> None:
    cast.bob.language = "vi"
    cast.bob.save()
    client.force_login(cast.bob)
    assert '<option value="vi" selected' in client.get("/indicators/revenue/record/").content.decode()
    send(client, cast.bob, "/indicators/revenue/record/", typed(value="1.234,5", notation="vi"))
    assert Observation.objects.latest("pk").value == Decimal("1234.5")
    assert Source.objects.latest("pk").title_vi == "Yearbook 2023"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"value": "1.234,5"}, "is not a number in English notation"),
        ({"value": "many"}, "is not a number"),
        ({"value": "-5"}, "outside what revenue can be"),
        ({"period": "2023-13"}, "no month 13"),
        ({"period": ""}, "This field is required"),
        ({"published_on": "2999-01-01"}, "still to come"),
        ({"source_title": "", "source_url": ""}, "Say where the value comes from"),
        ({"source_url": "javascript:alert(1)"}, "valid URL"),
        ({"place": "ha-thanh"}, "Select a valid choice"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_kept(
    client: Client, cast: Cast, given: dict[str, str], told: str
) -> None:
    before = (Observation.objects.count(), Source.objects.count())
    response = send(client, cast.bob, "/indicators/revenue/record/", typed(note="as typed", **given))
    assert response.status_code == 422
    assert told in words(response)
    assert "as typed" in words(response)
    assert (Observation.objects.count(), Source.objects.count()) == before


def test_the_same_value_twice_is_refused(client: Client, cast: Cast) -> None:
    send(client, cast.bob, "/indicators/revenue/record/", typed())
    response = send(client, cast.bob, "/indicators/revenue/record/", typed())
    assert response.status_code == 422
    assert "already states" in words(response)


def test_the_form_offers_the_places_one_may_record_for(client: Client, cast: Cast) -> None:
    client.force_login(cast.bob)
    seen = client.get("/indicators/revenue/record/?place=an-lac&period=2023").content.decode()
    assert '<option value="an-lac" selected' in seen
    assert 'value="2023"' in seen
    assert "Ha Thanh" not in seen


def test_who_may_not_record_is_refused(client: Client, cast: Cast) -> None:
    assert client.get("/indicators/revenue/record/").status_code == 302
    client.force_login(cast.hoa)
    assert client.get("/indicators/revenue/record/").status_code == 403
    assert send(client, cast.minh, "/indicators/revenue/record/", typed()).status_code == 403


def test_a_correction_is_shown_before_it_is_kept(client: Client, cast: Cast, known: Observation) -> None:
    before = Observation.objects.count()
    response = send(client, cast.chi, f"/observations/{known.pk}/correct/", corrected())
    assert response.status_code == 200
    assert "Until now 121 billion VND, actual From then on 122 billion VND, actual" in words(response)
    assert Observation.objects.count() == before
    response = client.post(f"/observations/{known.pk}/correct/", corrected(step="keep"))
    new = known.corrections.get()
    assert response["Location"] == f"/observations/{new.pk}/"
    assert (new.value, new.note, new.source, new.known_on.isoformat()) == (
        122,
        "Reprint",
        known.source,
        "2023-06-01",
    )


def test_the_question_carries_everything_that_was_typed(
    client: Client, cast: Cast, known: Observation
) -> None:
    response = send(client, cast.chi, f"/observations/{known.pk}/correct/", corrected(reason='"quoted" <b>'))
    hidden = dict(zip(attributes(response, "name"), attributes(response, "value"), strict=False))
    assert '"quoted" <b>' in attributes(response, "value")
    assert "reason" in hidden
    back = client.post(f"/observations/{known.pk}/correct/", corrected(step="change"))
    assert 'value="122"' in back.content.decode()
    assert not known.corrections.exists()


def test_a_correction_from_another_source(client: Client, cast: Cast, known: Observation) -> None:
    data = corrected(step="keep", source_title="Reprint 2022", published_on="2023-05-30")
    del data["same_source"]
    send(client, cast.chi, f"/observations/{known.pk}/correct/", data)
    assert known.corrections.get().source.title_en == "Reprint 2022"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reason": ""}, "Say why the value is corrected."),
        ({"value": "x"}, "is not a number"),
        ({"known_on": "2020-01-01"}, "before the value it corrects"),
        ({"known_on": "2999-01-01"}, "still to come"),
        ({"same_source": ""}, "Say where the value comes from"),
    ],
)
def test_a_faulty_correction_comes_back_with_what_was_typed(
    client: Client, cast: Cast, known: Observation, given: dict[str, str], told: str
) -> None:
    data = {name: value for name, value in corrected(**given).items() if value or name != "same_source"}
    response = send(client, cast.chi, f"/observations/{known.pk}/correct/", data)
    assert response.status_code == 422
    assert told in words(response)
    assert not known.corrections.exists()


def test_a_value_is_corrected_once(client: Client, cast: Cast, known: Observation) -> None:
    send(client, cast.chi, f"/observations/{known.pk}/correct/", corrected(step="keep"))
    response = client.post(f"/observations/{known.pk}/correct/", corrected(step="keep", value="123"))
    assert response.status_code == 422
    assert "was corrected already" in words(response)


def test_a_value_is_withdrawn(client: Client, cast: Cast, known: Observation) -> None:
    data = {"known_on": today().isoformat(), "reason": "A misprint", "step": "check"}
    asked = send(client, cast.chi, f"/observations/{known.pk}/withdraw/", data)
    assert "From then on no value" in words(asked)
    assert not known.corrections.exists()
    client.post(f"/observations/{known.pk}/withdraw/", {**data, "step": "keep"})
    assert known.corrections.get().withdrawn


@pytest.mark.parametrize("step", ["correct", "withdraw"])
def test_who_may_not_correct_is_refused(client: Client, cast: Cast, known: Observation, step: str) -> None:
    path = f"/observations/{known.pk}/{step}/"
    assert client.get(path).status_code == 302
    for user in (cast.bob, cast.hoa, cast.oanh):
        assert send(client, user, path, corrected(step="keep")).status_code == 403
    assert not known.corrections.exists()


def test_a_form_without_its_token_is_refused(cast: Cast, known: Observation) -> None:
    client = Client(enforce_csrf_checks=True)
    assert (
        send(client, cast.chi, f"/observations/{known.pk}/correct/", corrected(step="keep")).status_code
        == 403
    )
