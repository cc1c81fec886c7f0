"""Who is signed in, for the pages that write."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from plenum.errors import SignInRequired

if TYPE_CHECKING:  # only to name what the actions take
    from plenum.accounts.models import User


def signed_in(request: HttpRequest) -> "User":
    """The account behind the request. Raises `SignInRequired`."""
    if not request.user.is_authenticated:
        raise SignInRequired("Sign in to change the record.")
    return request.user
