"""What leaves the record to be looked at or used elsewhere: charts, and the record's figures in open formats.

Chooses words, colours, shapes and fonts, and knows how a picture is made of figures. Refuses to judge: whether a
target will be met, and every pace and total, is taken from the rooms below. Refuses the clock and the request too:
the day, the language and the theme are parameters.
"""
