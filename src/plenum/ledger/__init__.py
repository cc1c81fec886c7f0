"""The record: documents and provisions, indicators, targets, observations, sources, reviews and verdicts.

Observations, target values and everything adopted are append-only in the database itself; a correction is a new row
that names the old one. Two time axes: the period a value is about and the day it became known, so that any page can
be rebuilt as known on a past day. Decides nothing good or bad: the standings come from `assessing`.
"""
