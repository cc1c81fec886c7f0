"""The only writers of the desk. Each checks permission, writes, and leaves an audit row, in one transaction.

`read_waiting` and what it calls write what the program read, on nobody's behalf; they leave no audit row, since what
was read is append-only and says when.
"""

from plenum.collecting.actions.deciding import (
    AllConfirmed,
    confirm_all_agreeing,
    confirm_figure,
    reject_figure,
    undo,
)
from plenum.collecting.actions.reading import link_again, read_again, read_report, read_waiting
from plenum.collecting.actions.receiving import Receipt, describe_report, receive_reports

__all__ = [
    "AllConfirmed",
    "Receipt",
    "confirm_all_agreeing",
    "confirm_figure",
    "describe_report",
    "link_again",
    "read_again",
    "read_report",
    "read_waiting",
    "receive_reports",
    "reject_figure",
    "undo",
]
