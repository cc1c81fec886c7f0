"""The day an answer is given as of, `?as_of=2021-07-01`: what was known by then, and nothing later."""

from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query

from plenum.errors import InvalidInput

AsOf = Annotated[
    date | None,
    Query(
        ...,
        description="Answer with what was known by this day; today where not given.",
        example="2024-11-14",
    ),
]
"""The type of the parameter."""


def day(as_of: date | None) -> date:
    """The day asked for, else today in the zone of the settings. Raises `InvalidInput` for a day ahead."""
    today = timezone.localdate()
    if as_of is not None and as_of > today:
        raise InvalidInput(gettext_noop("{day} lies ahead: nothing is known as of that day yet."), day=as_of)
    return as_of or today
