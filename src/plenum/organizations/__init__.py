"""Who acts and where: bodies, places, terms, people and their positions, and what succeeded what.

Holds dated trees: a place or body exists from a day to a day, and lies within another from a day to a day,
so the tree of any past day can be drawn. Refuses everything measured or promised (`ledger`) and everyone who
signs in (`accounts`).
"""
