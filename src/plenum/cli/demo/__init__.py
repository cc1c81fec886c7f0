"""The demonstration: three real bodies, their resolutions of the 2020-2025 term, and what was published of them.

Every figure is a public one with the address it was found at; where two addresses disagree both values are kept.
Sources print few dates: a source's day is the one it states, else the one in its address, else the end of the last
period it reports, since it cannot be older than that. Numbers that no source prints are missing, not guessed.

`sources.csv`, `indicators.csv`, `observations.csv` and `targets.csv` hold the facts; `places.py`, `documents.py` and
`conferences.py` what ties them together. `reports/` holds two reports, in our own words, for the reading desk;
`scenarios.py` asks what could become of Hanoi's targets.
"""

from plenum.cli.demo.loading import is_loaded, load

__all__ = ["is_loaded", "load"]
