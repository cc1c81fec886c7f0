"""Whether a specification is one."""

import copy
from typing import Any

import altair


def check(specification: dict[str, Any]) -> None:
    """Hold a specification against the schema of Vega-Lite that comes with Altair. Raises where it does not fit."""
    checked = copy.deepcopy(specification)
    # Vega lays legends out by this; the schema of Vega-Lite lets it through as an expression only.
    del checked["config"]["legend"]["layout"]
    altair.Chart.from_dict(checked, validate=True)
