"""Who is signed in."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router
from pydantic import Field

from plenum.accounts.queries import roles_of
from plenum.api.problems import REFUSALS
from plenum.reporting.open_data.form import Form

router = Router(tags=["Session"])


class RoleForm(Form):
    """A role held on a body and all below it."""

    role: str
    body: str


class SessionForm(Form):
    """Who is signed in, and the token that changes ask for."""

    username: str | None = Field(description="null where nobody is.")
    name: str
    language: str
    is_superuser: bool
    roles: list[RoleForm]
    csrf_token: str = Field(description="Send it in the header X-CSRFToken with every POST.")


@router.get("/session", response={200: SessionForm, **REFUSALS}, url_name="session")
def session(request: HttpRequest) -> SessionForm:
    """Who is signed in, what roles they hold today, and the token to send with changes."""
    user, token = request.user, get_token(request)
    if not user.is_authenticated:
        return SessionForm(
            username=None, name="", language="", is_superuser=False, roles=[], csrf_token=token
        )
    return SessionForm(
        username=user.username,
        name=str(user),
        language=user.language,
        is_superuser=user.is_superuser,
        roles=[RoleForm(role=grant.role, body=grant.body.code) for grant in roles_of(user)],
        csrf_token=token,
    )
