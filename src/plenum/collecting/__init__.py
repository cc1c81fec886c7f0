"""Collecting: the reports a body receives, what was read in them, and what a clerk decided of each figure.

A report is kept as it came, read once, and proposes figures. A proposed figure counts nowhere; confirmed, it becomes
an observation of the ledger with the report as its source. What was received, read and decided is append-only; whether
a figure waits, is confirmed or rejected is what the last decision on it says. Refuses to enter anything by itself, to
hold values of its own beside the ledger's, and to show a report to who may not read its body's record.
"""
