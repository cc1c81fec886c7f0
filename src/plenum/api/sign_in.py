"""Who calls: the session of someone signed in, and for changes proof that the call is theirs."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from plenum.errors import Forbidden, SignInRequired


class SignedIn(APIKeyCookie):
    """Takes the session cookie of the pages, and the token of `GET /api/session` in the header X-CSRFToken.

    Without a session the answer is 401, and without the token 403: another site can make a browser send the
    cookie, but cannot read the token. Reading needs neither; the queries refuse what is not public.
    """

    # django.conf.settings.SESSION_COOKIE_NAME, which cannot be read while this class is made.
    param_name = "plenum_session"

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            raise SignInRequired(gettext_noop("Sign in first; this changes the record."))
        if check_csrf(request) is not None:
            raise Forbidden(
                gettext_noop(
                    "Send the csrf_token of GET /api/session in the header X-CSRFToken, and try again."
                )
            )
        return request.user

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Never called: `__call__` decides."""
        raise NotImplementedError


signed_in = SignedIn()
