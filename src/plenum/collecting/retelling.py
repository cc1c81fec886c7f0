"""Errors kept as data, so that they can be said later in whichever language the reader has."""

from typing import Any

from plenum import errors
from plenum.errors import PlenumError
from plenum.organizations.words import Words


def kept(error: PlenumError) -> dict[str, Any]:
    """An error as JSON values: its class, its message with the facts left open, and the facts."""
    return {
        "type": type(error).__name__,
        "message": error.message,
        "facts": {name: _kept_fact(value) for name, value in error.facts.items()},
    }


def _kept_fact(value: object) -> Any:
    if isinstance(value, PlenumError):
        return kept(value)
    if isinstance(value, Words):
        return str(value)
    return value if isinstance(value, int | str) and not isinstance(value, bool) else str(value)


def retold(told: dict[str, Any]) -> PlenumError:
    """The error that `kept` wrote down."""
    kind = getattr(errors, told["type"], PlenumError)
    if not (isinstance(kind, type) and issubclass(kind, PlenumError)) or kind is errors.FaultyFile:
        kind = PlenumError
    facts = {
        name: retold(value) if isinstance(value, dict) else value for name, value in told["facts"].items()
    }
    return kind(told["message"], **facts)
