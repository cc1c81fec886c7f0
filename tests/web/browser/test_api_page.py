"""The page of the REST API, walked like every other."""

from collections.abc import Callable

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_of_the_api_walks(walk: Callable[..., None]) -> None:
    walk("/api/docs")
