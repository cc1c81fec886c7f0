"""What a series will be on a later day: one distribution for each target, written as columns.

Yearly values become one row of numbers free of units (`summaries`); a pooled regression with the constants of a
calibration file (`calibration`) turns them into an outlook (`pooled`); an outlook at a horizon is a distribution that
tells the probability of any figure and any quantile (`distribution`).

The room refuses what a database engine cannot calculate by itself: no user-defined function, no loop over rows, no
random draw. Nothing here knows kinds of target or standings; `methods.probability` puts the question.
"""
