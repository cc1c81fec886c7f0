"""Documents: the list with its filters, and one document with its provisions, relations and what carries it out."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenum.ledger.actions import prepare_review, put_document, put_provision, relate_documents
from plenum.ledger.vocabulary import DocumentKind, RelationKind
from plenum.organizations.words import Words
from tests.cast import Cast

from .reading import attributes, words

LIST = "/documents/"


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


def page_of(cast: Cast) -> str:
    return reverse("document", args=[cast.resolution.code])


def test_the_list_counts_provisions_and_targets(reader: Client, cast: Cast) -> None:
    response = reader.get(LIST)
    seen = words(response)
    assert "2 documents" in seen
    assert (
        "Congress resolution for the 2020-2025 term 01-NQ/DH Resolution An Binh Provincial Committee" in seen
    )
    assert "2020-10-20 2 5" in seen
    assert reverse("scoreboard", args=[cast.resolution.code]) in attributes(response, "href")


def test_the_list_can_be_filtered(reader: Client) -> None:
    seen = words(reader.get(LIST, {"kind": "programme"}))
    assert "1 document" in seen
    assert "Action programme" in seen
    assert "Congress resolution for" not in seen
    assert "No document fits." in words(reader.get(LIST, {"kind": "decree", "body": "an-binh"}))


def test_the_list_shows_no_document_issued_later(reader: Client) -> None:
    assert "Action programme" not in words(reader.get(LIST, {"as_of": "2021-02-28"}))


def test_the_list_keeps_private_documents_from_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.minh)
    seen = words(client.get(LIST))
    assert "No document yet" in seen
    assert "Congress resolution" not in seen


def test_a_long_list_comes_in_pages(reader: Client, cast: Cast) -> None:
    for number in range(60):
        put_document(
            f"notice-{number}",
            body=cast.committee,
            kind=DocumentKind.NOTICE,
            title=Words("Thông báo", f"Notice {number}"),
            issued_on=date(2022, 1, 1),
            by=cast.dung,
        )
    response = reader.get(LIST, {"kind": "notice"})
    assert "Page 1 of 2" in words(response)
    assert "?kind=notice&page=2" in attributes(response, "href")
    assert "Page 2 of 2" in words(reader.get(LIST, {"kind": "notice", "page": "2"}))
    assert reader.get(LIST, {"page": "many"}).status_code == 200


def test_a_document_answers_first_what_is_not_carried_out(reader: Client, cast: Cast) -> None:
    response = reader.get(page_of(cast))
    seen = words(response)
    question = seen.index(
        "Which provisions have no implementing programme yet? 1 of 2 provisions: 2 Social targets"
    )
    assert question < seen.index("Facts")
    assert "1 Economic targets 1 Budget revenue in 2025 2 Average growth Action programme" in seen
    assert "2 Social targets none nothing yet" in seen
    assert "Targets not tied to a provision" in seen
    assert "is implemented by Action programme provision 1" in seen
    assert reverse("scoreboard", args=[cast.resolution.code]) in attributes(response, "href")


def test_a_programme_of_later_does_not_count_yet(reader: Client, cast: Cast) -> None:
    seen = words(reader.get(page_of(cast), {"as_of": "2021-02-28"}))
    assert "2 of 2 provisions:" in seen
    assert "Action programme" not in seen


def test_when_everything_is_carried_out_the_page_says_so(reader: Client, cast: Cast) -> None:
    second = cast.resolution.provisions.get(number="2")
    relate_documents(cast.programme, RelationKind.IMPLEMENTS, cast.resolution, provision=second, by=cast.dung)
    assert "None: each of its 2 provisions is carried out" in words(reader.get(page_of(cast)))


def test_relations_are_told_from_both_sides(reader: Client, cast: Cast) -> None:
    seen = words(reader.get(reverse("document", args=[cast.programme.code])))
    assert "implements Congress resolution for the 2020-2025 term provision 1" in seen
    assert "The record holds no provision and no target of this document." in seen


def test_drafts_are_shown_to_those_who_prepare_them_alone(client: Client, cast: Cast) -> None:
    review = prepare_review(
        cast.resolution,
        conference=Words("", "Mid-term conference"),
        held_on=date(2023, 6, 30),
        data_day=date(2023, 6, 30),
        by=cast.em,
    )
    client.force_login(cast.em)
    assert reverse("review", args=[review.pk]) in attributes(client.get(page_of(cast)), "href")
    client.force_login(cast.hoa)
    response = client.get(page_of(cast))
    assert "Mid-term" not in words(response)
    assert "Prepare a review" not in words(response)


def test_a_document_is_not_there_before_it_was_issued(reader: Client, cast: Cast) -> None:
    response = reader.get(page_of(cast), {"as_of": "2020-10-19"})
    assert response.status_code == 404
    assert "was not issued yet on 2020-10-19" in words(response)


def test_a_private_document_is_kept_from_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.minh)
    response = client.get(page_of(cast))
    assert response.status_code == 403
    assert "Economic targets" not in words(response)


def test_the_number_of_queries_does_not_grow_with_the_provisions(reader: Client, cast: Cast) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(address).status_code == 200
        return len(captured)

    before = queries(page_of(cast)), queries(LIST)
    for number in range(3, 23):
        provision = put_provision(
            cast.resolution, str(number), position=number, text=Words("Điều", "Point"), by=cast.dung
        )
        relate_documents(
            cast.programme, RelationKind.IMPLEMENTS, cast.resolution, provision=provision, by=cast.dung
        )
    assert (queries(page_of(cast)), queries(LIST)) == before
