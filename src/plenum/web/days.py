"""The day a page looks from, `?as_of=2021-07-01`: what was known by then, and nothing later."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from plenum.errors import InvalidInput


def today() -> date:
    """Today in the zone of the settings."""
    return timezone.localdate()


def day_asked(request: HttpRequest) -> date | None:
    """The day in the address, or None where there is none. Raises `InvalidInput` for no day, or one ahead."""
    text = request.GET.get("as_of", "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("“{text}” is not a day. Write it like 2021-07-01.", text=text[:40]) from None
    if day > today():
        raise InvalidInput("{day} lies ahead: nothing is known as of that day yet.", day=day.isoformat())
    return day


def as_of(request: HttpRequest) -> date:
    """The day in the address, else today. Raises `InvalidInput`."""
    return day_asked(request) or today()
