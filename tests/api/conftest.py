"""Callers of the API: someone signed in, or nobody, with and without the token that changes ask for."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from plenum.accounts.models import User


class Caller:
    """A client that answers to `get` and `post` below /api/, and refuses forged posts as a server does."""

    def __init__(self, user: User | None, *, token: bool = True) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if user is not None:
            self.client.force_login(user)
        self.token = self.get("session").json()["csrf_token"] if token else None

    def get(self, address: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/{address}", query)  # type: ignore[return-value]

    def post(self, address: str, body: Any, **extra: Any) -> HttpResponse:
        headers = {"X-CSRFToken": self.token} if self.token else {}
        return self.client.post(  # type: ignore[return-value]
            f"/api/{address}", body, content_type="application/json", headers=headers, **extra
        )


@pytest.fixture
def call() -> Callable[..., Caller]:
    return Caller
