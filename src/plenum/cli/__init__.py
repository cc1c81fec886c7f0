"""The door of commands: `plenum demo`, `plenum serve`, `plenum assess hai-phong`, …

Holds one module per command (`commands`, with the table of them) and what they share: starting Django, saying things,
progress. Django is started by the commands that need it and not before, so that `plenum --help` is quick. Decides
nothing and writes nothing itself: commands call the rooms' queries and actions, as the operator.
"""

from plenum.cli.program import main

__all__ = ["main"]
