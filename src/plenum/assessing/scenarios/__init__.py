"""Scenarios: what would become of targets if indicators moved in a named way, and what movement a tally would need.

A scenario is a future: for every series a value for each year not known yet. Futures come from assumptions people
make (`paths`), from links between indicators (`links`), and for all else from what is expected (`outlook`). A future is
judged by the engine that judges facts (`judging`): its values are laid beside the known ones and the targets are asked
as of the day after they fall due, so a rule cannot mean one thing for facts and another for scenarios. The reverse
question (`reaching`) asks the same engine again and again.

The room refuses Django, words on a page, and rules of its own about what is good or bad.
"""
